import { isRecord } from '../text/records.js';
import type { SavedCall } from './entry.js';

/** A value that is asked for when an entry is run. */
export interface Placeholder {
  name: string;
  /** Text that stands for it where none is given. */
  default: string | undefined;
}

/** A piece of a text: written out, or a placeholder. */
export type Piece = { kind: 'text'; text: string } | ({ kind: 'placeholder' } & Placeholder);

/** `{name}`, `{name=default}`, and `{{` for a brace; a brace before anything else is a brace. */
const form = /\{\{|\{([a-z_][\w-]*)(?:=([^{}]*))?\}/gi;

/** Splits a saved text at its placeholders. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let literal = '';
  let done = 0;
  for (const match of text.matchAll(form)) {
    literal += text.slice(done, match.index);
    done = match.index + match[0].length;
    const [, name, standard] = match;
    if (name === undefined) {
      literal += '{';
      continue;
    }
    if (literal !== '') pieces.push({ kind: 'text', text: literal });
    literal = '';
    pieces.push({ kind: 'placeholder', name, default: standard });
  }
  literal += text.slice(done);
  if (literal !== '') pieces.push({ kind: 'text', text: literal });
  return pieces;
}

/** A text whose braces are its own, as it is saved. */
export function escapeBraces(text: string): string {
  return text.replaceAll('{', '{{');
}

/** A text that somebody wrote with placeholders, as it is saved: a brace that begins none is escaped. */
export function tidyText(text: string): string {
  return piecesOf(text)
    .map((piece) => {
      if (piece.kind === 'text') return escapeBraces(piece.text);
      return piece.default === undefined ? `{${piece.name}}` : `{${piece.name}=${piece.default}}`;
    })
    .join('');
}

/** The placeholders of a call, each once, in the order of path, params and body; a default anywhere counts everywhere. */
export function placeholdersOf({ path, params, data }: SavedCall): Placeholder[] {
  const found = new Map<string, Placeholder>();
  for (const text of [path, ...textsIn(params), ...textsIn(data)]) {
    for (const piece of piecesOf(text)) {
      if (piece.kind !== 'placeholder') continue;
      const { name, default: standard } = piece;
      found.set(name, { name, default: found.get(name)?.default ?? standard });
    }
  }
  return [...found.values()];
}

/** Whether a value has to be given before it can run. */
export function isUnfilled(call: SavedCall): boolean {
  return placeholdersOf(call).some((one) => one.default === undefined);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}

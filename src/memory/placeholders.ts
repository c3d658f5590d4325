import { mapTexts, textsIn } from '../text/records.js';
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

/** A saved text with something in place of its placeholders, and of what stands between them. */
export function rewritten(
  text: string,
  placeholder: (one: Placeholder) => string,
  literal: (one: string) => string = (one) => one,
): string {
  return piecesOf(text)
    .map((piece) => (piece.kind === 'text' ? literal(piece.text) : placeholder(piece)))
    .join('');
}

/** A text whose braces are its own, as it is saved. */
export function escapeBraces(text: string): string {
  return text.replaceAll('{', '{{');
}

/** A kept path as a template: with the names of its placeholders in braces. */
export function templateOf(path: string): string {
  return rewritten(path, ({ name }) => `{${name}}`);
}

/** A kept call as it is shown: defaults in place of its placeholders, the names of those that have none. */
export function shownCall({ method, path, params, data }: SavedCall): SavedCall {
  return {
    method,
    path: shownText(path),
    params: mapTexts(params, shownText) as SavedCall['params'],
    data: mapTexts(data, shownText),
  };
}

/** A kept text as it is shown. */
export function shownText(text: string): string {
  return rewritten(text, ({ name, default: standard }) => standard ?? `{${name}}`);
}

/** A text that somebody wrote with placeholders, as it is saved: a brace that begins none is escaped. */
export function tidyText(text: string): string {
  return rewritten(text, asWritten, escapeBraces);
}

/** A placeholder as it stands in a kept text. */
export function asWritten({ name, default: standard }: Placeholder): string {
  return standard === undefined ? `{${name}}` : `{${name}=${standard}}`;
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

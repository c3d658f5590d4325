import { UsageError } from '../errors/errors.js';
import { shortened } from '../text/shortened.js';
import { piecesOf } from './placeholders.js';

/** Gives the value of a placeholder by its name. */
export type ValueOf = (name: string) => string;

/** What makes a text of a value; throws UsageError for one that cannot stand there. */
export type Insert = (value: string, name: string) => string;

/** A kept text with a word in place of each placeholder, so that it can be read as any other text of its language. */
export interface Masked {
  text: string;
  /** Whether a part of the text is a placeholder alone, and which. */
  nameOf: (part: string) => string | undefined;
  /** The placeholders in a part of the text. */
  namesIn: (part: string) => string[];
  /** A part of the text with values in place of those words. */
  replace: (part: string, insert?: Insert) => string;
}

export function masked(kept: string, valueOf: ValueOf): Masked {
  const pieces = piecesOf(kept);
  let stem = 'cwmValue';
  while (kept.includes(stem)) stem += 'x';
  const names: string[] = [];
  const text = pieces
    .map((piece) => (piece.kind === 'text' ? piece.text : `${stem}${names.push(piece.name) - 1}_`))
    .join('');
  const word = new RegExp(`${stem}(\\d+)_`, 'g');
  const nameAt = (index: string) => names[Number(index)] ?? '';
  const namesIn = (part: string) => [...part.matchAll(word)].map(([, index = '']) => nameAt(index));
  return {
    text,
    namesIn,
    nameOf: (part) => (new RegExp(`^${stem}\\d+_$`).test(part) ? namesIn(part)[0] : undefined),
    replace: (part, insert = (value) => value) =>
      part.replaceAll(word, (_all, index: string) => {
        const name = nameAt(index);
        return insert(valueOf(name), name);
      }),
  };
}

/** The names of a field, with slashes or dots between them. */
export const insertField: Insert = (value, name) => {
  if (/^[a-z_]\w*(?:[/.][a-z_]\w*)*$/i.test(value)) return value;
  throw wrongValue(name, 'the name of a field', value);
};

export function wrongValue(name: string, expected: string, value: string): UsageError {
  return new UsageError(`{${name}} takes ${expected}, not "${shortened(value)}".`, {
    hint: `Give it another value: --set ${name}=…`,
  });
}

/** The error for a placeholder in a place where no value would be safe. */
export function misplaced(names: readonly string[], kept: string): UsageError {
  const [name = ''] = names;
  return new UsageError(`{${name}} cannot stand where it stands in ${shortened(kept)}.`, {
    hint: 'A placeholder stands for a value, or for the name of a field. Save the call again with it in such a place.',
  });
}

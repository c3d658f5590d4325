import { quoteText } from '../conditions/quote.js';
import { ConditionSyntaxError } from '../conditions/syntax-error.js';
import { splitWhere, wordOf, wordsOf, type WhereText } from '../conditions/where/text.js';
import {
  insertField,
  masked,
  misplaced,
  wrongValue,
  type Insert,
  type ValueOf,
} from './stand-ins.js';

/**
 * A kept `--where` with values in place of its placeholders. After the operator a value stands as it is written, inside
 * quotes as text; before it, it is the name of a field.
 */
export function fillWhere(kept: string, valueOf: ValueOf): string {
  const { text, namesIn, replace } = masked(kept, valueOf);
  if (namesIn(text).length === 0) return text;
  const { at, caption, value, words } = read(text, () => misplaced(namesIn(text), kept));
  const insertName = caption === undefined ? insertField : insertCaption;
  let filled = '';
  let done = 0;
  const add = (end: number, insert?: Insert) => {
    filled += replace(text.slice(done, end), insert);
    done = end;
  };
  add(at.end, insertName);
  add(value.at.start);
  for (const word of words) {
    add(word.at.start);
    const written = text.slice(done, word.at.end);
    const isText = word.quoted && namesIn(written).length > 0;
    const next = isText ? quoteText(replace(word.text)) : replace(written);
    // An operator would take a sign that follows it for its own.
    filled += /[=<>!~]$/.test(filled) && /^[=<>!~]/.test(next) ? ` ${next}` : next;
    done = word.at.end;
  }
  add(text.length);
  return filled;
}

function read(text: string, unreadable: () => Error) {
  try {
    const found = splitWhere(text);
    return { ...found, words: wordsIn(found) };
  } catch (error) {
    throw error instanceof ConditionSyntaxError ? unreadable() : error;
  }
}

function wordsIn({ operator, value, path }: WhereText) {
  return operator.kind === 'in' ? wordsOf(value) : [wordOf(value, path)];
}

const insertCaption: Insert = (value, name) => {
  if (/^[\w-]+$/.test(value)) return value;
  throw wrongValue(name, 'the caption of a custom field, one word', value);
};

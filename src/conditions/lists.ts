import { shortened } from '../text/shortened.js';
import { ConditionSyntaxError } from './syntax-error.js';
import { slashPath } from './spelling.js';
import type { FieldName, OrderKey } from './tree.js';

/**
 * Parses `orderBy`: fields with asc or desc behind them, however they were split on the way (PowerShell's shim turns
 * `a desc,b` into `a desc b`). Throws ConditionSyntaxError.
 */
export function parseOrderBy(text: string): OrderKey[] {
  const keys: OrderKey[] = [];
  for (const word of wordsOf(text)) {
    const lower = word.path.toLowerCase();
    const last = keys.at(-1);
    if (lower === 'ascending' || lower === 'descending')
      throw misspeltDirection(word, lower === 'ascending' ? 'asc' : 'desc');
    if (lower !== 'asc' && lower !== 'desc') keys.push({ field: checked(word, sortHint) });
    else if (last === undefined || last.direction !== undefined)
      throw new ConditionSyntaxError(
        `expected a field before ${word.path}`,
        word.at,
        'Fields come first, asc or desc behind each: company/name asc,id desc.',
      );
    else last.direction = lower;
  }
  return keys;
}

/** Words of an `orderBy` as people write them: a direction stands behind its field, other fields behind a comma. */
export function joinOrder(words: readonly string[]): string {
  return words
    .map(
      (word, index) =>
        (index === 0 ? '' : /^(?:asc|desc)(?:ending)?$/i.test(word) ? ' ' : ',') + word,
    )
    .join('');
}

/** Parses `fields`: names split at commas and white space. Throws ConditionSyntaxError. */
export function parseFieldList(text: string): FieldName[] {
  return wordsOf(text).map((word) => checked(word, fieldHint));
}

type Word = Required<FieldName>;

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[^\s,]+/g)].map(({ 0: word, index }) => ({
    path: slashPath(word),
    at: { start: index, end: index + word.length },
  }));
}

function checked(word: Word, hintFor: (written: string) => string): FieldName {
  if (isName(word.path)) return word;
  const path = shortened(word.path);
  const shown = path.includes('"') ? path : `"${path}"`;
  throw new ConditionSyntaxError(`${shown} is not a field name`, word.at, hintFor(word.path));
}

/** `-id` and `id:desc` sort elsewhere. */
function sortHint(written: string): string {
  const [, sign, name = '', direction] = /^([+-]?)([\w/]+)(?::(asc|desc))?$/i.exec(written) ?? [];
  if (!isName(name)) return 'Write fields as they are: company/name asc,id desc.';
  return `Write ${shortened(name)} ${direction?.toLowerCase() ?? (sign === '-' ? 'desc' : 'asc')}.`;
}

function isName(path: string): boolean {
  return /^[a-z_]\w*(?:\/[a-z_]\w*)*$/i.test(path);
}

function fieldHint(written: string): string {
  return written === '*'
    ? 'Leave fields out to get all of them.'
    : 'Write names as they are, with commas between them: id,summary,status/name.';
}

function misspeltDirection({ path, at }: Word, direction: string): ConditionSyntaxError {
  return new ConditionSyntaxError(`${path} is not a direction`, at, `Write ${direction}.`);
}

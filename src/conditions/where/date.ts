import { notADate } from '../../dates/forms.js';
import type { Moment } from '../../dates/moment.js';
import { toServerTime } from '../../dates/server-time.js';
import { rangeFor } from '../date-range.js';
import { ConditionSyntaxError } from '../syntax-error.js';
import { joined, type CompareOperator, type Condition } from '../tree.js';
import type { WhereOperator } from './operators.js';
import { splitWhere, wordOf, type Word } from './text.js';
import { inBrackets, readsAsDate, severalIn } from './value.js';

/** Reads a date, whether of the calendar or a point in time; undefined where there is no such date. */
export type DateReader = (text: string, isDay: boolean) => Moment | undefined;

/** Whether the value of a `--where` may be a date: without one its clause is built without the calendar. */
export function mayHoldDate(text: string): boolean {
  try {
    const { path, operator, value } = splitWhere(text);
    return operator.kind === 'compare' && readsAsDate(dateText(wordOf(value, path)));
  } catch (error) {
    // It is refused when it is built, with its place.
    if (error instanceof ConditionSyntaxError) return false;
    throw error;
  }
}

/** A comparison with a date in words: with what is many seconds long it is one or two with points in time. */
export function dateCondition(
  path: string,
  given: WhereOperator,
  word: Word,
  { readDate, isDay, isTyped }: { readDate: DateReader; isDay: boolean; isTyped: boolean },
): Condition {
  if (given.kind !== 'compare') throw notCompared(path, given, word, isTyped);
  const { operator } = given;
  const text = dateText(word);
  const moment = readsAsDate(text) ? readDate(text, isDay) : undefined;
  if (moment === undefined) throw noDate(word, text);
  const compare = (one: CompareOperator, date: string): Condition => ({
    kind: 'compare',
    field: { path },
    operator: one,
    value: { kind: 'date', text: date, at: word.at },
  });
  // A calendar day is kept as one point in time: its 00:00Z.
  if (isDay && moment.precision === 'day') return compare(operator, toServerTime(moment.start));
  const { join, comparisons } = rangeFor(operator, moment);
  return joined(
    join,
    comparisons.map((one) => compare(one.operator, one.value)),
  );
}

function dateText({ text }: Word): string {
  return inBrackets(text) ?? text;
}

function notCompared(
  path: string,
  given: WhereOperator,
  { at }: Word,
  isTyped: boolean,
): ConditionSyntaxError {
  if (!isTyped)
    return new ConditionSyntaxError(
      'a date has no place in a list',
      at,
      'Dates go with = != < <= > >=; in quotes it is text.',
    );
  const name =
    given.kind === 'compare' ? given.operator : given.kind === 'in' ? 'in' : given.operator;
  return new ConditionSyntaxError(
    `${path} is a date, which does not go with ${name}`,
    at,
    given.kind === 'in'
      ? `Dates go with = != < <= > >=, and = means all of a day, month or year. For several write --conditions: ${path}=[today] or ${path}=[yesterday]`
      : `Dates go with = != < <= > >=, and = means all of a day, month or year: ${path} = 2026-01-31`,
  );
}

function noDate(word: Word, text: string): ConditionSyntaxError {
  const { message, hint } = notADate(text);
  return new ConditionSyntaxError(message.replace(/\.$/, ''), word.at, severalIn(word) ?? hint);
}

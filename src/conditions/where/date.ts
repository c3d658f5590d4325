import type { Clock } from '../../dates/clock.js';
import { notADate } from '../../dates/forms.js';
import { parseDays, parseMoment } from '../../dates/moment.js';
import { toServerTime } from '../../dates/server-time.js';
import { rangeFor } from '../date-range.js';
import { ConditionSyntaxError } from '../syntax-error.js';
import { joined, type CompareOperator, type Condition } from '../tree.js';
import type { WhereOperator } from './operators.js';
import type { Word } from './text.js';

/** A comparison with a date in words: with what is many seconds long it is one or two with points in time. */
export function dateCondition(
  path: string,
  given: WhereOperator,
  word: Word,
  { clock, isDay }: { clock: () => Clock; isDay: boolean },
): Condition {
  if (given.kind !== 'compare') throw notCompared(path, given, word);
  const { operator } = given;
  const text = /^\s*\[([^[\]]*)\]\s*$/.exec(word.text)?.[1] ?? word.text;
  const moment = (isDay ? parseDays : parseMoment)(text, clock());
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

function notCompared(path: string, given: WhereOperator, { at }: Word): ConditionSyntaxError {
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

function noDate({ at }: Word, text: string): ConditionSyntaxError {
  const { message, hint } = notADate(text);
  return new ConditionSyntaxError(message.replace(/\.$/, ''), at, hint);
}

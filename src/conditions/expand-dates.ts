import type { Clock } from '../dates/clock.js';
import { notADate, parseIso } from '../dates/forms.js';
import { parseDays, parseMoment, type Moment } from '../dates/moment.js';
import { toServerTime } from '../dates/server-time.js';
import { UsageError } from '../errors/errors.js';
import { rangeFor } from './date-range.js';
import { isKeyword, isOperator, spanOf, tokenize, type Token } from './lex.js';
import { slashPath } from './spelling.js';
import { ConditionSyntaxError } from './syntax-error.js';

/** Whether a field carries a calendar day rather than a point in time. */
export type IsDayField = (field: string) => boolean;

/**
 * Replaces relative dates in brackets: `closedDate > [yesterday]` becomes `closedDate >= [2026-01-31T23:00:00Z]`, and
 * an `=` with a day becomes the range that it means. ISO dates, text in quotes and all else stay as they are. Throws
 * UsageError for a bracket that holds no date.
 */
export function expandDates(text: string, clock: Clock, isDay: IsDayField = () => false): string {
  let expanded = '';
  let done = 0;
  let name = '';
  const tokens = readTokens(text);
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'name' && !isKeyword(token)) name = token.text;
    if (token.kind !== 'date' || parseIso(token.value) !== undefined) continue;
    const isDays = isDay(slashPath(name));
    const moment = (isDays ? parseDays : parseMoment)(token.value, clock);
    if (moment === undefined) throw notADate(token.value, { text, ...spanOf(token) });
    const isPoint = moment.precision === 'instant' || (isDays && moment.precision === 'day');
    const { from, replacement } = isPoint
      ? { from: token.position, replacement: `[${toServerTime(moment.start)}]` }
      : compared(tokens[index - 2], tokens[index - 1], token, moment, text);
    expanded += text.slice(done, from) + replacement;
    done = token.position + token.text.length;
  }
  return expanded + text.slice(done);
}

/** A comparison with a stretch of time, as one or two comparisons with points in time. */
function compared(
  field: Token | undefined,
  operator: Token | undefined,
  date: Token,
  moment: Moment,
  text: string,
): { from: number; replacement: string } {
  if (field?.kind !== 'name' || operator === undefined || !isOperator(operator.text))
    throw notCompared(date, text);
  const { join, comparisons } = rangeFor(operator.text, moment);
  const [only, second] = comparisons;
  if (only !== undefined && second === undefined) {
    const space = text.slice(operator.position + operator.text.length, date.position);
    return { from: operator.position, replacement: `${only.operator}${space}[${only.value}]` };
  }
  const terms = comparisons.map((one) => `${field.text} ${one.operator} [${one.value}]`);
  return { from: field.position, replacement: `(${terms.join(` ${join} `)})` };
}

function notCompared(date: Token, text: string): UsageError {
  return new UsageError(`${date.text} is a stretch of time: it stands after = != < <= > or >=.`, {
    place: { text, ...spanOf(date) },
    hint: 'In place of a list join comparisons: (dateEntered=[today] or dateEntered=[yesterday]).',
  });
}

/** The tokens; none where the text cannot be read, which the check says better. */
function readTokens(text: string): Token[] {
  try {
    return tokenize(text);
  } catch (error) {
    if (error instanceof ConditionSyntaxError) return [];
    throw error;
  }
}

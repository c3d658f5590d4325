import type { Clock } from '../dates/clock.js';
import { notADate, parseIso } from '../dates/forms.js';
import { parseDays, parseMoment, type Moment } from '../dates/moment.js';
import { toServerTime } from '../dates/server-time.js';
import { UsageError } from '../errors/errors.js';
import { rangeFor } from './date-range.js';
import { ConditionSyntaxError, isOperator, tokenize, type Token } from './lex.js';

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
  let field: Token | undefined;
  let operator: Token | undefined;
  for (const token of readTokens(text)) {
    if (token.kind === 'name' && !keywords.has(token.text.toLowerCase())) field = token;
    if (token.kind === 'date' && parseIso(token.value) === undefined) {
      const isDays = field !== undefined && isDay(field.text.replaceAll('.', '/'));
      const moment = (isDays ? parseDays : parseMoment)(token.value, clock);
      if (moment === undefined) throw notADate(token.value);
      const compared =
        field === undefined || operator === undefined ? undefined : { field, operator };
      const { from, replacement } = replace(token, compared, moment, isDays, text);
      expanded += text.slice(done, from) + replacement;
      done = token.position + token.text.length;
    }
    operator = token.kind === 'symbol' && isOperator(token.text) ? token : undefined;
  }
  return expanded + text.slice(done);
}

const keywords = new Set(['and', 'or', 'not', 'in', 'like', 'contains', 'true', 'false', 'null']);

function replace(
  token: Token,
  compared: { field: Token; operator: Token } | undefined,
  moment: Moment,
  isDays: boolean,
  text: string,
): { from: number; replacement: string } {
  const isPoint = moment.precision === 'instant' || (isDays && moment.precision === 'day');
  if (isPoint) return { from: token.position, replacement: `[${toServerTime(moment.start)}]` };
  if (compared === undefined || !isOperator(compared.operator.text)) throw notCompared(token);
  const { field, operator } = compared;
  const { join, comparisons } = rangeFor(compared.operator.text, moment);
  const [only] = comparisons;
  if (comparisons.length === 1 && only !== undefined) {
    const between = text.slice(operator.position + operator.text.length, token.position);
    return { from: operator.position, replacement: `${only.operator}${between}[${only.value}]` };
  }
  const terms = comparisons.map((one) => `${field.text} ${one.operator} [${one.value}]`);
  return { from: field.position, replacement: `(${terms.join(` ${join} `)})` };
}

function notCompared({ text }: Token): UsageError {
  return new UsageError(`${text} is a stretch of time: it stands after = != < <= > or >=.`, {
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

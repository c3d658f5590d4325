import type { Phrase, Words } from './comparison-words.js';
import { dateVerbs, fieldWords } from './field-words.js';
import { relativeWords } from './relative-words.js';
import type { Stretch } from './simplify.js';
import type { CompareOperator, FieldName, Literal } from '../tree.js';

type DateLiteral = Extract<Literal, { kind: 'date' }>;

interface DateCompare {
  kind: 'compare';
  field: FieldName;
  operator: CompareOperator;
  value: DateLiteral;
}

/** What a date is compared with: `entered since …` where the field tells of what was done, else `required date is …`. */
export function dateClaim(idea: DateCompare | Stretch, words: Words): Phrase {
  const { words: name, path, isDay } = fieldWords(idea.field.path, words.shape);
  // Of a record that has no such date, != is true for some servers, and it was not done at any time.
  const isUnlike = idea.kind === 'compare' && idea.operator === '!=';
  const verb = words.own && !isUnlike ? dateVerbs[path.toLowerCase()] : undefined;
  const { done, is } =
    idea.kind === 'stretch'
      ? stretchWords(idea, words, isDay)
      : compareWords(idea, words, isDay, verb !== undefined);
  const claim = verb === undefined ? `${name} ${is}` : `it was ${verb} ${done}`;
  const inner = / or /.test(claim) ? `(${claim})` : claim;
  return { claim, inner, ...(verb === undefined ? {} : { after: `${verb} ${done}` }) };
}

/** How it goes on behind `entered`, and behind `required date`. */
interface Endings {
  done: string;
  is: string;
}

function stretchWords(
  { from, until, outside }: Stretch,
  { dates }: Words,
  isDay: boolean,
): Endings {
  const period = dates.period(from, until, isDay);
  const [first, end] = [dates.point(from, isDay), dates.point(until, isDay)];
  if (outside) {
    const done = period === undefined ? `before ${first} or from ${end} on` : undefined;
    const around = done ?? `before or after ${period?.words.replace(/^(?:on|in) /, '') ?? ''}`;
    return { done: around, is: `is ${around}` };
  }
  if (period !== undefined) return { done: period.words, is: `${period.verb} ${period.words}` };
  const between = `from ${first} until before ${end}`;
  return { done: between, is: `is ${between}` };
}

function compareWords(
  { operator, value }: DateCompare,
  { dates }: Words,
  isDay: boolean,
  isPast: boolean,
): Endings {
  const days = isPast && operator === '>=' && !isDay ? dates.lastDays(value.text) : undefined;
  const at = dates.point(value.text, isDay);
  const unit = relativeWords(value.text)?.unit ?? (isDay ? 'day' : 'instant');
  const on = unit === 'instant' ? `at ${at}` : at.startsWith('the ') ? `on ${at}` : at;
  const since = unit === 'instant' ? `since ${at}` : `${on} or later`;
  switch (operator) {
    case '=':
      return { done: on, is: `is ${at}` };
    case '!=':
      return { done: `not ${at}`, is: `is not ${at}` };
    case '<':
      return { done: `before ${at}`, is: `is before ${at}` };
    case '<=':
      return {
        done: unit === 'instant' ? `at or before ${at}` : `${on} or earlier`,
        is: `is ${at} or earlier`,
      };
    case '>':
      return { done: `after ${at}`, is: `is after ${at}` };
    case '>=':
      return { done: days ?? since, is: `is ${at} or later` };
  }
}

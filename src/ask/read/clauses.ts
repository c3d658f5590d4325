import { kindOf, lookUp } from '../../conditions/shape.js';
import { slashPath } from '../../conditions/spelling.js';
import { addClauses } from '../draft.js';
import { comparisons } from './comparisons.js';
import type { Reader } from './reader.js';

const path = String.raw`[A-Za-z][A-Za-z0-9_]*(?:[/.][A-Za-z][A-Za-z0-9_]*)*`;
const word = String.raw`[^\s,;"'\u0000]+`;
const quoted = String.raw`"[^"]*"|'[^']*'|(?:this|last|next)\s+(?:week|month|quarter|year)`;
/** What is written without quotes goes on as long as its words begin with capitals: the longest first. */
const values = [3, 2, 1, 0].map((more) => `${word}${String.raw`\s+[\p{L}\p{N}]+`.repeat(more)}`);

const spelt = [
  ...comparisons.map(
    ([words, operator]) => [String.raw`(?:is\s+|are\s+)?(?:${words})`, operator] as const,
  ),
  [String.raw`(?:is\s+not|isn['’]t|not)`, '!='] as const,
  ['(?:is|are|set to|:)?', '='] as const,
];

/** `billableOption Billable`: a name that only a field has, and its value, at the end of a piece. */
const beside = new RegExp(
  String.raw`(?<![\p{L}\p{N}/])(${path})\s+("[^"]*"|'[^']*'|[\p{L}\p{N}][\p{L}\p{N}_.-]*)(?=\s*(?:$|[,;]))`,
);

const noValue = /^(?:asc|desc|ascending|descending|only|first|last|and|or|too|please)$/i;

/** Written as programs write it: no word of a sentence looks so. */
function isCamel(name: string): boolean {
  return /[a-z][A-Z/]/.test(name);
}

/** A clause as `--where` takes it, such as `closedFlag = false`: read as it stands where the field is one of the records'. */
export const readClauses: Reader = (sentence, { shape }, draft) => {
  const clause = (value: string) =>
    new RegExp(
      String.raw`(?<![\p{L}\p{N}/])(${path})\s*(>=|<=|!=|<>|==|=|>|<|~)\s*(${value})(?![\p{L}\p{N}])`,
    );
  const read = ([, name = '', operator = '', text = '']: RegExpExecArray) => {
    const found = lookUp(slashPath(name), shape);
    if (found.kind !== 'found' || /^[^"'].*\s(?!\p{Lu}|week|month|quarter|year)/u.test(text))
      return undefined;
    return addClauses(draft, `${found.path} ${operator} ${text}`);
  };
  for (const value of [quoted, ...values]) sentence.takeEach(clause(value), read);
  sentence.takeEach(beside, ([, name = '', text = '']) => {
    const found = lookUp(slashPath(name), shape);
    if (found.kind !== 'found' || !isCamel(name) || noValue.test(text)) return undefined;
    if (['date', 'number', 'integer', 'boolean'].includes(kindOf(found.field))) return undefined;
    return addClauses(draft, `${found.path} = ${text}`);
  });
  // A name that only a field has, with the comparison in words.
  for (const [words, operator] of spelt) {
    const form = String.raw`(?<![\p{L}\p{N}/])(${path})\s+(?:${words})\s*(-?\d[\d.,]*\d|\d|true|false|null)(?![\p{L}\p{N}])`;
    sentence.takeEach(new RegExp(form), ([, name = '', text = '']) => {
      const found = lookUp(slashPath(name), shape);
      if (found.kind !== 'found' || !isCamel(name)) return undefined;
      return addClauses(draft, `${found.path} ${operator} ${text.replaceAll(',', '')}`);
    });
  }
};

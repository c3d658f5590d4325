import type { Field } from '../../catalog/model.js';
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
  /** Adds a clause on the field of that name; undefined where the records have none, or none that it fits. */
  const add = (name: string, rest: string, fits: (field: Field) => boolean = () => true) => {
    const found = lookUp(slashPath(name), shape);
    const isMeant = found.kind === 'found' && fits(found.field);
    return isMeant ? addClauses(draft, `${found.path} ${rest}`) : undefined;
  };
  for (const value of [quoted, ...values])
    sentence.takeEach(written(value), ([, name = '', operator = '', text = '']) =>
      goesOn.test(text) ? undefined : add(name, `${operator} ${text}`),
    );
  sentence.takeEach(beside, ([, name = '', text = '']) =>
    isCamel(name) && !noValue.test(text) ? add(name, `= ${text}`, isNamed) : undefined,
  );
  // A name that only a field has, with the comparison in words.
  for (const [words, operator] of spelt) {
    const form = String.raw`(?<![\p{L}\p{N}/])(${path})\s+(?:${words})\s*(-?\d[\d.,]*\d|\d|true|false|null)(?![\p{L}\p{N}])`;
    sentence.takeEach(new RegExp(form), ([, name = '', text = '']) =>
      isCamel(name) ? add(name, `${operator} ${text.replaceAll(',', '')}`) : undefined,
    );
  }
};

function written(value: string): RegExp {
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}/])(${path})\s*(>=|<=|!=|<>|==|=|>|<|~)\s*(${value})(?![\p{L}\p{N}])`,
  );
}

/** A value without quotes that goes on with a word in small letters, which is none of its own. */
const goesOn = /^[^"'].*\s(?!\p{Lu}|week|month|quarter|year)/u;

function isNamed(field: Field): boolean {
  return !['date', 'number', 'integer', 'boolean'].includes(kindOf(field));
}

import { dateClaim } from './date-claim.js';
import { fieldWords, flagMeanings, referenceLinks, withArticle } from './field-words.js';
import type { RecordShape } from '../shape.js';
import { namedBy } from './merges.js';
import type { Assigned, Stretch } from './simplify.js';
import type { Comparison, CompareOperator, FieldName, In, Literal, Match } from '../tree.js';
import { listWords, memberWords, quoted, valueWords, type DateWords } from './value-words.js';

/** One idea in words. Where it has no other form it is told as `whose <claim>`. */
export interface Phrase {
  /** It stands by itself: `status is New`, `it is open`. */
  claim: string;
  /** The same where other claims follow with "or": no word of it joins any more. */
  inner?: string;
  /** Before the noun: `open`. */
  adjective?: string;
  /** Behind the noun: `of company Acme`, `entered yesterday`. */
  after?: string;
}

export interface Words {
  shape: RecordShape;
  dates: DateWords;
  /** The fields are those of the records themselves, and "it" is one of them. */
  own: boolean;
  /** Every field is named in full: what is told beside it would read the same. */
  whole?: boolean;
}

export function phraseOf(idea: Telling, words: Words): Phrase {
  switch (idea.kind) {
    case 'assigned': {
      const after = `assigned to ${memberWords(idea.to, words.dates)} (or to a resource whose identifier contains it)`;
      return { claim: `it is ${after}`, after };
    }
    case 'stretch':
      return dateClaim(idea, words);
    case 'match':
      return { claim: `${fieldName(idea.field, words, true)} ${matchWords(idea)}` };
    case 'in':
      return listPhrase(idea, words);
    case 'compare':
      if (idea.value.kind === 'date') return dateClaim({ ...idea, value: idea.value }, words);
      return comparePhrase(idea.field, idea.operator, idea.value, words);
  }
}

/** Phrases of ideas that are told beside each other: where two would read the same, or contradict, with their fields. */
export function phrasesOf(ideas: readonly Telling[], words: Words): Phrase[] {
  const phrases = ideas.map((idea) => phraseOf(idea, words));
  const times = new Map<string, number>();
  const keys = ideas.map((idea, index) => flagPath(idea) ?? phrases[index]?.claim ?? '');
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  return phrases.map((phrase, index) => {
    const idea = ideas[index];
    const isAlone = (times.get(keys[index] ?? '') ?? 0) < 2;
    return idea === undefined || isAlone ? phrase : phraseOf(idea, { ...words, whole: true });
  });
}

export type Telling = Comparison | Stretch | Assigned;

/** A flag, whose two values cannot both be told as an adjective. */
function flagPath(idea: Telling): string | undefined {
  if (idea.kind !== 'compare' || idea.value.kind !== 'boolean') return undefined;
  return idea.field.path.toLowerCase();
}

function comparePhrase(
  field: FieldName,
  operator: CompareOperator,
  value: Literal,
  words: Words,
): Phrase {
  const equal = operator === '=';
  if (value.kind === 'null') return nullPhrase(field, equal, words);
  const { path } = fieldWords(field.path, words.shape);
  const meaning = flagMeanings[path.toLowerCase()];
  if (words.own && !words.whole && equal && value.kind === 'boolean' && meaning !== undefined) {
    const is = meaning[`${value.value}`];
    const claim = `it is ${is}`;
    return is.startsWith('not ') ? { claim, after: `that are ${is}` } : { claim, adjective: is };
  }
  const isNamed = equal || operator === '!=';
  const claim = `${fieldName(field, words, !isNamed)} ${operators[operator]} ${valueWords(value, words.dates)}`;
  const after = words.own && !words.whole && equal ? linked(field, value, words) : undefined;
  if (after === undefined) return { claim };
  return { claim: after.startsWith('owned') ? `it is ${after}` : claim, after };
}

const operators: Record<CompareOperator, string> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
};

/** `of company Acme`, for a reference that has that name or identifier. */
function linked(field: FieldName, value: Literal, { shape, dates }: Words): string | undefined {
  const named = namedBy(field);
  const reference = named?.reference ?? field.path;
  // A field that is no reference, such as the type of some records, is told as it is.
  if (named === undefined && fieldWords(reference, shape).kind !== 'reference') return undefined;
  if (reference.toLowerCase() === 'owner') return `owned by ${memberWords(value, dates)}`;
  const link = referenceLinks[reference.toLowerCase()];
  return link === undefined ? undefined : `${link} ${valueWords(value, dates)}`;
}

function nullPhrase(field: FieldName, equal: boolean, words: Words): Phrase {
  const name = fieldName(field, words, true);
  const claim = `${name} is ${equal ? '' : 'not '}empty`;
  const { kind } = fieldWords(field.path, words.shape);
  if (!words.own || kind === 'any' || kind === 'boolean' || field.path.includes('/'))
    return { claim };
  return { claim, after: `${equal ? 'without' : 'with'} ${withArticle(name)}` };
}

function listPhrase({ field, negated, values }: In, words: Words): Phrase {
  const { isDay } = fieldWords(field.path, words.shape);
  const name = fieldName(field, words, false);
  const [first, second] = values.map((value) => valueWords(value, words.dates, isDay));
  const few = negated ? `neither ${first} nor ${second}` : `${first} or ${second}`;
  const of = negated ? 'none of' : 'one of';
  const list = listWords(values, words.dates, isDay);
  if (values.length === 1) return { claim: `${name} is ${negated ? 'not ' : ''}${list}` };
  return {
    claim: `${name} is ${values.length === 2 ? few : `${of} ${list}`}`,
    inner: `${name} is ${of} (${list})`,
  };
}

/** A field; of a reference that is told by its name or identifier, the reference alone unless `inFull`. */
function fieldName(field: FieldName, words: Words, inFull: boolean): string {
  const { shape, whole = false } = words;
  const named = inFull || whole ? undefined : namedBy(field);
  if (named === undefined) return fieldWords(field.path, shape).words;
  const found = fieldWords(named.reference, shape);
  return found.kind === 'reference' ? found.words : fieldWords(field.path, shape).words;
}

/** `contains "printer"`; of a pattern whose only wildcards stand at its ends, what they mean. */
function matchWords({ operator, negated, value }: Match): string {
  const text = value.kind === 'string' ? value.value : '';
  const [, before = '', inner = '', after = ''] =
    /^([%*]*)([^%*_[\]]*)([%*]*)$/s.exec(operator === 'contains' ? '' : text) ?? [];
  const [does, doesNot] =
    operator === 'contains'
      ? ['contains', 'contain']
      : inner === '' || (before === '' && after === '')
        ? ['matches', 'match']
        : before === ''
          ? ['begins with', 'begin with']
          : after === ''
            ? ['ends with', 'end with']
            : ['contains', 'contain'];
  const isEdge = operator === 'like' && does !== 'matches';
  return `${negated ? `does not ${doesNot}` : does} ${quoted(isEdge ? inner : text)}`;
}

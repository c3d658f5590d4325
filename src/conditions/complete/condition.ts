import { fieldsFor } from './fields.js';
import { operatorsFor } from './operators.js';
import { expected, fieldAt, literalsFor } from './values.js';
import { most, pick, type Completion, type CompleteOptions, type Offer } from './completion.js';
import { splitAt, type Piece } from './pieces.js';
import type { RecordShape } from '../shape.js';

/** What comes next in a condition. */
interface Place {
  next: 'field' | 'operator' | 'value' | 'list' | 'element' | 'listed' | 'joint';
  /** Parentheses that are open. */
  depth: number;
  field: string;
  /** In lower case; `not` while only that is written. */
  operator: string;
}

/** Completes a condition that may be half written. */
export function completeCondition(
  text: string,
  cursor: number,
  shape: RecordShape,
  options: CompleteOptions,
): Completion {
  const { before, word, start: from, end: to } = splitAt(text, cursor);
  const place = before.reduce(follow, { next: 'field', depth: 0, field: '', operator: '' });
  const { field, operator } = place;
  switch (place.next) {
    case 'field': {
      const candidates = fieldsFor(word, shape, options);
      if (word !== '') return { from, to, candidates };
      return { from, to, candidates: [...candidates.slice(0, most - 1), opening] };
    }
    case 'operator': {
      const { kind } = fieldFor(field, shape, options);
      const candidates = pick(word, operatorsFor(kind, operator === 'not', options.dialect));
      return { from, to, candidates };
    }
    case 'value':
    case 'element': {
      const comparing = {
        ...fieldFor(field, shape, options),
        operator,
        inList: place.next === 'element',
      };
      return {
        from,
        to,
        candidates: literalsFor(word, comparing, options),
        expects: expected(comparing, shape, options.dialect),
      };
    }
    case 'list':
      return { from, to, candidates: pick(word, [opening]) };
    case 'listed':
      return { from, to, candidates: pick(word, [comma, closing]) };
    case 'joint':
      return { from, to, candidates: pick(word, place.depth > 0 ? [...joints, closing] : joints) };
  }
}

const opening: Offer = { text: '(', kind: 'keyword' };
const closing: Offer = { text: ')', kind: 'keyword' };
const comma: Offer = { text: ',', kind: 'keyword' };
const joints: Offer[] = [
  { text: 'and', kind: 'keyword' },
  { text: 'or', kind: 'keyword' },
];

/** The fields of custom fields are none of the record. */
function fieldFor(
  path: string,
  shape: RecordShape,
  { dialect }: CompleteOptions,
): ReturnType<typeof fieldAt> {
  if (dialect !== 'customFieldConditions') return fieldAt(path, shape);
  return { field: undefined, kind: path.toLowerCase() === 'caption' ? 'text' : 'any' };
}

/** The place after one more piece. What has no place there is passed over, so that the next words help again. */
function follow(place: Place, { kind, text }: Piece): Place {
  const word = kind === 'word' || kind === 'symbol' ? text.toLowerCase() : '';
  if (word === 'and' || word === 'or') return { ...place, next: 'field', operator: '' };
  switch (place.next) {
    case 'field':
      if (word === '(') return { ...place, depth: place.depth + 1 };
      return kind === 'word' ? { ...place, next: 'operator', field: text, operator: '' } : place;
    case 'operator':
      return afterOperator(place, word);
    case 'list':
      return word === '(' ? { ...place, next: 'element' } : place;
    case 'element':
      if (word === ',') return place;
      return { ...place, next: word === ')' ? 'joint' : 'listed' };
    case 'listed':
      if (word === ',') return { ...place, next: 'element' };
      return word === ')' ? { ...place, next: 'joint' } : place;
    case 'value':
    case 'joint':
      if (word === ')') return { ...place, next: 'joint', depth: Math.max(0, place.depth - 1) };
      return { ...place, next: 'joint' };
  }
}

function afterOperator(place: Place, word: string): Place {
  if (word === 'not') return { ...place, operator: 'not' };
  if (word === 'in') return { ...place, next: 'list', operator: 'in' };
  if (/^(?:contains|like|==|<>|<=?|>=?|!?=)$/.test(word))
    return { ...place, next: 'value', operator: word };
  return place;
}

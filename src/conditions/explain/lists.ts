import { claimOf, type Claim } from './claims.js';
import { phraseOf, type Words } from './comparison-words.js';
import { camelWords } from './field-words.js';
import { lookUp, unknownRecords, type RecordShape } from '../shape.js';
import { simplify, type Idea } from './simplify.js';
import { comparisonsOf, type Comparison, type Condition } from '../tree.js';
import { nameWords } from './value-words.js';

/** What a condition on members of lists says of the record: a group of claims, or one that follows `whose`. */
export interface ListWords {
  group?: { lead: string; claims: Claim[] };
  whose?: string;
}

/** `with communication items where value begins with "555"`; conditions on several lists name them in each claim. */
export function explainMembers(condition: Condition, words: Words): ListWords {
  const list = commonList(condition);
  const claim =
    list === undefined
      ? claimOf(simplify(condition), { ...words, own: false })
      : claimOf(simplify(withoutList(condition, list)), {
          ...words,
          own: false,
          shape: shapeOf(list, words.shape),
        });
  const lead =
    list === undefined ? 'with members of lists where' : `with ${camelWords(list)} where`;
  return { group: { lead, claims: [claim] } };
}

/** `whose custom field Region is North`: a caption and what its value is like. */
export function explainCustomFields(condition: Condition, words: Words): ListWords {
  const own: Words = { ...words, own: false, shape: unknownRecords };
  const idea = simplify(condition);
  const named = idea.kind === 'all' && idea.ideas.length === 2 ? idea.ideas : [];
  const caption = named.flatMap((one) => captionIn(one) ?? [])[0];
  const value = named.find((one): one is Comparison => isValue(one));
  if (caption === undefined || value === undefined)
    return { group: { lead: 'with custom fields where', claims: [claimOf(idea, own)] } };
  const { claim } = phraseOf(value, own);
  return { whose: `custom field ${nameWords(caption)}${claim.slice(value.field.path.length)}` };
}

function captionIn(idea: Idea): string | undefined {
  if (idea.kind !== 'compare' || idea.operator !== '=' || idea.value.kind !== 'string')
    return undefined;
  return idea.field.path.toLowerCase() === 'caption' ? idea.value.value : undefined;
}

function isValue(idea: Idea): boolean {
  return 'field' in idea && idea.kind !== 'stretch' && idea.field.path.toLowerCase() === 'value';
}

/** The list that every field of a condition is a member of. */
function commonList(condition: Condition): string | undefined {
  const lists = comparisonsOf(condition).map(({ field }) => field.path.split('/'));
  const [first] = lists[0] ?? [];
  const isCommon = lists.every(
    ([list, ...rest]) => list?.toLowerCase() === first?.toLowerCase() && rest.length > 0,
  );
  return isCommon ? first : undefined;
}

function withoutList(condition: Condition, list: string): Condition {
  if ('terms' in condition)
    return { ...condition, terms: condition.terms.map((term) => withoutList(term, list)) };
  return { ...condition, field: { path: condition.field.path.slice(list.length + 1) } };
}

function shapeOf(list: string, shape: RecordShape): RecordShape {
  const found = lookUp(list, shape);
  const schema = found.kind === 'found' ? found.field.schema : undefined;
  if (schema === undefined) return unknownRecords;
  return { ...shape, schema, fields: shape.membersOf(schema), isDay: () => false };
}

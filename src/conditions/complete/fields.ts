import type { Field } from '../../catalog/model.js';
import { listed } from '../../text/nearest.js';
import {
  longest,
  pick,
  pickOffers,
  type Candidate,
  type CompleteOptions,
  type Offer,
} from './completion.js';
import { inOrder, isCustomFields, isScalar, membersToCompare } from '../filters.js';
import { slashPath } from '../spelling.js';
import { filterable, kindOf, lookUp, tellingMembers, type RecordShape } from '../shape.js';

/** How a field can be written in a dialect: as it is, by its members, or either way. */
type Use = 'whole' | 'members' | 'either' | 'no';

/** The fields that a half-written path may mean, one name of it at a time. */
export function fieldsFor(word: string, shape: RecordShape, options: CompleteOptions): Candidate[] {
  const end = Math.max(word.lastIndexOf('/'), word.lastIndexOf('.'));
  if (options.dialect === 'customFieldConditions') return customFields(word);
  return end < 0 ? ownFields(word, shape, options) : members(word, end, shape, options);
}

/** Members of a reference of which each person knows one. */
export function labelsOf(field: Field, shape: RecordShape): string {
  return listed(tellingMembers(field, shape), 'or');
}

/** What a field holds, in words. */
export function contentOf(field: Field, shape: RecordShape): string {
  const { allowed = [], maxLength } = field;
  switch (kindOf(field)) {
    case 'text':
      return maxLength === undefined ? 'text' : `text, at most ${maxLength}`;
    case 'enum':
      return `one of ${allowed.slice(0, 4).join(', ')}${allowed.length > 4 ? ' …' : ''}`;
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'date':
      return shape.isDay(field.name) ? 'a day' : 'a date';
    case 'reference':
      return labelsOf(field, shape);
    case 'list':
      return 'a list';
    case 'any':
      return 'any value';
  }
}

function ownFields(word: string, shape: RecordShape, options: CompleteOptions): Candidate[] {
  const { dialect, order = [] } = options;
  const fields = dialect === 'fields' ? shape.fields : filterable(shape);
  const useOf = (field: Field) => usage(field, shape, dialect);
  const byName = new Map(fields.map((field) => [field.name, field]));
  const offers: Offer[] = inOrder(fields, order)
    .filter((field) => useOf(field) !== 'no')
    .map((field) => ({ text: field.name, kind: 'field', note: contentOf(field, shape) }));
  if (dialect === 'where' && byName.has('owner') && byName.has('resources'))
    offers.push({ text: 'assigned', kind: 'field', note: 'its owner, or among its resources' });
  const found = pickOffers(word, offers).flatMap((offer) => {
    const field = byName.get(offer.text);
    const use = field === undefined ? 'whole' : useOf(field);
    if (field === undefined || use === 'whole') return [offer];
    const path: Candidate = { ...offer, text: `${field.name}/` };
    if (isCustomFields(field)) return [{ ...path, note: 'a custom field by its caption' }];
    const isMeant = word !== '' && field.name.toLowerCase().startsWith(word.toLowerCase());
    const usual = isMeant ? membersToCompare(field, shape).slice(0, 3) : [];
    return [
      ...(use === 'either' ? [offer] : []),
      path,
      ...usual.map((member) => candidate(`${field.name}/${member.name}`, member, shape)),
    ];
  });
  return [...joinedNames(word, shape, options), ...found];
}

/** `companyName` means company/name. */
function joinedNames(word: string, shape: RecordShape, { dialect }: CompleteOptions): Candidate[] {
  if (dialect === 'childConditions' || word.length > longest) return [];
  const found = lookUp(word, shape);
  const near = found.kind === 'unknown' ? found.near.filter((path) => path.includes('/')) : [];
  return near.map((path) => ({ text: path, kind: 'field' }));
}

function members(
  word: string,
  end: number,
  shape: RecordShape,
  options: CompleteOptions,
): Candidate[] {
  if (word.length > longest) return [];
  const found = lookUp(slashPath(word.slice(0, end)), shape);
  if (found.kind === 'unknown')
    return found.near.map((path) => ({ text: `${path}/`, kind: 'field' }));
  if (found.kind === 'open' || isCustomFields(found.field)) return [];
  const inList = found.list !== undefined || kindOf(found.field) === 'list';
  const { dialect } = options;
  if (inList !== (dialect === 'childConditions') && dialect !== 'where') return [];
  const path = found.path.replaceAll('/', word.charAt(end)) + word.charAt(end);
  const offers = membersToCompare(found.field, shape).map((member) => ({
    ...candidate(`${path}${member.name}`, member, shape),
    match: member.name,
  }));
  return pick(word.slice(end + 1), offers);
}

function candidate(text: string, field: Field, shape: RecordShape): Candidate {
  return { text, kind: 'field', note: contentOf(field, shape) };
}

function customFields(word: string): Candidate[] {
  return pick(word, [
    { text: 'caption', kind: 'field', note: 'the name of the custom field' },
    { text: 'value', kind: 'field', note: 'what it holds' },
  ]);
}

function usage(field: Field, shape: RecordShape, dialect: CompleteOptions['dialect']): Use {
  const kind = kindOf(field);
  const hasMembers = membersToCompare(field, shape).length > 0;
  if (dialect === 'fields') return kind === 'reference' && hasMembers ? 'either' : 'whole';
  if (kind === 'list') {
    const isFiltered =
      dialect === 'where' || (dialect === 'childConditions' && !isCustomFields(field));
    return isFiltered && hasMembers ? 'members' : 'no';
  }
  if (dialect === 'childConditions') return 'no';
  if (isScalar(field)) return 'whole';
  if (kind !== 'reference' || !hasMembers) return 'no';
  return dialect === 'where' ? 'either' : 'members';
}

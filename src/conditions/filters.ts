import type { Field } from '../catalog/model.js';
import { quoteText } from './quote.js';
import { filterable, kindOf, tellingNames, type RecordShape, type ValueKind } from './shape.js';

/** Something that a list can be filtered by. */
export interface Filter {
  /** Path of the field, as it stands in a condition. */
  name: string;
  type: ValueKind;
  /** Listed values of an enum. */
  allowed?: readonly string[];
  /** A condition on it that can be sent. */
  example: string;
  /** A clause of --where for it; custom fields have captions of their own. */
  where: string;
  /** The parameter that takes it. */
  in: 'conditions' | 'childConditions' | 'customFieldConditions';
}

/**
 * What the records of a shape can be filtered by: their scalars, the members of what they refer to, the members of
 * their lists, and custom fields, each group in the order given and then as the schema has it.
 */
export function filtersOf(shape: RecordShape, order: readonly string[] = []): Filter[] {
  if (shape.fields.length === 0) return [];
  const own = inOrder(filterable(shape), order);
  return [
    ...own.flatMap((field) => ownFilters(field, shape)),
    ...own.flatMap((field) => listFilters(field, shape)),
    ...own.filter(isCustomFields).map(customFilter),
  ];
}

/** What a field leads to that can be compared: neither lists nor what nobody described, and one level deep. */
export function membersToCompare(field: Field, { membersOf }: RecordShape): Field[] {
  if (field.schema === undefined) return [];
  return inOrder(membersOf(field.schema).filter(isScalar), tellingNames);
}

/** A field that is compared as it is. */
export function isScalar(field: Field): boolean {
  const kind = kindOf(field);
  return (
    field.name !== '_info' &&
    kind !== 'list' &&
    kind !== 'reference' &&
    (kind !== 'any' || field.type !== 'object')
  );
}

/** The list of custom fields, which have a parameter of their own. */
export function isCustomFields({ name, type }: Field): boolean {
  return name === 'customFields' && type === 'array';
}

/** The fields named first, then the others as they stand. */
export function inOrder<F extends Pick<Field, 'name'>>(
  fields: readonly F[],
  names: readonly string[],
): F[] {
  const rank = new Map(names.map((name, index) => [name, index]));
  return [...fields].sort(
    (a, b) => (rank.get(a.name) ?? names.length) - (rank.get(b.name) ?? names.length),
  );
}

function ownFilters(field: Field, shape: RecordShape): Filter[] {
  if (isScalar(field)) return [toFilter(field.name, field, 'conditions', shape)];
  if (kindOf(field) !== 'reference') return [];
  return membersToCompare(field, shape).map((member) =>
    toFilter(`${field.name}/${member.name}`, member, 'conditions', shape),
  );
}

function listFilters(field: Field, shape: RecordShape): Filter[] {
  if (kindOf(field) !== 'list' || isCustomFields(field)) return [];
  return membersToCompare(field, shape).map((member) =>
    toFilter(`${field.name}/${member.name}`, member, 'childConditions', shape),
  );
}

function customFilter(): Filter {
  const example = 'caption="Tier" and value="Gold"';
  const where = 'customFields/Tier = Gold';
  return { name: 'customFields', type: 'any', example, where, in: 'customFieldConditions' };
}

function toFilter(name: string, field: Field, place: Filter['in'], shape: RecordShape): Filter {
  const type = kindOf(field);
  const { allowed } = field;
  const sample = sampleFor(name, field, type, shape);
  return {
    name,
    type,
    ...(allowed === undefined ? {} : { allowed }),
    example: printSample(name, sample),
    where: whereClause(name, type, sample),
    in: place,
  };
}

/** What a field may be compared with, for an example. */
interface Sample {
  operator: '=' | '>=' | '!=' | 'contains';
  value: string;
  /** The value stands in quotes in a condition. */
  quoted?: boolean;
}

function printSample(name: string, { operator, value, quoted = false }: Sample): string {
  const written = quoted ? quoteText(value) : value;
  if (operator === 'contains' || operator === '!=') return `${name} ${operator} ${written}`;
  return `${name}${operator}${written}`;
}

/**
 * In words in place of < > and !, and without double quotes: inside single quotes POSIX shells and PowerShell leave
 * that alone; cmd takes double ones. A reference is compared as a whole by what it is called.
 */
function whereClause(name: string, type: ValueKind, { operator, value }: Sample): string {
  if (type === 'date') return `${name} ge -7d`;
  const [, reference] = /^(.+)\/(?:identifier|name)$/.exec(name) ?? [];
  const words = { '>=': 'ge', '!=': 'ne', '=': '=', contains: 'contains' };
  return `${reference ?? name} ${words[operator]} ${value}`;
}

function sampleFor(path: string, field: Field, type: ValueKind, { isDay }: RecordShape): Sample {
  switch (type) {
    case 'enum':
      return { operator: '=', value: field.allowed?.[0] ?? '', quoted: true };
    case 'integer':
      return { operator: /(?:^i|I)d$/.test(field.name) ? '=' : '>=', value: '1' };
    case 'number':
      return { operator: '>=', value: '1.5' };
    case 'boolean':
      return { operator: '=', value: 'false' };
    case 'date':
      return { operator: '>=', value: isDay(path) ? '[2026-01-31]' : '[2026-01-31T00:00:00Z]' };
    case 'text':
      return textSample(path);
    default:
      return { operator: '!=', value: 'null' };
  }
}

/** Names are compared whole, longer texts by a word in them. */
function textSample(path: string): Sample {
  const name = path.split('/').at(-1) ?? path;
  if (name === 'name' || name === 'identifier')
    return { operator: '=', value: samples[path] ?? samples[name] ?? 'Acme', quoted: true };
  return { operator: 'contains', value: samples[name] ?? 'text', quoted: true };
}

const samples: Readonly<Record<string, string>> = {
  'status/name': 'New',
  'board/name': 'Help Desk',
  'priority/name': 'Priority 1',
  'company/name': 'Acme',
  'company/identifier': 'Acme',
  'owner/name': 'Jane Doe',
  'owner/identifier': 'jdoe',
  'member/name': 'Jane Doe',
  'member/identifier': 'jdoe',
  'contact/name': 'Jane Doe',
  name: 'Example',
  identifier: 'Example',
  summary: 'printer',
  firstName: 'Jane',
  lastName: 'Doe',
  city: 'London',
};

import type { Field } from '../catalog/model.js';
import { nearFields } from '../text/near-name.js';

/** The records that conditions choose among, as far as the catalog knows them. */
export interface RecordShape {
  /** Schema of the records; null where nothing is known, and so nothing can be checked. */
  schema: string | null;
  fields: readonly Field[];
  /** Members of what a field refers to. */
  membersOf: (schema: string) => readonly Field[];
  /** Whether a field of the records carries a calendar day rather than a point in time. */
  isDay: (path: string) => boolean;
}

/** Records of which nothing is known, and so nothing checked. */
export const unknownRecords: RecordShape = {
  schema: null,
  fields: [],
  membersOf: () => [],
  isDay: () => false,
};

/** What a field is compared with. */
export type ValueKind =
  | 'text'
  | 'enum'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'date'
  | 'reference'
  | 'list'
  /** The catalog does not say. */
  | 'any';

export type Lookup =
  | {
      kind: 'found';
      /** As the schema spells it. */
      path: string;
      field: Field;
      /** The path of the list that it is a member of. */
      list: string | undefined;
    }
  /** It leads into something that the catalog does not describe. */
  | { kind: 'open' }
  | {
      kind: 'unknown';
      /** The name that is not known, and the path before it, empty for the record itself. */
      name: string;
      before: string;
      /** Known paths that it looks like a misspelling of. */
      near: string[];
    };

/**
 * Filter and sort on nearly every record though newer bodies carry them under `_info`, if at all (seen in years of
 * production use of public clients).
 */
export const infoFields: readonly Field[] = [
  { name: 'lastUpdated', type: 'string', format: 'date-time' },
  { name: 'dateEntered', type: 'string', format: 'date-time' },
  { name: 'updatedBy', type: 'string' },
  { name: 'enteredBy', type: 'string' },
].map((field) => ({ ...field, required: false, requiredOnUpdate: false }));

/** A condition may name the same field hundreds of times, and what a misspelt one resembles takes long to find. */
const known = new WeakMap<RecordShape, { found: Map<string, Lookup>; unknown: number }>();

/** What an unknown name resembles takes long to find: of more than so many, only the first are compared with known ones. */
const mostCompared = 100;

/** Follows a field path, its names in any case, through references and lists. */
export function lookUp(path: string, shape: RecordShape): Lookup {
  const lookups = known.get(shape) ?? { found: new Map<string, Lookup>(), unknown: 0 };
  known.set(shape, lookups);
  const earlier = lookups.found.get(path);
  if (earlier !== undefined) return earlier;
  const lookup = follow(path, shape, lookups.unknown < mostCompared);
  lookups.found.set(path, lookup);
  if (lookup.kind === 'unknown') lookups.unknown++;
  return lookup;
}

function follow(path: string, shape: RecordShape, compare: boolean): Lookup {
  if (shape.fields.length === 0) return { kind: 'open' };
  const names = path.split('/');
  const spelt: string[] = [];
  let among = filterable(shape);
  let field: Field | undefined;
  let list: string | undefined;
  for (const name of names) {
    if (field !== undefined && among.length === 0) {
      // A scalar has no members; what an open object holds nobody knows.
      if (kindOf(field) === 'any' || field.name === '_info') return { kind: 'open' };
      return { kind: 'unknown', name, before: spelt.join('/'), near: [spelt.join('/')] };
    }
    const next = among.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (next === undefined) {
      const rest = names.slice(spelt.length + 1);
      const near = compare ? nearPaths(name, spelt, among, shape) : [];
      const meant = ownMember(names, shape) ?? near.map((one) => withRest(one, rest, shape));
      return { kind: 'unknown', name, before: spelt.join('/'), near: meant };
    }
    if (field !== undefined && kindOf(field) === 'list') list ??= spelt.join('/');
    field = next;
    spelt.push(field.name);
    among = field.schema === undefined ? [] : shape.membersOf(field.schema);
  }
  if (field === undefined) return { kind: 'open' };
  return { kind: 'found', path: spelt.join('/'), field, list };
}

/** `board/name` where the records are boards means their name. */
function ownMember(
  [first = '', ...rest]: readonly string[],
  shape: RecordShape,
): string[] | undefined {
  const record = shape.schema?.split('.').at(-1) ?? '';
  if (rest.length === 0 || first.toLowerCase() !== record.toLowerCase()) return undefined;
  const found = lookUp(rest.join('/'), shape);
  return found.kind === 'found' ? [found.path] : undefined;
}

/** A path that puts a name right, with what stood behind that name as far as it can be meant. */
function withRest(near: string, rest: readonly string[], shape: RecordShape): string {
  if (rest.length === 0) return near;
  const found = lookUp([near, ...rest].join('/'), shape);
  return found.kind === 'found'
    ? found.path
    : found.kind === 'open'
      ? [near, ...rest].join('/')
      : (found.near[0] ?? near);
}

/** The fields of a record and those that filter without being in its body. */
export function filterable({ fields }: RecordShape): readonly Field[] {
  const names = new Set(fields.map(({ name }) => name));
  return [...fields, ...infoFields.filter(({ name }) => !names.has(name))];
}

export function kindOf(field: Field): ValueKind {
  const { type, schema, allowed } = field;
  switch (type) {
    case 'integer':
    case 'number':
    case 'boolean':
      return type;
    case 'array':
      return 'list';
    case 'object':
      return schema === undefined ? 'any' : 'reference';
    case 'string':
      if (allowed !== undefined) return 'enum';
      return looksDated(field) === 'surely' ? 'date' : 'text';
    default:
      return 'any';
  }
}

/**
 * Whether a field of text holds dates: the definition declares closedDate and many others as plain strings, and of
 * birthDay, lastLogin or scheduledStart only the name says that it may.
 */
export function looksDated(field: Field): 'surely' | 'perhaps' | 'no' {
  const { name, format, maxLength, items } = field;
  if (format === 'date-time' || format === 'date') return 'surely';
  if (format !== undefined || maxLength !== undefined || items !== undefined) return 'no';
  const words = name
    .replace(/utc$/i, '')
    .split(/_|(?<=[a-z\d])(?=[A-Z])/)
    .map((word) => word.toLowerCase());
  if (words[0] === 'date' || words.at(-1) === 'date') return 'surely';
  if (['time start', 'time end', 'last updated'].includes(words.join(' '))) return 'surely';
  return words.some((word) => datedWords.has(word)) ? 'perhaps' : 'no';
}

const datedWords = new Set(
  'date day time start end expires expiration anniversary login accepted'.split(' '),
);

/** Members of a reference by which people choose, the one that they mean first. */
export const tellingNames: readonly string[] = ['identifier', 'name', 'id'];

/** The members of what a field refers to by which people choose: identifier, name and id, those that there are. */
export function tellingMembers({ schema }: Field, { membersOf }: RecordShape): string[] {
  const names = schema === undefined ? [] : membersOf(schema).map(({ name }) => name);
  const telling = tellingNames.filter((name) => names.includes(name));
  return telling.length > 0 ? telling : names.filter((name) => name !== '_info').slice(0, 3);
}

/**
 * Known names that one looks like a misspelling of, as paths; `companyName` and `company_id` mean members of company,
 * and `invoiceDate` of an invoice is its date.
 */
function nearPaths(
  name: string,
  before: readonly string[],
  among: readonly Field[],
  { schema, membersOf }: RecordShape,
): string[] {
  const plain = (text: string) => text.replaceAll('_', '').toLowerCase();
  const members = among.flatMap((field) =>
    kindOf(field) === 'reference' && field.schema !== undefined
      ? membersOf(field.schema)
          .filter((member) => plain(`${field.name}${member.name}`) === plain(name))
          .map((member) => `${field.name}/${member.name}`)
      : [],
  );
  const record = schema?.split('.').at(-1) ?? '';
  const own = among.filter((field) => plain(`${record}${field.name}`) === plain(name));
  const meant = [...members, ...own.map((field) => field.name)];
  const near = meant.length > 0 ? meant : misspelt(name, among);
  return near.map((one) => [...before, one].join('/'));
}

/** A longer name that only begins like a known one, or has another number, is rather one of a newer server. */
function misspelt(name: string, among: readonly Field[]): string[] {
  const lower = name.toLowerCase();
  const unnumbered = (text: string) => text.toLowerCase().replaceAll(/\d+/g, '#');
  return nearFields(
    name,
    among.map((one) => one.name),
  ).filter((one) => {
    const known = one.toLowerCase();
    if (unnumbered(known) === unnumbered(lower)) return false;
    return !(lower.startsWith(known) && lower.length > known.length + 1);
  });
}

import type { Field } from '../catalog/model.js';
import { singular, splitCase } from '../catalog/words.js';
import { filterable, kindOf, lookUp, type RecordShape } from '../conditions/shape.js';
import { slashPath } from '../conditions/spelling.js';
import { actionDates } from './action-nouns.js';
import { spansOf, type Span } from './spans.js';
import type { Subject } from './subject.js';
import { inPlural, plain } from './phrase-pattern.js';

/** What people call the fields of records, in lower case, each with its path. */
export type FieldWords = ReadonlyMap<string, string>;

const known = new WeakMap<RecordShape, FieldWords>();

/** The table's words for fields before those of the schema. */
export function fieldWords(subject: Subject): FieldWords {
  const { lore, shape } = subject;
  const earlier = known.get(shape);
  if (earlier !== undefined) return earlier;
  const words = new Map<string, string>();
  const add = (phrase: string, path: string) => {
    for (const one of [phrase, inPlural(phrase)]) if (!words.has(one)) words.set(one, path);
  };
  for (const [phrase, path] of Object.entries({ ...lore.kinds, ...lore.amounts, ...lore.fields }))
    if (phrase !== '') words.set(phrase, path);
  for (const [phrase, path] of [...words]) add(phrase, path);
  const has = (name: string) => shape.fields.some((field) => field.name === name);
  if (has('firstName') && has('lastName') && !has('name'))
    for (const phrase of ['name', 'full name']) add(phrase, 'firstName,lastName');
  if (has('summary') && !has('name')) add('name', 'summary');
  for (const field of filterable(shape)) {
    const phrase = phraseOf(field.name);
    add(phrase, field.name);
    add(field.name.toLowerCase(), field.name);
    for (const [member, path] of membersOf(field, shape)) add(`${phrase} ${member}`, path);
    if (kindOf(field) === 'list') add(phrase.replace(/\S+$/, singular), field.name);
  }
  for (const [verb, path] of Object.entries(lore.when))
    if (verb !== '') for (const date of [`${verb} date`, `date ${verb}`]) add(date, path);
  for (const [noun, path] of actionDates(lore.when))
    for (const date of [`${noun} date`, `date of ${noun}`]) add(date, path);
  for (const word of joining) words.delete(word);
  known.set(shape, words);
  return words;
}

/** Names of fields that are said for something else. */
const joining =
  'info _info where when to from by as in on at of for with and or no not order sort list lists show top first last all any'.split(
    ' ',
  );

/** The fields that a text names, where they stand. */
export function fieldSpans(text: string, subject: Subject): Span<string>[] {
  const words = fieldWords(subject);
  return spansOf(text, (phrase) =>
    /[/.]/.test(phrase) ? fieldNamed(phrase, subject) : words.get(phrase),
  );
}

/** The field that words name, or that is written as the API has it. */
function fieldNamed(text: string, subject: Subject): string | undefined {
  const path = fieldWords(subject).get(plain(text));
  if (path !== undefined) return path;
  if (!/^[a-z]\w*(?:[/.][a-z]\w*)*$/i.test(text)) return undefined;
  const found = lookUp(slashPath(text), subject.shape);
  return found.kind === 'found' ? found.path : undefined;
}

/** A field as a column: of a reference what people know it by. */
export function columnsOf(path: string, subject: Subject): string[] {
  const { shape } = subject;
  if (path.includes(',')) return path.split(',').flatMap((one) => columnsOf(one, subject));
  const found = lookUp(path, shape);
  if (found.kind !== 'found') return [path];
  const { field } = found;
  if (kindOf(field) === 'reference') {
    const names = (field.schema === undefined ? [] : shape.membersOf(field.schema)).map(
      ({ name }) => name,
    );
    const label = names.includes('name') ? 'name' : 'identifier';
    return names.includes(label) ? [`${found.path}/${label}`] : [found.path];
  }
  // Newer bodies carry them there.
  const isInfo = !shape.fields.some(({ name }) => name === found.path.split('/')[0]);
  return [isInfo ? `_info/${found.path}` : found.path];
}

/** A field as a key of the order. */
export function orderKey(path: string, { shape }: Subject): string | undefined {
  // Dates that a body has there sort by their own name.
  const found = lookUp(path.replace(/^_info\/|,.*$/g, ''), shape);
  if (found.kind !== 'found' || found.list !== undefined) return undefined;
  const kind = kindOf(found.field);
  if (kind === 'list' || kind === 'any') return undefined;
  if (kind !== 'reference') return found.path;
  const names = shape.membersOf(found.field.schema ?? '').map(({ name }) => name);
  const label = ['name', 'identifier', 'id'].find((one) => names.includes(one));
  return label === undefined ? undefined : `${found.path}/${label}`;
}

/** `serialNumber` → serial number; what only says how a value is kept is no word of it. */
function phraseOf(name: string): string {
  const words = splitCase(name).map((word) => word.toLowerCase());
  const last = words.at(-1) ?? '';
  const plain = last === 'flag' && words.length > 1 ? words.slice(0, -1) : words;
  return plain.map((word) => (word === 'nbr' ? 'number' : word)).join(' ');
}

function membersOf(field: Field, shape: RecordShape): [string, string][] {
  if (kindOf(field) !== 'reference' || field.schema === undefined) return [];
  const names = shape.membersOf(field.schema).map(({ name }) => name);
  return ['name', 'id', 'identifier']
    .filter((name) => names.includes(name))
    .map((name) => [name, `${field.name}/${name}`]);
}

import type { Field } from '../catalog/model.js';
import { dayFieldsOf } from '../catalog/day-fields.js';
import type { JsonRecord } from '../text/records.js';
import { numberFor, timeFor } from './fill-numbers.js';
import { textFor } from './fill-text.js';
import type { Chance, Ground } from './ground.js';
import { parentOf } from './homes.js';

/** What a record is filled for. */
export interface Filling {
  ground: Ground;
  /** What the values are drawn for: the same key and index give the same record. */
  key: string;
  /** Which of the collection's records it is, from 0. */
  index: number;
  /** What one record is called: `tax code`. */
  noun: string;
  /** Id of the record that it belongs to, and what that is called. */
  parent?: { id: number; noun: string; collection: string };
  /** Has every field: what there is but one of, or others rely on. */
  whole?: boolean;
  /** Leaves out references and lists: what stands in the way of looking no further. */
  plain?: boolean;
}

/** Deepest nesting of schemas that are no references. */
const deepest = 3;

/**
 * A record of a schema with values that its fields' names and types suggest. Values differ from record to record,
 * so that a filter on a field keeps some and drops others; a field that may be absent sometimes is.
 */
export function fillFrom(schema: string, filling: Filling, depth = 0): JsonRecord {
  const record: JsonRecord = {};
  const isDay = dayFieldsOf(schema);
  const fields = filling.ground.references.fieldsOf(schema);
  const isNamed = fields.some(({ name }) => /^(?:name|summary|title)$/.test(name));
  for (const field of fields) {
    if (field.name === '_info' || (field.name === 'id' && field.type === 'integer' && depth === 0))
      continue;
    const chance = filling.ground.chance(`${filling.key}.${field.name}`);
    const turn = filling.index + chance.between(0, 59);
    const optional = !field.required && !always.test(field.name) && filling.whole !== true;
    if (optional && depth === 0 && turn % 6 === 5) continue;
    const spoken = field.name === 'description' && !isNamed ? { ...field, name: 'name' } : field;
    const value = valueFor(spoken, filling, turn, chance, depth, isDay(field.name));
    if (value !== undefined) record[field.name] = value;
  }
  return record;
}

const always =
  /^(?:name|identifier|summary|text|caption|title|firstName|lastName|(?:default|inactive)Flag|(?:default)?[lL]ocation|timeZone)$/;

function valueFor(
  field: Field,
  filling: Filling,
  turn: number,
  chance: Chance,
  depth: number,
  day: boolean,
): unknown {
  if (field.allowed !== undefined) return field.allowed[turn % field.allowed.length];
  switch (field.type) {
    case 'boolean':
      return flagFor(field.name, filling.index, turn);
    case 'integer':
    case 'number':
      return numberFor(field, filling, turn, chance);
    case 'string':
      return timeFor(field, filling, turn, day) ?? textFor(field, filling, turn, chance);
    case 'object':
      return objectFor(field, filling, chance, depth);
    case 'array':
      return listFor(field, filling, turn, chance, depth);
    default:
      return textFor(field, filling, turn, chance);
  }
}

/** Both ways among the records; one is the default, and what is inactive is the exception. */
function flagFor(name: string, index: number, turn: number): boolean {
  if (/^default(?:Flag)?$/i.test(name)) return index === 0;
  if (/^(?:inactive|deleted|cancelled)/i.test(name)) return index % 3 === 2;
  return turn % 2 === 0;
}

function objectFor(
  field: Field,
  filling: Filling,
  chance: Chance,
  depth: number,
): JsonRecord | undefined {
  if (field.schema === undefined) return field.name === '_info' ? undefined : {};
  if (filling.plain === true) return undefined;
  const { ground, parent } = filling;
  const { references } = ground;
  const pool = references.pool(field.schema);
  if (pool !== undefined) return chance.pick(pool);
  const target = references.collectionOf(field.schema);
  if (target !== undefined) {
    const record = ground.sample(
      target,
      ground.chance(`${filling.key}.${field.name}.${filling.index}`),
      // What belongs to a board has the types and teams of that board.
      parent !== undefined && parentOf(target) === parent.collection ? parent.id : undefined,
    );
    return record === undefined ? undefined : references.to(field.schema, record);
  }
  if (depth >= deepest) return undefined;
  return fillFrom(field.schema, { ...filling, key: `${filling.key}.${field.name}` }, depth + 1);
}

function listFor(
  field: Field,
  filling: Filling,
  turn: number,
  chance: Chance,
  depth: number,
): unknown[] | undefined {
  if (filling.plain === true) return undefined;
  if (field.items === 'integer') return turn % 2 === 0 ? [1] : [1, 2];
  if (field.items === 'string') return [textFor({ ...field, name: 'name' }, filling, turn, chance)];
  if (field.schema === undefined || depth >= deepest) return [];
  const element: Field = { ...field, type: 'object' };
  const elements = [0, 1].slice(0, 1 + (turn % 2)).map((index) => {
    const inner = { ...filling, key: `${filling.key}.${field.name}.${filling.index}`, index };
    return objectFor(element, inner, chance, depth);
  });
  return elements.filter((one) => one !== undefined);
}

import { bodyShape } from '../actions/call-body.js';
import type { BodyShape } from '../api/field-path.js';
import type { Field } from '../catalog/model.js';
import { aFile, behind, pick, type Answer, type Candidate } from './candidate.js';
import { targetOf, type Asked } from './asked.js';
import { splitPair } from './kept.js';

/** A field of the body, `path=`, then a value of it. */
export async function completeSetting(written: string, asked: Asked): Promise<Answer> {
  const [path, value] = splitPair(written);
  if (value === undefined) return await fieldsOf(path, '=', asked);
  const shape = await shapeOf(asked);
  const field = shape && lastField(path.split(/[./]/), shape);
  return behind(`${path}=`, { candidates: pick(value, valuesOf(field)) });
}

/** A field of the body and where its text is. */
export async function completeSource(written: string, asked: Asked): Promise<Answer> {
  const [path, value] = splitPair(written);
  if (value === undefined) return await fieldsOf(path, '=', asked);
  return value.startsWith('@') ? aFile : { candidates: [] };
}

/** A field of the body. */
export async function completeBodyField(written: string, asked: Asked): Promise<Answer> {
  return await fieldsOf(written, '', asked);
}

async function shapeOf(asked: Asked): Promise<BodyShape | undefined> {
  const target = await targetOf(asked);
  return target && bodyShape(target.catalog, target.endpoint);
}

/** Fields one name at a time, those that are required first. */
async function fieldsOf(written: string, end: '=' | '', asked: Asked): Promise<Answer> {
  const shape = await shapeOf(asked);
  if (shape === undefined) return { candidates: [] };
  const at = Math.max(written.lastIndexOf('.'), written.lastIndexOf('/')) + 1;
  const start = written.slice(0, at);
  const among = at === 0 ? shape.fields : membersAt(start.slice(0, -1).split(/[./]/), shape);
  const isRequired = (field: Field) => !shape.patch && field.required;
  const ordered = [...among].sort((a, b) => Number(isRequired(b)) - Number(isRequired(a)));
  const given = new Set(asked.line.given.map(({ value = '' }) => splitPair(value)[0]));
  const offers = ordered
    .filter(({ name }) => !isServers(start + name) && !given.has(start + name))
    .flatMap((field) => offersFor(field, end, isRequired(field)));
  return behind(start, { candidates: pick(written.slice(at), offers) });
}

/** What the server alone writes. */
function isServers(path: string): boolean {
  return path === 'id' || path.endsWith('_info');
}

/** A reference is set by what names it, or member by member. */
function offersFor(field: Field, end: '=' | '', isRequired: boolean): Candidate[] {
  const { name, type, schema } = field;
  const note = [typeOf(field), isRequired ? 'required' : ''].filter(Boolean).join(', ');
  const itself: Candidate = { text: `${name}${end}`, note, open: end === '=' };
  const members: Candidate = { text: `${name}.`, note: 'its members', open: true };
  if (type === 'array')
    return schema === undefined ? [itself] : [{ ...members, text: `${name}.0.` }];
  return type === 'object' && schema !== undefined ? [itself, members] : [itself];
}

function typeOf({ type, allowed, schema, format, maxLength }: Field): string {
  if (allowed !== undefined) return allowed.slice(0, 4).join(', ');
  if (schema !== undefined && type === 'object') return 'its name, identifier or id';
  if (format === 'date-time') return 'a date';
  return maxLength === undefined ? type : `${type}, at most ${maxLength}`;
}

function valuesOf(field: Field | undefined): Candidate[] {
  const texts = field?.type === 'boolean' ? ['true', 'false'] : (field?.allowed ?? []);
  return texts.map((text) => ({ text }));
}

function membersAt(names: readonly string[], shape: BodyShape): readonly Field[] {
  const schema = lastField(names, shape)?.schema;
  return schema === undefined ? [] : shape.membersOf(schema);
}

/** The field that a path leads to, in any case; places of a list are passed over. */
function lastField(names: readonly string[], { fields, membersOf }: BodyShape): Field | undefined {
  let among = fields;
  let field: Field | undefined;
  for (const name of names.filter((one) => !/^\d+$/.test(one))) {
    field = among.find((one) => one.name.toLowerCase() === name.toLowerCase());
    among = field?.schema === undefined ? [] : membersOf(field.schema);
  }
  return field;
}

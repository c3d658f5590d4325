import type { Field } from '../catalog/model.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { ApiFault, type FieldFault } from './answer.js';
import { collections } from './records.js';
import type { References } from './references.js';
import type { SandboxStore } from './store.js';

export interface Validation {
  /** The record's name in messages: `ticket`. */
  resource: string;
  fields: readonly Field[];
  store: SandboxStore;
  references: References;
  replaces: boolean;
  /** The fields that a PATCH changes: the others are as they were, and not checked again. */
  touched: ReadonlySet<string> | undefined;
}

/** Checks a written record against its schema, collecting every fault, and resolves its references. */
export function validated(
  body: JsonRecord,
  { resource, fields, store, references, replaces, touched }: Validation,
): JsonRecord {
  const faults: FieldFault[] = [];
  const fault = (code: string, field: string, message: string) =>
    faults.push({ code, message, resource, field });
  // What the schema does not have is ignored, as the server does.
  const record = Object.fromEntries(
    Object.entries(body).filter(([name]) => fields.some((field) => field.name === name)),
  );
  for (const field of fields) {
    if (touched?.has(field.name) === false) continue;
    const value = record[field.name];
    if (value === undefined || value === null || value === '') {
      const required = field.required || (replaces && field.requiredOnUpdate);
      if (required) fault('MissingRequiredField', field.name, `${field.name} is required`);
      if (value !== '') Reflect.deleteProperty(record, field.name);
    } else if (
      field.schema !== undefined &&
      field.type === 'object' &&
      references.collectionOf(field.schema) !== undefined
    ) {
      const found = resolveReference(store, references, field.schema, value, record);
      if (found === undefined)
        fault('NotFound', field.name, `${field.name} ${JSON.stringify(value)} was not found`);
      else record[field.name] = found;
    } else {
      const problem = scalarProblem(value, field);
      if (problem !== undefined) fault(problem.code, field.name, problem.message);
    }
  }
  if (faults.length > 0)
    throw new ApiFault(400, 'InvalidObject', `${resource} object is invalid`, faults);
  return record;
}

/** The reference for what names a record: its id, else its identifier or name. A status belongs to the record's board. */
function resolveReference(
  store: SandboxStore,
  references: References,
  schema: string,
  value: unknown,
  record: JsonRecord,
): JsonRecord | undefined {
  const target = references.collectionOf(schema);
  if (target === undefined || !isRecord(value)) return undefined;
  const board =
    target === collections.statuses && isRecord(record['board'])
      ? Number(record['board']['id'])
      : null;
  const candidates = store.list(target, board).map((stored) => stored.record);
  const text = (key: string) =>
    typeof value[key] === 'string' ? value[key].toLowerCase() : undefined;
  const found = candidates.find((candidate) => {
    const reference = references.to(schema, candidate);
    if (value['id'] !== undefined) return reference['id'] === Number(value['id']);
    return ['identifier', 'name'].some(
      (key) => text(key) !== undefined && String(reference[key]).toLowerCase() === text(key),
    );
  });
  return found === undefined ? undefined : references.to(schema, found);
}

function scalarProblem(
  value: unknown,
  field: Field,
): { code: string; message: string } | undefined {
  if (
    field.maxLength !== undefined &&
    typeof value === 'string' &&
    value.length > field.maxLength
  ) {
    return {
      code: 'MaxLengthField',
      message: `${field.name} has a maximum length of ${field.maxLength}`,
    };
  }
  if (
    field.allowed !== undefined &&
    !field.allowed.some((one) => one.toLowerCase() === String(value).toLowerCase())
  ) {
    return {
      code: 'InvalidField',
      message: `${field.name} must be one of ${field.allowed.join(', ')}`,
    };
  }
  if (field.format === 'date-time' && !isTime(value)) {
    return {
      code: 'UnsupportedFormat',
      message: `Unsupported format applied to ${field.name}; write 2026-01-31T09:00:00Z`,
    };
  }
  const wrong =
    (field.type === 'boolean' &&
      typeof value !== 'boolean' &&
      !/^(?:true|false)$/i.test(String(value))) ||
    ((field.type === 'integer' || field.type === 'number') && Number.isNaN(Number(value)));
  return wrong
    ? { code: 'InvalidField', message: `${field.name} must be a ${field.type}` }
    : undefined;
}

/** UTC with a Z, no offset, and a day that exists. */
function isTime(value: unknown): boolean {
  const [, day] = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d+)?Z$/.exec(String(value)) ?? [];
  const time = Date.parse(String(value));
  return day !== undefined && !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

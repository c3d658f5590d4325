import type { Field } from '../catalog/model.js';
import { dayFieldsOf } from '../catalog/day-fields.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { invalidObject, type Fault, type FieldFault } from './answer.js';
import { coerced } from './coerce.js';
import type { References } from './references.js';
import { resolved } from './resolve.js';
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
  /** Name of the record's schema, where it says more than its fields do. */
  schema?: string;
  before?: JsonRecord | undefined;
  /** What else can be wrong with the record, whose references are resolved by then. */
  check?: (record: JsonRecord, fault: Fault) => void;
}

/** Checks a written record against its schema, collecting every fault, and resolves its references. */
export function validated(body: JsonRecord, validation: Validation): JsonRecord {
  const { resource, fields, references, check } = validation;
  const faults: FieldFault[] = [];
  const fault: Fault = (code, field, message) => {
    faults.push({ code, message, field });
  };
  const record = coerced(body, fields, (schema) => references.fieldsOf(schema));
  checkMembers(record, fields, '', record, validation, fault);
  check?.(record, fault);
  if (faults.length > 0) throw invalidObject(resource, faults);
  return record;
}

function checkMembers(
  members: JsonRecord,
  fields: readonly Field[],
  at: string,
  record: JsonRecord,
  validation: Validation,
  fault: Fault,
): void {
  const isDay = dayFieldsOf(at === '' ? (validation.schema ?? null) : null);
  for (const field of fields) {
    if (at === '' && validation.touched?.has(field.name) === false) continue;
    const value = members[field.name];
    const path = `${at}${field.name}`;
    if (value === undefined) {
      if (field.required || (validation.replaces && field.requiredOnUpdate))
        fault('MissingRequiredField', path, `${path} is required`);
    } else if (isRecord(value) && field.schema !== undefined) {
      const inner = checkObject(value, field.schema, field.name, path, record, validation, fault);
      if (inner === undefined) {
        Reflect.deleteProperty(members, field.name);
        if (field.required) fault('MissingRequiredField', path, `${path} is required`);
      } else members[field.name] = inner;
    } else if (Array.isArray(value) && field.schema !== undefined) {
      const { schema } = field;
      members[field.name] = value.map((one: unknown, index) =>
        isRecord(one)
          ? (checkObject(one, schema, '', `${path}/${index}`, record, validation, fault) ?? one)
          : one,
      );
    } else {
      members[field.name] = checkScalar(value, field, path, isDay(field.name), validation, fault);
    }
  }
}

/** A reference, resolved, or an object of the record's own; undefined for a reference that names nothing. */
function checkObject(
  value: JsonRecord,
  schema: string,
  field: string,
  path: string,
  record: JsonRecord,
  validation: Validation,
  fault: Fault,
): JsonRecord | undefined {
  if (!schema.endsWith('Reference')) {
    const fields = validation.references.fieldsOf(schema);
    const members = { ...value };
    checkMembers(members, fields, `${path}/`, record, validation, fault);
    return members;
  }
  const { before } = validation;
  const resolution = resolved(value, { field, schema, record, before }, validation);
  if ('reference' in resolution) return resolution.reference;
  fault(resolution.code, `${path}/${resolution.key}`, resolution.message);
  return value;
}

/** The value as it is kept; what is wrong with it is noted. */
function checkScalar(
  value: unknown,
  field: Field,
  path: string,
  day: boolean,
  { schema }: Validation,
  fault: Fault,
): unknown {
  const { maxLength, allowed, format, items } = field;
  if (maxLength !== undefined && typeof value === 'string' && value.length > maxLength)
    fault('MaxLengthField', path, `${path} has a maximum length of ${maxLength}`);
  if (allowed !== undefined && items === undefined) {
    const member = allowed.find((one) => one.toLowerCase() === String(value).toLowerCase());
    if (member === undefined)
      fault('InvalidField', path, `${path} must be one of ${allowed.join(', ')}`);
    return member ?? value;
  }
  if (format !== 'date-time' && format !== 'date') return value;
  const time = timeOf(String(value), day || format === 'date', schema !== 'TimeEntry');
  if (time === undefined) {
    const example = format === 'date' ? '2026-01-31' : '2026-01-31T09:00:00Z';
    fault('UnsupportedFormat', path, `Unsupported format applied to ${path}; write ${example}`);
    return value;
  }
  return format === 'date' ? time.slice(0, 10) : time;
}

/** UTC with a Z, no offset, and a day that exists; a day alone where that is what the field carries. */
function timeOf(text: string, day: boolean, fractions: boolean): string | undefined {
  const [, date, clock = '00:00:00', fraction] =
    /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(\.\d+)?Z)?$/.exec(text) ?? [];
  if (date === undefined || (!day && text === date)) return undefined;
  if (fraction !== undefined && !fractions) return undefined;
  const time = new Date(`${date}T${clock}Z`);
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(date)) return undefined;
  return `${date}T${day ? '00:00:00' : clock}Z`;
}

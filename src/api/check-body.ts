import type { Field } from '../catalog/model.js';
import type { ErrorDetail } from '../errors/errors.js';
import { isExactNumber, isNumber } from '../text/json.js';
import { didYouMean, listed } from '../text/nearest.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { fieldAt, pathNames, type BodyShape } from './field-path.js';
import { nearFields, nearValues } from '../text/near-name.js';

export interface CheckedBody extends BodyShape {
  method: string;
  /** The record's name in details: `ticket`. */
  resource: string;
}

export interface BodyFindings {
  faults: (ErrorDetail & { field: string })[];
  /** Names that resemble none of the catalog's: a server may be newer. */
  unknown: string[];
}

/** Everything that the server would refuse in a body, as far as the catalog knows it. Null is fine for every type. */
export function checkBody(body: unknown, shape: CheckedBody): BodyFindings {
  const findings: BodyFindings = { faults: [], unknown: [] };
  const look: Look = {
    unknown: findings.unknown,
    membersOf: shape.membersOf,
    fault: (code, field, message, allowed) =>
      findings.faults.push({
        code,
        message,
        resource: shape.resource,
        field,
        ...(allowed === undefined ? {} : { allowed }),
      }),
  };
  if (shape.patch) checkOperations(body, shape, look);
  else if (shape.fields.length > 0) {
    const records: unknown[] = Array.isArray(body) ? body : [body];
    for (const [index, record] of records.entries()) {
      const at = Array.isArray(body) ? `${index}.` : '';
      if (!isRecord(record)) {
        look.fault('WrongType', at.slice(0, -1), `The body takes an object, not ${kindOf(record)}`);
        continue;
      }
      checkRequired(record, at, shape, look);
      checkMembers(record, at, shape.fields, look);
    }
  }
  return findings;
}

interface Look extends Pick<BodyFindings, 'unknown'>, Pick<BodyShape, 'membersOf'> {
  fault: (code: string, field: string, message: string, allowed?: readonly string[]) => void;
}

function checkRequired(
  record: JsonRecord,
  at: string,
  { fields, method }: CheckedBody,
  { fault }: Look,
): void {
  for (const { name, required, requiredOnUpdate } of fields) {
    if (!required && !(method === 'PUT' && requiredOnUpdate)) continue;
    if (record[name] !== undefined && record[name] !== null) continue;
    // A misspelt one is there, and told below.
    const names = fields.map((field) => field.name);
    const isMisspelt = Object.keys(record).some(
      (given) => !names.includes(given) && nearFields(given, names)[0] === name,
    );
    if (!isMisspelt) fault('MissingRequiredField', `${at}${name}`, `${at}${name} is required`);
  }
}

function checkMembers(record: JsonRecord, at: string, fields: readonly Field[], look: Look): void {
  for (const [name, value] of Object.entries(record)) {
    const field = fields.find((one) => one.name === name);
    if (field === undefined) checkUnknown(name, at, fields, look);
    else checkValue(value, `${at}${name}`, field, field.type, look);
  }
}

function checkUnknown(name: string, at: string, fields: readonly Field[], look: Look): void {
  const near = nearFields(
    name,
    fields.map((field) => field.name),
  );
  const question = didYouMean(near);
  if (question === undefined) look.unknown.push(`${at}${name}`);
  else
    look.fault('UnknownField', `${at}${name}`, `"${at}${name}" is not a field. ${question}`, near);
}

function checkValue(value: unknown, at: string, field: Field, type: string, look: Look): void {
  if (value === null || value === undefined) return;
  const expected = fits[type]?.(value) === false ? nouns[type] : undefined;
  if (expected !== undefined) {
    look.fault('WrongType', at, `${at} takes ${expected}, not ${kindOf(value)}`);
    return;
  }
  const { maxLength, allowed, schema } = field;
  if (typeof value === 'string' && maxLength !== undefined && value.length > maxLength) {
    const message = `${at} has ${value.length} characters; at most ${maxLength} are taken`;
    look.fault('MaxLengthField', at, message);
  }
  if (allowed !== undefined && typeof value === 'string') checkListed(value, at, allowed, look);
  if (Array.isArray(value) && field.items !== undefined) {
    for (const [index, element] of (value as unknown[]).entries())
      checkValue(element, `${at}.${index}`, field, field.items, look);
  } else if (isRecord(value) && schema !== undefined) {
    const members = look.membersOf(schema);
    if (members.length === 0) return;
    if (Object.keys(value).length === 0 && schema.endsWith('Reference'))
      look.fault('MissingRequiredField', at, `${at} needs one of its members, such as id`);
    checkMembers(value, `${at}.`, members, look);
  }
}

/** The list of values may be older than the server: only what looks like a misspelling is refused. */
function checkListed(value: string, at: string, allowed: readonly string[], look: Look): void {
  if (allowed.some((one) => one.toLowerCase() === value.toLowerCase())) return;
  const question = didYouMean(nearValues(value, allowed));
  if (question !== undefined)
    look.fault('InvalidField', at, `${at} cannot be "${value}". ${question}`, allowed);
}

function checkOperations(body: unknown, shape: CheckedBody, look: Look): void {
  if (!Array.isArray(body)) return;
  for (const [index, operation] of (body as unknown[]).entries()) {
    const { op, path, value } = isRecord(operation) ? operation : {};
    const verb = typeof op === 'string' ? op.toLowerCase() : '';
    if (!verbs.includes(verb) || typeof path !== 'string' || path === '') {
      const message = `Operation ${index + 1} needs "op" (${listed(verbs, 'or')}) and "path"`;
      look.fault('InvalidField', String(index), message, verbs);
      continue;
    }
    const at = pathNames(path).join('.');
    if (verb !== 'remove' && value === undefined)
      look.fault('MissingRequiredField', at, `The operation on ${at} needs "value"`);
    if (shape.fields.length === 0) continue;
    const [first = ''] = pathNames(path);
    if (!shape.fields.some(({ name }) => name === first)) {
      checkUnknown(first, '', shape.fields, look);
      continue;
    }
    const place = fieldAt(path, shape);
    if (place === undefined || verb === 'remove') continue;
    const { field } = place;
    // What is added to a list may be given without the list around it.
    const asElement = place.isElement || (verb === 'add' && !Array.isArray(value));
    const type = field.type === 'array' && asElement ? (field.items ?? 'any') : field.type;
    checkValue(value, at, field, type, look);
  }
}

const verbs = ['add', 'replace', 'remove'];

/** Whether a value is of a JSON type; types that are not here take every value. */
const fits: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => isNumber(value) && isWhole(value),
  number: isNumber,
  object: isRecord,
  array: Array.isArray,
};

const nouns: Record<string, string> = {
  string: 'text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  object: 'an object such as {"id":1}',
  array: 'a list',
};

function isWhole(value: unknown): boolean {
  return Number.isInteger(Number(isExactNumber(value) ? value.value : value));
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'an object';
  if (typeof value === 'string') return 'text';
  return isNumber(value) ? `the number ${String(value)}` : String(value);
}

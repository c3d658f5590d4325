import type { Field } from '../catalog/model.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { ApiFault, invalidObject, type FieldFault } from './answer.js';
import type { FieldsOf } from './coerce.js';
import { mergeCustomFields } from './custom-fields.js';

export interface PatchShape {
  resource: string;
  fields: readonly Field[];
  fieldsOf: FieldsOf;
  /** `status/id` changes nothing, though the answer is 200. */
  ignoreReferencePaths: boolean;
}

/** Applies ConnectWise's PATCH dialect: add, replace and remove, in order; the leading slash of a path is optional. */
export function applyPatch(record: JsonRecord, operations: unknown, shape: PatchShape): JsonRecord {
  if (!Array.isArray(operations))
    throw new ApiFault(400, 'InvalidObject', 'The body of a PATCH is an array of operations.');
  const patched = structuredClone(record);
  const unknown: FieldFault[] = [];
  for (const operation of operations as unknown[]) {
    const { verb, path, value } = readOperation(operation);
    if (applyAt(patched, stepsOf(path), verb, value, shape)) continue;
    unknown.push({
      code: 'InvalidField',
      message: `${path} is not a path of ${shape.resource}`,
      field: path,
    });
  }
  if (unknown.length > 0) throw invalidObject(shape.resource, unknown);
  return patched;
}

/** The top-level fields that operations change. */
export function patchedFields(operations: unknown): Set<string> {
  const paths = Array.isArray(operations)
    ? operations.filter(isRecord).map(({ path }) => path)
    : [];
  return new Set(paths.map((path) => stepsOf(String(path))[0] ?? ''));
}

type Verb = 'add' | 'replace' | 'remove';

const verbs: readonly string[] = ['add', 'replace', 'remove'] satisfies Verb[];

function readOperation(operation: unknown): { verb: Verb; path: string; value: unknown } {
  const { op, path, value } = isRecord(operation) ? operation : {};
  const verb = typeof op === 'string' ? op.toLowerCase() : '';
  if (typeof path !== 'string' || !verbs.includes(verb))
    throw new ApiFault(
      400,
      'InvalidObject',
      'A patch operation needs "op" (add, replace or remove) and "path".',
    );
  return { verb: verb as Verb, path, value };
}

function stepsOf(path: string): string[] {
  return path.replace(/^\//, '').split('/');
}

/** False where the schema has no such path. Names count with their case. */
function applyAt(
  target: JsonRecord,
  [name = '', ...rest]: readonly string[],
  verb: Verb,
  value: unknown,
  shape: PatchShape,
  fields: readonly Field[] = shape.fields,
): boolean {
  const field = fields.find((one) => one.name === name);
  if (field === undefined) return false;
  if (rest.length === 0) {
    if (verb === 'remove') Reflect.deleteProperty(target, name);
    else if (name === 'customFields') target[name] = mergeCustomFields(target[name], value);
    else target[name] = value;
    return true;
  }
  if (field.type === 'array') return applyToList(target, field, rest, verb, value, shape);
  if (field.type !== 'object' || field.schema === undefined) return false;
  const inner = shape.fieldsOf(field.schema);
  if (!field.schema.endsWith('Reference')) {
    const next = isRecord(target[name]) ? target[name] : {};
    target[name] = next;
    return applyAt(next, rest, verb, value, shape, inner);
  }
  const [key = ''] = rest;
  if (rest.length > 1 || !inner.some((one) => one.name === key)) return false;
  if (shape.ignoreReferencePaths) return true;
  // A reference that changes by one of its keys is looked up anew by that key alone.
  if (verb === 'remove') Reflect.deleteProperty(target, name);
  else target[name] = { [key]: value };
  return true;
}

/** An element by its index. What is added comes last, whatever index is given. */
function applyToList(
  target: JsonRecord,
  field: Field,
  [step = '', ...rest]: readonly string[],
  verb: Verb,
  value: unknown,
  shape: PatchShape,
): boolean {
  const current: unknown = target[field.name];
  const list: unknown[] = Array.isArray(current) ? current : [];
  target[field.name] = list;
  if (!/^(?:\d+|-)$/.test(step)) return false;
  const index = Number(step);
  if (rest.length === 0 && verb === 'add') {
    list.push(value);
    return true;
  }
  if (!(index < list.length)) return false;
  if (rest.length === 0) {
    if (verb === 'remove') list.splice(index, 1);
    else list[index] = value;
    return true;
  }
  const element = list[index];
  if (field.schema === undefined || !isRecord(element)) return false;
  return applyAt(element, rest, verb, value, shape, shape.fieldsOf(field.schema));
}

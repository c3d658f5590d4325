import type { Field } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';
import { isRecord, type JsonRecord } from '../text/records.js';

export interface BodyInput {
  /** What `-d` gave. */
  data: unknown;
  /** `--set path=value`. */
  set: Readonly<Record<string, string>>;
  /** Fields of the record that is written. */
  fields: readonly Field[];
  /** Members of what a field refers to. */
  membersOf: (schema: string) => readonly Field[];
  /** The endpoint takes an array of patch operations. */
  patch: boolean;
  check: boolean;
}

/** The body from `-d` and `--set`: settings overlay an object, and become operations of a PATCH. Undefined for none. */
export function buildBody({ data, set, fields, membersOf, patch, check }: BodyInput): unknown {
  const settings = Object.entries(set);
  if (settings.length === 0) return data;
  const typed = settings.map(([path, text]) => ({
    path: path.split(/[./]/),
    value: settingValue(path, text, fields, membersOf, check),
  }));
  if (patch) {
    if (data !== undefined && !Array.isArray(data))
      throw new UsageError('The body of a PATCH is an array of operations.', {
        hint: 'Give an array with -d, or only --set.',
      });
    const operations: unknown[] = Array.isArray(data) ? data : [];
    return [...operations, ...typed.map(({ path, value }) => patchOperation(path, value))];
  }
  if (data !== undefined && !isRecord(data))
    throw new UsageError('--set needs an object to set fields of.', {
      hint: 'Leave out -d, or give it an object.',
    });
  const body = structuredClone(data ?? {});
  for (const { path, value } of typed) setAt(body, path, value);
  return body;
}

/** A part of a reference is sent as the whole reference: the server may ignore a sub-path (developer guide). */
function patchOperation(path: readonly string[], value: unknown): JsonRecord {
  const [field = '', ...rest] = path;
  const whole = rest.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  return { op: 'replace', path: field, value: whole };
}

function settingValue(
  path: string,
  text: string,
  fields: readonly Field[],
  membersOf: BodyInput['membersOf'],
  check: boolean,
): unknown {
  const names = path.split(/[./]/);
  let among = fields;
  let field: Field | undefined;
  for (const name of names) {
    if (/^\d+$/.test(name)) continue;
    field = among.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (field === undefined) {
      if (among.length > 0 && check) throw unknownField(name, among);
      return text;
    }
    among = field.schema === undefined ? [] : membersOf(field.schema);
  }
  return field === undefined ? text : typedValue(path, text, field, among);
}

/** Text as the field's type; for a reference digits are an id, one word an identifier where it has one, else a name. */
function typedValue(path: string, text: string, field: Field, members: readonly Field[]): unknown {
  const wrong = (expected: string) => new UsageError(`${path} takes ${expected}, not "${text}".`);
  switch (field.type) {
    case 'integer':
      if (!/^[+-]?\d+$/.test(text.trim())) throw wrong('a whole number');
      return Number(text);
    case 'number':
      if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text.trim())) throw wrong('a number');
      return Number(text);
    case 'boolean':
      if (!/^(?:true|false)$/i.test(text)) throw wrong('true or false');
      return text.toLowerCase() === 'true';
    case 'object': {
      if (/^\d+$/.test(text)) return { id: Number(text) };
      const names = members.map(({ name }) => name);
      if (names.includes('identifier') && !/\s/.test(text)) return { identifier: text };
      if (names.includes('name')) return { name: text };
      throw wrong(`an id, or one of its members such as ${path}.${names[0] ?? 'id'}`);
    }
    case 'array':
      throw wrong(`a list; set its elements one by one (${path}.0) or give it with -d`);
    default:
      return text;
  }
}

function unknownField(name: string, fields: readonly Field[]): UsageError {
  const names = fields.map((field) => field.name);
  const near = nearest(name, names);
  return new UsageError(`"${name}" is not a field here.`, {
    hint: `${didYouMean(near) ?? `Fields: ${listed(names.slice(0, 12))}${names.length > 12 ? ', …' : ''}.`} --no-check sends it as it is.`,
  });
}

function setAt(body: JsonRecord, path: readonly string[], value: unknown): void {
  let target: JsonRecord | unknown[] = body;
  for (const [index, key] of path.entries()) {
    const isLast = index === path.length - 1;
    const next: unknown = isLast
      ? value
      : (memberOf(target, key) ?? (/^\d+$/.test(path[index + 1] ?? '') ? [] : {}));
    if (Array.isArray(target)) target[Number(key)] = next;
    else target[key] = next;
    if (isLast) return;
    if (!isRecord(next) && !Array.isArray(next))
      throw new UsageError(
        `${path.join('.')} cannot be set: ${path.slice(0, index + 1).join('.')} is no object.`,
      );
    target = next;
  }
}

function memberOf(target: JsonRecord | unknown[], key: string): unknown {
  return Array.isArray(target) ? target[Number(key)] : target[key];
}

import type { Field } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';
import { exactNumber } from '../text/json.js';
import { memberText } from './member.js';
import { copyJson, isRecord, type JsonRecord } from '../text/records.js';

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
  /** The body is a list; undefined where the endpoint says nothing of its body. */
  list: boolean | undefined;
  check: boolean;
  /** Identifier of the member that `me` stands for. */
  member?: string | undefined;
}

/** The body from `-d` and `--set`: settings overlay an object, and become operations of a PATCH. Undefined for none. */
export function buildBody(input: BodyInput): unknown {
  const { data, set, patch, list, check } = input;
  const texts = Object.entries(set);
  if (data !== undefined && list !== undefined && check && Array.isArray(data) !== list) {
    throw new UsageError(`The body must be ${list ? 'an array' : 'an object'}.`, {
      hint: patch
        ? `For example: -d '[{"op":"replace","path":"summary","value":"text"}]', or --set 'summary = text'`
        : 'cwm describe with --skeleton prints a body to fill in. --no-check sends it as it is.',
    });
  }
  if (texts.length === 0) return data;
  const settings = texts.map(([path, text]) => toSetting(path, text, input));
  if (patch) {
    if (data !== undefined && !Array.isArray(data))
      throw new UsageError('The body of a PATCH is an array of operations.', {
        hint: 'Give an array with -d, or only --set.',
      });
    const given: unknown[] = Array.isArray(data) ? data : [];
    return [...given, ...patchOperations(settings)];
  }
  if (data !== undefined && !isRecord(data))
    throw new UsageError('--set needs an object to set fields of.', {
      hint: 'Leave out -d, or give it an object.',
    });
  const body = copyJson(data ?? {}) as JsonRecord;
  for (const setting of settings) setAt(body, setting);
  return body;
}

interface Setting {
  /** Names as the schema spells them, and indexes of lists. */
  path: string[];
  value: unknown;
}

/**
 * One operation a field. A part of a reference is sent as the whole reference, since the server may ignore a
 * sub-path (developer guide); an element of a list is reached by its index.
 */
function patchOperations(settings: readonly Setting[]): JsonRecord[] {
  const whole: JsonRecord = {};
  const operations: JsonRecord[] = [];
  for (const setting of settings) {
    const { path, value } = setting;
    const [field = ''] = path;
    if (path.some((name) => /^\d+$/.test(name))) {
      operations.push({ op: 'replace', path: path.join('/'), value });
      continue;
    }
    if (!Object.hasOwn(whole, field))
      operations.push({ op: 'replace', path: field, value: undefined });
    setAt(whole, setting);
  }
  return operations.map((operation) =>
    operation['value'] === undefined
      ? { ...operation, value: whole[String(operation['path'])] }
      : operation,
  );
}

function toSetting(
  written: string,
  text: string,
  { fields, membersOf, check, member }: BodyInput,
): Setting {
  const path: string[] = [];
  let among = fields;
  let field: Field | undefined;
  for (const name of written.split(/[./]/)) {
    const isIndex = /^\d+$/.test(name);
    if (
      isIndex !== (field?.type === 'array' && path.at(-1) === field.name) &&
      field !== undefined
    ) {
      throw new UsageError(
        `--set ${written}: ${isIndex ? `${path.join('.')} is no list` : `${path.join('.')} is a list`}.`,
        {
          hint: isIndex ? 'Leave out the index.' : `Name the element: ${path.join('.')}.0.${name}`,
        },
      );
    }
    if (isIndex) {
      path.push(name);
      continue;
    }
    field = among.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (field === undefined && among.length > 0 && check) throw unknownField(name, among);
    path.push(field?.name ?? name);
    among = field?.schema === undefined ? [] : membersOf(field.schema);
  }
  return {
    path,
    value:
      field === undefined
        ? text
        : typedValue(written, memberText(text, field.schema, member), field, among, path),
  };
}

/** Text as the field's type; for a reference digits are an id, one word an identifier where it has one, else a name. */
function typedValue(
  written: string,
  text: string,
  field: Field,
  members: readonly Field[],
  path: readonly string[],
): unknown {
  const wrong = (expected: string) =>
    new UsageError(`${written} takes ${expected}, not "${text}".`);
  const isElement = path.at(-1) !== field.name;
  switch (isElement ? (field.items ?? 'string') : field.type) {
    case 'integer':
      if (!/^[+-]?\d+$/.test(text.trim())) throw wrong('a whole number');
      return exactNumber(plainDigits(text));
    case 'number':
      if (!/^[+-]?\d+(?:\.\d+)?$/.test(text.trim())) throw wrong('a number');
      return exactNumber(plainDigits(text));
    case 'boolean':
      if (!/^(?:true|false)$/i.test(text)) throw wrong('true or false');
      return text.toLowerCase() === 'true';
    case 'object': {
      if (/^\d+$/.test(text)) return { id: exactNumber(plainDigits(text)) };
      const names = members.map(({ name }) => name);
      if (names.includes('identifier') && !/\s/.test(text)) return { identifier: text };
      if (names.includes('name')) return { name: text };
      throw wrong(`an id, or one of its members such as ${written}.${names[0] ?? 'id'}`);
    }
    case 'array':
      throw wrong(`a list; set its elements one by one (${written}.0) or give it with -d`);
    default:
      return text;
  }
}

/** A number as JSON writes it: no plus sign, no leading zeros. */
function plainDigits(text: string): string {
  return text
    .trim()
    .replace(/^\+/, '')
    .replace(/^(-?)0+(?=\d)/, '$1');
}

function unknownField(name: string, fields: readonly Field[]): UsageError {
  const names = fields.map((field) => field.name);
  const near = nearest(name, names);
  return new UsageError(`"${name}" is not a field here.`, {
    hint: `${didYouMean(near) ?? `Fields: ${listed(names.slice(0, 12))}${names.length > 12 ? ', …' : ''}.`} --no-check sends it as it is.`,
  });
}

function setAt(body: JsonRecord, { path, value }: Setting): void {
  let target: unknown = body;
  for (const [index, key] of path.entries()) {
    const here = path.slice(0, index).join('.');
    const isLast = index === path.length - 1;
    const isIndex = /^\d+$/.test(key);
    if (Array.isArray(target) ? !isIndex : !isRecord(target)) {
      throw new UsageError(
        `${path.join('.')} cannot be set: ${here} is ${Array.isArray(target) ? 'a list' : 'no object'}.`,
      );
    }
    const container = target as JsonRecord;
    const existing = Object.hasOwn(container, key) ? container[key] : undefined;
    const next = isLast ? value : (existing ?? (/^\d+$/.test(path[index + 1] ?? '') ? [] : {}));
    // Not an assignment: `__proto__` is a name like any other here.
    Object.defineProperty(container, key, {
      value: next,
      writable: true,
      enumerable: true,
      configurable: true,
    });
    target = next;
  }
}

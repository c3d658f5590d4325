import { UsageError } from '../errors/errors.js';
import { copyJson, isRecord, type JsonRecord } from '../text/records.js';
import type { ToDate } from './body-date.js';
import { mergeCustomFields } from './custom-fields.js';
import type { BodyShape } from './field-path.js';
import { setAt, unsetAt } from './set-at.js';
import { toSetting, toTarget, type Setting, type Target } from './setting.js';

export interface BodyInput extends BodyShape {
  /** What `-d` gave. */
  data: unknown;
  /** `--set path=value`, and `--set-from` with the text it read. */
  set: readonly (readonly [string, string])[];
  /** `--unset path`. */
  unset: readonly string[];
  /** Reads dates that are not written in ISO form. */
  toDate?: ToDate | undefined;
  check: boolean;
  /** Whether a text that is set gets its value later: it is kept as it is, whatever the field takes. */
  isOpen?: (text: string) => boolean;
  /** Identifier of the member that `me` stands for. */
  member?: string | undefined;
}

/** The body from `-d`, `--set` and `--unset`: they overlay an object, and become operations of a PATCH. Undefined for none. */
export function buildBody(input: BodyInput): unknown {
  const { data, patch, list, check } = input;
  if (data !== undefined && list !== undefined && check && Array.isArray(data) !== list) {
    throw new UsageError(`The body must be ${list ? 'an array' : 'an object'}.`, {
      hint: patch
        ? `For example: -d '[{"op":"replace","path":"summary","value":"text"}]', or --set 'summary = text'`
        : 'cwm describe with --skeleton prints a body to fill in. --no-check sends it as it is.',
    });
  }
  const settings = input.set.map(([path, text]) => toSetting(path, text, input));
  const removals = input.unset.map((path) => toTarget('--unset', path, input));
  refuseOverlaps(settings, removals);
  if (patch) return patchBody(data, settings, removals, check);
  if (settings.length + removals.length === 0) return data;
  if (data !== undefined && !isRecord(data) && !(list === true && Array.isArray(data)))
    throw new UsageError('--set needs an object to set fields of.', {
      hint: 'Leave out -d, or give it an object.',
    });
  const body = copyJson(data ?? (list === true ? [] : {}));
  const plain = settings.filter(({ customField }) => customField === undefined);
  setAt(body, plain);
  const entries = customEntries(settings, removals);
  if (entries.length > 0 && isRecord(body)) {
    const given = body['customFields'];
    body['customFields'] = mergeCustomFields(Array.isArray(given) ? given : [], entries, false);
  }
  // A PUT replaces the record as a whole: what is left out is reset, as null would reset it.
  for (const { path } of lastFirst(removals.filter(isPlain))) unsetAt(body, path);
  return body;
}

function patchBody(
  data: unknown,
  settings: readonly Setting[],
  removals: readonly Target[],
  check: boolean,
): unknown {
  const own = settings.length + removals.length > 0;
  if (own && data !== undefined && !Array.isArray(data))
    throw new UsageError('The body of a PATCH is an array of operations.', {
      hint: 'Give an array with -d, or only --set.',
    });
  if (!Array.isArray(data)) return own ? operationsOf(settings, removals) : data;
  const given: unknown[] = check ? data.map(lowerCased) : (data as unknown[]);
  return [...given, ...operationsOf(settings, removals)];
}

/** The server takes the verb of an operation in lower case only. */
function lowerCased(operation: unknown): unknown {
  if (!isRecord(operation) || typeof operation['op'] !== 'string') return operation;
  return { ...operation, op: operation['op'].toLowerCase() };
}

/**
 * One operation a field. A part of a reference is sent as the whole reference, since the server may ignore a
 * sub-path (developer guide); an element of a list is reached by its index. Operations apply in order, so what
 * is removed comes last, the highest index first.
 */
function operationsOf(settings: readonly Setting[], removals: readonly Target[]): JsonRecord[] {
  const operations = new Map<string, { path: string[]; holder: JsonRecord }>();
  for (const setting of settings.filter(isPlain)) {
    const path = setting.path.slice(0, setting.whole);
    const key = path.join('/');
    const { holder } = operations.get(key) ?? { holder: {} };
    operations.set(key, { path, holder });
    setAt(holder, [{ ...setting, path: ['value', ...setting.path.slice(setting.whole)] }]);
  }
  const entries = customEntries(settings, removals);
  return [
    ...[...operations].map(([path, { holder }]) => ({
      op: 'replace',
      path,
      value: holder['value'],
    })),
    ...(entries.length === 0 ? [] : [{ op: 'replace', path: 'customFields', value: entries }]),
    ...lastFirst(removals.filter(isPlain)).map((removal) => {
      refusePart(removal);
      return { op: 'remove', path: removal.path.join('/') };
    }),
  ];
}

function isPlain({ customField }: Target): boolean {
  return customField === undefined;
}

/** Custom fields that were set or emptied, each as an entry of the list. */
function customEntries(settings: readonly Setting[], removals: readonly Target[]): JsonRecord[] {
  return [
    ...settings.map(({ customField, value }) => ({ customField, value })),
    ...removals.map(({ customField }) => ({ customField, value: null })),
  ].flatMap(({ customField, value }) =>
    customField === undefined ? [] : [{ ...customField, value }],
  );
}

function lastFirst(removals: readonly Target[]): Target[] {
  return [...removals].sort((a, b) =>
    b.path.join('/').localeCompare(a.path.join('/'), 'en', { numeric: true }),
  );
}

function refusePart({ written, path, whole }: Target): void {
  if (path.length <= whole) return;
  const reference = path.slice(0, whole).join('.');
  throw new UsageError(`--unset ${written}: a part of ${reference} cannot be removed alone.`, {
    hint: `Remove all of it with --unset ${reference}, or give it another value with --set.`,
  });
}

/** One place has one value, and a whole goes without its parts: else the reader could not tell which counts. */
function refuseOverlaps(settings: readonly Setting[], removals: readonly Target[]): void {
  const targets = [...settings, ...removals];
  for (const [index, one] of targets.entries()) {
    const other = targets.slice(0, index).find((before) => overlap(one.path, before.path));
    if (other === undefined) continue;
    if (other.path.length === one.path.length)
      throw new UsageError(`${one.written} is given twice.`, {
        hint: 'Keep one of --set, --set-from, --unset and -p for it.',
      });
    const [whole, part] = one.path.length < other.path.length ? [one, other] : [other, one];
    throw new UsageError(`${part.written} is a part of ${whole.written}, and both are given.`, {
      hint: `Give ${whole.written} alone, or only parts of it.`,
    });
  }
}

/** Whether one path leads to what the other leads to, or into it. */
function overlap(a: readonly string[], b: readonly string[]): boolean {
  const shared = Math.min(a.length, b.length);
  return a.slice(0, shared).every((name, index) => name === b[index]);
}

import { isRead } from '../catalog/model.js';
import { checkedName, type CheckedName } from '../conditions/check/findings.js';
import { parseFieldList, parseOrderBy } from '../conditions/lists.js';
import type { RecordShape } from '../conditions/shape.js';
import { ConditionSyntaxError } from '../conditions/syntax-error.js';
import { UsageError } from '../errors/errors.js';
import { listed } from '../text/nearest.js';
import { isRecord } from '../text/records.js';
import type { SavedCall } from './entry.js';
import { fillCondition } from './fill-condition.js';
import { fillPath } from './fill-path.js';
import { fillWhere } from './fill-where.js';
import { placeholdersOf } from './placeholders.js';
import { insertField, masked, wrongValue, type Insert, type ValueOf } from './stand-ins.js';

/** What the places are made for in which placeholders of a call stand. */
export interface Places {
  /** The records that a parameter is about. */
  shapeFor: (name: CheckedName) => RecordShape;
  /** A value that is all of a text in the body, as the type of its field; `said` is what messages call it. */
  typed: (names: readonly string[], value: string, said: string) => unknown;
}

/**
 * A kept call with values, else defaults, in place of its placeholders; its braces are its own again. A value stays
 * what it stands for: it adds no clause, no parameter and no segment. Throws UsageError for one that does not fit its
 * place, for a missing one, and for one that there is no placeholder for.
 */
export function fillCall(
  call: SavedCall,
  values: Readonly<Record<string, string>>,
  places: Places,
): SavedCall {
  const valueOf = valuesFor(call, values);
  const fillOne = (name: string, value: unknown) => fillParameter(name, value, valueOf, places);
  return {
    method: call.method,
    path: fillPath(call.path, valueOf),
    params: Object.fromEntries(
      Object.entries(call.params).map(([name, value]) => [name, fillOne(name, value)]),
    ),
    data: fillBody(call, valueOf, places, fillOne),
  };
}

function valuesFor(call: SavedCall, values: Readonly<Record<string, string>>): ValueOf {
  const known = placeholdersOf(call);
  const stray = Object.keys(values).filter((given) => !known.some(({ name }) => name === given));
  if (stray.length > 0)
    throw new UsageError(`This call has no placeholder ${listed(stray)}.`, {
      hint:
        known.length === 0
          ? 'It has none at all: run it without values.'
          : `It has ${listed(known.map(({ name }) => name))}.`,
    });
  const given = new Map(
    known.map(({ name, default: standard }) => [
      name,
      Object.hasOwn(values, name) ? values[name] : standard,
    ]),
  );
  const missing = known.map(({ name }) => name).filter((name) => given.get(name) === undefined);
  if (missing.length > 0)
    throw new UsageError(
      `${missing.length === 1 ? 'A value is' : 'Values are'} missing: ${listed(missing)}.`,
      { hint: `Give ${missing.map((name) => `--set ${name}=…`).join(' ')}` },
    );
  return (name) => given.get(name) ?? '';
}

function fillParameter(
  name: string,
  value: unknown,
  valueOf: ValueOf,
  places: Pick<Places, 'shapeFor'>,
): unknown {
  if (Array.isArray(value)) return value.map((one) => fillParameter(name, one, valueOf, places));
  if (typeof value !== 'string') return filledTexts(value, (text) => plainly(text, valueOf));
  const language = checkedName(name);
  switch (language) {
    case 'conditions':
    case 'childConditions':
    case 'customFieldConditions':
    case 'unlessExists':
      return fillCondition(value, valueOf, places.shapeFor(language));
    case 'orderBy':
    case 'fields':
      return fillNames(value, valueOf, language);
    case undefined:
      break;
  }
  switch (name.toLowerCase()) {
    case 'where':
      return fillWhere(value, valueOf);
    case 'page':
    case 'pagesize':
    case 'limit':
      return plainly(value, valueOf, insertDigits);
    case 'all':
    case 'count':
      return plainly(value, valueOf, insertFlag) === 'true';
    default:
      return plainly(value, valueOf);
  }
}

/** A sort order or a list of fields: a placeholder alone may stand for several. */
function fillNames(kept: string, valueOf: ValueOf, language: 'orderBy' | 'fields'): string {
  const { text, nameOf, replace } = masked(kept, valueOf);
  if (nameOf(text) === undefined) return replace(text, insertField);
  return replace(text, (value, name) => {
    if (!readsAsNames(value, language)) throw wrongValue(name, 'names of fields', value);
    return value;
  });
}

function readsAsNames(value: string, language: 'orderBy' | 'fields'): boolean {
  try {
    return (language === 'orderBy' ? parseOrderBy : parseFieldList)(value).length > 0;
  } catch (error) {
    if (error instanceof ConditionSyntaxError) return false;
    throw error;
  }
}

function fillBody(
  { method, path, data }: SavedCall,
  valueOf: ValueOf,
  places: Places,
  fillOne: (name: string, value: unknown) => unknown,
): unknown {
  const isSearch = method === 'POST' && isRead({ method, path });
  return filledTexts(data, (kept, names) => {
    const { text, nameOf, replace } = masked(kept, valueOf);
    // A search by POST has its conditions in the body.
    const [first = ''] = names;
    if (isSearch && names.length === 1 && checkedName(first) !== undefined)
      return fillOne(first, kept);
    if (method === 'PATCH' && names.length === 2 && names[1] === 'path')
      return replace(text, insertName);
    const name = nameOf(text);
    return name === undefined ? replace(text) : places.typed(names, valueOf(name), `{${name}}`);
  });
}

/** A value with its texts replaced; the names and indexes that lead to a text go with it. */
function filledTexts(
  value: unknown,
  fill: (text: string, names: readonly string[]) => unknown,
  names: readonly string[] = [],
): unknown {
  if (typeof value === 'string') return fill(value, names);
  if (Array.isArray(value))
    return value.map((one, index) => filledTexts(one, fill, [...names, String(index)]));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      filledTexts(member, fill, [...names, name]),
    ]),
  );
}

function plainly(kept: string, valueOf: ValueOf, insert?: Insert): string {
  const { text, replace } = masked(kept, valueOf);
  return replace(text, insert);
}

const insertDigits: Insert = (value, name) => {
  if (/^\d+$/.test(value)) return value;
  throw wrongValue(name, 'a whole number', value);
};

const insertFlag: Insert = (value, name) => {
  if (/^(?:true|false)$/i.test(value)) return value.toLowerCase();
  throw wrongValue(name, 'true or false', value);
};

/** A name or index within the path of an operation. */
const insertName: Insert = (value, name) => {
  if (/^[\w-]+$/.test(value)) return value;
  throw wrongValue(name, 'one name or index of a path', value);
};

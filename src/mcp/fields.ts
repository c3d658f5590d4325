import type { Result } from '../actions/define.js';
import { queryMap } from '../api/request.js';
import { tellingOrder } from '../catalog/columns.js';
import { toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import type { AskedCall } from './cursor.js';

export interface Shaped {
  rows: unknown[];
  /** Fields with a value that are not among them. */
  leftOut: number;
}

/** Rows of a list for whoever has named no fields: those of its columns, a reference by id and name. */
export function listRows(rows: readonly unknown[], columns: readonly string[] | undefined): Shaped {
  const leftOut = new Set<string>();
  const shown = rows.map((row) => {
    if (!isRecord(row)) return row;
    const names = shownOf(row, columns);
    for (const [name, value] of Object.entries(row))
      if (name !== '_info' && !names.has(name) && !isEmpty(value)) leftOut.add(name);
    return pick(row, names);
  });
  return { rows: shown, leftOut: leftOut.size };
}

/** The fields that a call named; undefined where it named none. */
export function fieldsAsked({ sent }: Result, asked: AskedCall | undefined): string | undefined {
  const params = isRecord(asked?.params) ? asked.params : {};
  const named = Object.entries(params).find(([name]) => name.toLowerCase() === 'fields')?.[1];
  if (sent !== undefined) return queryMap(sent.target).get('fields') || undefined;
  return named === undefined || named === null ? undefined : toJson(named);
}

/** What was asked for by name, as it is; links to other records only where these were asked for. */
export function askedRows(rows: readonly unknown[], fields: string): Shaped {
  const isLinked = /(?:^|[,/\s])_info\b/i.test(fields);
  return { rows: isLinked ? [...rows] : rows.map(withoutInfo), leftOut: 0 };
}

/** All that a record says, what tells most of it first, and when it was changed last. */
export function wholeRecord(record: unknown, columns: readonly string[] | undefined): unknown {
  if (!isRecord(record)) return withoutInfo(record);
  const order = [...rootsOf(columns), ...tellingOrder(null), ...Object.keys(record)];
  const names = new Set(order.filter((name) => Object.hasOwn(record, name) && name !== '_info'));
  const members = [...names]
    .filter((name) => !isEmpty(record[name]))
    .map((name) => [name, brief(record[name], ['identifier', 'name'])]);
  const about = isRecord(record['_info']) ? Object.entries(record['_info']) : [];
  const kept = about.filter(([name, value]) => !name.endsWith('_href') && !isEmpty(value));
  return Object.fromEntries([
    ...members,
    ...(kept.length === 0 ? [] : [['_info', Object.fromEntries(kept)]]),
  ]) as JsonRecord;
}

/** Members that a row of an unknown kind is told by. */
const most = 8;

function shownOf(row: JsonRecord, columns: readonly string[] | undefined): Set<string> {
  const roots = rootsOf(columns).filter((name) => Object.hasOwn(row, name));
  if (roots.length > 0) return new Set(roots);
  const order = [...tellingOrder(null), ...Object.keys(row)];
  const there = order.filter((name) => Object.hasOwn(row, name) && !isEmpty(row[name]));
  return new Set([...new Set(there)].filter((name) => name !== '_info').slice(0, most));
}

function rootsOf(columns: readonly string[] = []): string[] {
  return columns.map((column) => column.split(/[./]/, 1)[0] ?? column);
}

function pick(row: JsonRecord, names: ReadonlySet<string>): JsonRecord {
  const members = [...names]
    .filter((name) => !isEmpty(row[name]))
    .map((name) => [name, brief(row[name], ['name'])]);
  return Object.fromEntries(members) as JsonRecord;
}

/** A reference by its id and what names it: members of `labels`, else another that does. */
function brief(value: unknown, labels: readonly string[]): unknown {
  if (!isRecord(value) || value['id'] === undefined) return withoutInfo(value);
  const isText = (name: string) => typeof value[name] === 'string' && value[name] !== '';
  const named = labels.filter(isText);
  const shown =
    named.length > 0 ? named : ['identifier', 'summary', 'title'].filter(isText).slice(0, 1);
  if (shown.length === 0) return withoutInfo(value);
  return { id: value['id'], ...Object.fromEntries(shown.map((name) => [name, value[name]])) };
}

function withoutInfo(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutInfo);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '_info')
      .map(([name, member]) => [name, withoutInfo(member)]),
  );
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).every((name) => name === '_info');
}

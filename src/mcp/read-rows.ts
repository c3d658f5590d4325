import type { Result } from '../actions/define.js';
import { queryMap } from '../api/request.js';
import { valueOf } from '../text/json-text.js';
import { isRecord } from '../text/records.js';
import type { AskedCall, Position } from './cursor.js';
import { readEach } from './read-each.js';

export type ListResult = Extract<Result, { kind: 'many' | 'pages' }>;

export interface ReadRows {
  rows: unknown[];
  /** Where the list, which has `total` rows, goes on after so many of these; undefined at its end. */
  next: (given: number, total?: number) => Position | undefined;
  /** How many the list has, where these rows tell. */
  total: number | undefined;
  /** It begins with the first row of the list. */
  isFirst: boolean;
}

/** The rows of a result from a position on. */
export async function readRows(
  result: ListResult,
  position: Position | undefined,
  asked: AskedCall | undefined,
): Promise<ReadRows> {
  if (result.kind === 'many' && result.sent !== undefined) return pageRows(result, position);
  if (result.kind === 'pages' && asked?.each !== undefined)
    return await readEach(result, position, { ...asked, each: asked.each });
  const { from = 0, size } = position?.kind === 'rows' ? position : {};
  const limit = size === undefined ? limitOf(asked) : undefined;
  const { rows, goesOn } = await collected(result, from, size ?? mostRows, limit);
  return {
    rows,
    next: (given) =>
      given < rows.length || goesOn
        ? { kind: 'rows', from: from + given, size: size ?? limit ?? sizeOf(result, rows), asked }
        : undefined,
    total: goesOn ? undefined : from + rows.length,
    isFirst: from === 0,
  };
}

/** Rows of one answer at most. */
const mostRows = 1000;

/** Rows that one request gave: a page, or what is left of it. */
function pageRows(
  { rows: all, sent, more = false }: Extract<Result, { kind: 'many' }>,
  position: Position | undefined,
): ReadRows {
  if (sent === undefined) throw new Error('no request tells the page');
  const rows = [...all].map(valueOf);
  const page = Number(queryMap(sent.target).get('page') ?? '1') || 1;
  const known = position?.kind === 'page' ? position : undefined;
  const start = startOf(rows, known);
  const isWhole = page === 1 && !more;
  const total = isWhole ? rows.length : known?.total;
  return {
    rows: rows.slice(start),
    next(given, whole) {
      const at = { kind: 'page', request: sent, total: whole } as const;
      const skip = start + given;
      if (skip < rows.length) return { ...at, page, skip, last: idOf(rows[skip - 1]) };
      return more ? { ...at, page: page + 1, skip: 0 } : undefined;
    },
    total,
    isFirst: page === 1 && start === 0,
  };
}

/** The row behind the last one that was given, wherever that is by now. */
function startOf(
  rows: readonly unknown[],
  known: Extract<Position, { kind: 'page' }> | undefined,
): number {
  if (known === undefined || known.skip === 0) return 0;
  const { skip, last } = known;
  if (last === undefined || idOf(rows[skip - 1]) === last) return skip;
  const found = rows.findIndex((row) => idOf(row) === last);
  return found === -1 ? Math.min(skip, rows.length) : found + 1;
}

function idOf(row: unknown): unknown {
  return isRecord(row) ? row['id'] : undefined;
}

/** The rows that a call follows pages for; undefined for all of them. */
function limitOf(asked: AskedCall | undefined): number | undefined {
  const params = isRecord(asked?.params) ? asked.params : {};
  const limit = Object.entries(params).find(([name]) => name.toLowerCase() === 'limit')?.[1];
  return limit === undefined ? undefined : Number(limit);
}

/** At most `most` rows behind the first `from`. A list that reached its limit may go on. */
async function collected(
  result: ListResult,
  from: number,
  most: number,
  limit: number | undefined,
): Promise<{ rows: unknown[]; goesOn: boolean }> {
  const rows: unknown[] = [];
  let seen = 0;
  const pages = result.kind === 'pages' ? result.pages : [[...result.rows]];
  for await (const page of pages) {
    const behind = page.slice(Math.max(0, from - seen));
    seen += page.length;
    rows.push(...behind);
    if (rows.length > most) break;
  }
  const isCut = rows.length > most || (limit !== undefined && seen >= limit);
  const goesOn = isCut || (result.kind === 'many' && result.more === true);
  return { rows: rows.slice(0, most).map(valueOf), goesOn };
}

/** Rows to ask for at a time where one page of several requests was asked for; undefined where all were. */
function sizeOf(result: ListResult, rows: readonly unknown[]): number | undefined {
  return result.kind === 'many' ? rows.length : undefined;
}

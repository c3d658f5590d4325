import type { JsonRecord } from '../../text/records.js';
import type { Answer } from '../answer.js';
import type { SandboxRequest } from '../handle.js';
import { pageOf } from '../paging.js';
import { filterRecords, projectRecord, sortRecords } from '../query.js';
import { fieldsOf } from '../read.js';

/** Rows that no collection stores, filtered and sorted as a list is. */
export function asked(
  request: SandboxRequest,
  rows: readonly JsonRecord[],
  names: readonly string[],
): JsonRecord[] {
  const known = new Set(names.map((name) => name.toLowerCase()));
  const { query } = request;
  const kept = filterRecords(rows, query.get('conditions') ?? undefined, known);
  return sortRecords(kept, query.get('orderBy') ?? undefined, known);
}

/** A page of such rows. */
export function pageOfRows(
  request: SandboxRequest,
  rows: readonly JsonRecord[],
  names: readonly string[],
): Answer {
  const { query, url, sent } = request;
  const page = pageOf(asked(request, rows, names), query, url, { sent });
  return {
    status: 200,
    body: page.rows.map((row) => projectRecord(row, fieldsOf(request))),
    headers: page.link === undefined ? {} : { link: page.link },
  };
}

import { recordShape } from '../../catalog/record-shape.js';
import type { Match } from '../../catalog/path-matcher.js';
import type { RecordShape } from '../../conditions/shape.js';
import type { JsonRecord } from '../../text/records.js';
import type { Answer } from '../answer.js';
import { askedInQuery } from '../asked.js';
import type { SandboxRequest, World } from '../handle.js';
import { sortKeys, sortRecords } from '../order.js';
import { pageOf, pagingRules } from '../paging.js';
import { isChosen, projectRecord, readFilters } from '../query.js';
import { fieldsOf } from '../read.js';
import { semanticsOf } from '../switches.js';

/** Rows that no collection stores, filtered and sorted as a list is. */
export function asked(
  { query }: SandboxRequest,
  rows: readonly JsonRecord[],
  shape: RecordShape,
  { switches }: World,
): JsonRecord[] {
  const { orderBy, ...filters } = askedInQuery(query);
  const read = readFilters(filters, shape);
  const keys = sortKeys(orderBy, shape);
  const kept = rows.filter((row) => isChosen(read, row, semanticsOf(switches)));
  return keys.length === 0 ? kept : sortRecords(kept, keys);
}

/** A page of such rows, as the catalog describes them. */
export function pageOfRows(
  request: SandboxRequest,
  rows: readonly JsonRecord[],
  { endpoint }: Match,
  world: World,
): Answer {
  const shape = recordShape(world.catalog, endpoint);
  const rules = pagingRules(request, world.switches);
  // Pages by id are of records alone.
  const forwardOnly = rules.forwardOnly === true && shape.fields.some(({ name }) => name === 'id');
  const kept = asked(request, rows, shape, world);
  const page = pageOf(kept, request.query, request.url, { ...rules, forwardOnly });
  return {
    status: 200,
    body: page.rows.map((row) => projectRecord(row, fieldsOf(request))),
    headers: page.link === undefined ? {} : { link: page.link },
  };
}

/** How many of such rows are asked for. */
export function countOfRows(
  request: SandboxRequest,
  rows: readonly JsonRecord[],
  { endpoint }: Match,
  world: World,
): Answer {
  const shape = recordShape(world.catalog, endpoint);
  return { status: 200, body: { count: asked(request, rows, shape, world).length } };
}

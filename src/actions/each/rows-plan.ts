import { isRecord } from '../../text/records.js';
import { parseJson } from '../../text/json.js';
import { decodePercent } from '../../text/percent.js';
import { pathNames } from '../../api/field-path.js';
import type { Catalog } from '../../catalog/catalog.js';
import type { Services, WritePlan } from '../../services.js';
import { planOf } from '../write.js';
import type { ReadyRow } from './check-rows.js';

/** Rows that are shown in full before the question. */
const shown = 5;

/** What a person approves of many rows at once: how many, which fields, and the first of them. */
export function rowsPlan(
  title: string,
  path: string,
  ready: readonly [ReadyRow, ...ReadyRow[]],
  notes: readonly string[],
  catalog: Catalog,
  services: Services,
): WritePlan {
  const first = ready.slice(0, shown).map(({ row, call: { request } }) => ({
    row: row.number,
    plan: {
      ...planOf(request, catalog, services),
      title: `${request.method} ${decodePercent(request.target)}`,
      request,
      body: request.body,
    },
  }));
  const { request } = ready[0].call;
  return {
    title,
    request,
    body: undefined,
    customerSees: ready.some(({ call }) => seenByCustomer(call, catalog, services)),
    rows: {
      method: request.method,
      path,
      count: ready.length,
      fields: fieldsOf(ready),
      notes,
      first,
      requests: ready.map(({ call }) => call.request),
    },
  };
}

function seenByCustomer(
  { request }: ReadyRow['call'],
  catalog: Catalog,
  services: Services,
): boolean {
  return planOf(request, catalog, services).customerSees === true;
}

/** Names of the fields that the bodies set, each once. */
function fieldsOf(ready: readonly ReadyRow[]): string[] {
  const names = ready.flatMap(({ call: { request } }) => {
    const body = request.body === undefined ? undefined : parseJson(request.body);
    if (!Array.isArray(body)) return isRecord(body) ? Object.keys(body) : [];
    return body
      .filter(isRecord)
      .map(({ path }) => (typeof path === 'string' ? pathNames(path).join('.') : ''));
  });
  return [...new Set(names)].filter((name) => name !== '');
}

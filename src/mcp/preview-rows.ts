import { withNames } from '../actions/name-references.js';
import { mailOf } from '../api/mail-of.js';
import { pathOf, type ApiRequest } from '../api/request.js';
import { telling } from '../catalog/columns.js';
import type { RowsPlan, Services } from '../services.js';
import { counted } from '../text/counted.js';
import { parseJson, toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { shortened } from '../text/shortened.js';
import { briefValue } from './brief-value.js';
import type { Preview, SentPlan } from './gate.js';
import { oneLine } from '../text/one-line.js';
import { pieceText, previewLine, recordText } from '../actions/preview-line.js';
import { bodySchema, previewOf } from './preview.js';

/** Many writes as they are shown before they are sent: what all of them do, and the first of them one by one. */
export async function previewOfRows(
  { request, customerSees }: SentPlan,
  { method, path, count, fields, notes, first, requests }: RowsPlan,
  services: Services,
  warnings: readonly string[],
): Promise<Preview> {
  const shown = await Promise.all(
    first.map(async ({ row, plan }) => ({
      row,
      ...(await previewOf({ ...plan, request: plan.request ?? request }, services, [])),
    })),
  );
  const more = count - shown.length;
  const pieces =
    method === 'DELETE'
      ? await Promise.all(first.map(async ({ plan }) => await lostText(plan)))
      : await fieldPieces(requests, method, services);
  const further = method === 'DELETE' ? { noun: 'record', more } : { noun: 'field', more: 0 };
  const address = `${shortened(oneLine(path), longestPath)} for ${counted(count, 'row')}`;
  const rows = briefValue(shown.map(({ row, line, structured }) => rowOf(row, line, structured)));
  const notices = [
    ...new Set([
      ...[...warnings, ...notes].map(oneLine),
      ...shown.flatMap((one) => one.notices),
      ...(customerSees === true ? ['The customer will see this.'] : []),
      ...requests.flatMap((one) => mailOf(one.method, pathOf(one.target), bodyOf(one))),
      ...(rows.isWhole ? [] : ['Long texts and lists are shortened here; they are sent whole.']),
    ]),
  ];
  return {
    line: previewLine(method, address, pieces, further),
    structured: {
      method,
      path,
      count,
      ...(fields.length === 0 ? {} : { fields }),
      rows: rows.value,
      ...(notices.length === 0 ? {} : { notices }),
    },
    notices,
    rest: [...restLines(shown), ...(more > 0 ? [`… and ${more} more`] : [])],
  };
}

const longestPath = 110;

/** Characters for what lines of rows have no room for. */
const longestRest = 6000;

/** Each row with its line and, where there is room, with all that it sends. */
function restLines(shown: readonly ({ row: number } & Preview)[]): string[] {
  let room = longestRest;
  return shown.flatMap(({ row, line, rest }) => {
    room -= rest.join('').length;
    return [`row ${row}: ${line}`, ...(room > 0 ? rest : [])];
  });
}

/** What changes tells what is sent; where nothing is known to change, the body does. */
function rowOf(row: number, line: string, { changes, data }: Record<string, unknown>): JsonRecord {
  const sent = changes === undefined ? { data } : { changes };
  return { row, request: line, ...(toJson(sent) === '{"data":null}' ? {} : sent) };
}

/** A record that would be deleted, by its id and what it is called. */
async function lostText({ request, before }: RowsPlan['first'][number]['plan']): Promise<string> {
  const record = await before?.();
  const id = oneLine(/[^/]*$/.exec(pathOf(request?.target ?? ''))?.[0] ?? '');
  const told =
    record === undefined ? undefined : recordText(record, ['summary', 'name', ...telling]);
  return told === undefined ? id : `${id} ${told}`;
}

/** What becomes of each field: its value where all rows have the same. */
async function fieldPieces(
  requests: readonly ApiRequest[],
  method: string,
  services: Services,
): Promise<string[]> {
  const values = new Map<string, unknown[]>();
  for (const request of requests)
    for (const [field, value] of membersOf(bodyOf(request)))
      values.set(field, [...(values.get(field) ?? []), value]);
  const isAlike = (all: readonly unknown[]) =>
    all.length === requests.length && new Set(all.map((one) => toJson(one ?? null))).size === 1;
  const alike = [...values].filter(([, all]) => isAlike(all));
  const path = pathOf(requests[0]?.target ?? '');
  const schema = bodySchema(await services.catalog(), method, path);
  const same = Object.fromEntries(alike.map(([field, [value]]) => [field, value]));
  const named = await withNames(same, schema, {}, services);
  const isChange = method !== 'POST';
  return [...values.keys()].map((field) =>
    Object.hasOwn(named, field)
      ? pieceText({ field, after: named[field], isChange })
      : `${field} by row`,
  );
}

/** Fields that a body sets, with what they are set to. */
function membersOf(body: unknown): [string, unknown][] {
  if (!Array.isArray(body)) return isRecord(body) ? Object.entries(body) : [];
  return body.filter(isRecord).flatMap(({ op, path, value }): [string, unknown][] => {
    const field = typeof path === 'string' ? path.replace(/^\//, '').replaceAll('/', '.') : '';
    return field === '' ? [] : [[field, op === 'remove' ? null : value]];
  });
}

function bodyOf({ body }: ApiRequest): unknown {
  return body === undefined ? undefined : parseJson(body);
}

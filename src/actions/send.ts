import type { ApiResponse } from '../api/client.js';
import { suggestedName } from '../api/content-disposition.js';
import { unreadableAnswer, type FailureContext } from '../api/failure.js';
import type { ApiRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { defaultColumns } from '../catalog/columns.js';
import { isRead, type Endpoint } from '../catalog/model.js';
import type { Answer, Services } from '../services.js';
import { parseJson, toJson } from '../text/json.js';
import { decodePercent } from '../text/percent.js';
import { isRecord } from '../text/records.js';
import { many, one, type Result } from './define.js';

export interface Sending {
  request: ApiRequest;
  /** The endpoint that is called; undefined for one that the catalog does not know. */
  endpoint: Endpoint | undefined;
  dryRun: boolean;
  /** Columns that were asked for; the schema's own otherwise. */
  columns?: readonly string[] | undefined;
  /** How the caller asks for a page of a list. */
  nextPage: (page: number) => string;
}

export interface DryRun {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
  note?: string;
}

/** Sends one request, after approval where it writes, and turns the answer into a result. */
export async function send(sending: Sending, services: Services): Promise<Result> {
  const { request, endpoint, dryRun } = sending;
  if (dryRun) return one(await describeRequest(request, services));
  services.expect(answerOf(endpoint));
  const catalog = await services.catalog();
  const [path = ''] = request.target.split('?');
  const read = isRead({ method: request.method, path });
  const title = `${request.method} ${decodePercent(request.target)}${fileOf(request)}`;
  const shown = request.form === undefined ? request.body : toJson(request.form.shown);
  if (!read) await services.approve({ title, body: shown });
  const infoTwin = endpoint === undefined ? undefined : infoTwinOf(catalog, endpoint);
  const api = await services.api();
  const response = await api.send({ ...request, read, infoTwin });
  const context = { ...request, url: `${api.baseUrl}${request.target}`, read, infoTwin };
  const done = `${title}: done (${response.status}).`;
  const value = readAnswer(response, endpoint, context);
  const columns =
    sending.columns ?? (endpoint === undefined ? undefined : columnsOf(catalog, endpoint));
  if (Array.isArray(value)) noteRows(value.length, response, sending, services);
  const result = toResult(value, response, columns, done);
  return read ? result : { ...result, wrote: done };
}

function toResult(
  value: unknown,
  response: ApiResponse,
  columns: readonly string[] | undefined,
  done: string,
): Result {
  if (value === undefined) return { kind: 'none', note: done };
  if (value instanceof Uint8Array) {
    const { 'content-type': contentType, 'content-disposition': disposition } = response.headers;
    const name = suggestedName(disposition);
    return { kind: 'bytes', bytes: value, contentType: String(contentType), name };
  }
  return Array.isArray(value) ? many(value as unknown[], columns) : one(value, columns);
}

function answerOf(endpoint: Endpoint | undefined): Answer {
  const payload = endpoint?.response.payload;
  if (payload === undefined) return 'unknown';
  return payload === null || payload.contentType.includes('json') ? 'records' : 'document';
}

/** The answer as JSON, as bytes where the endpoint has something else to give, undefined for none. */
function readAnswer(
  response: ApiResponse,
  endpoint: Endpoint | undefined,
  context: FailureContext,
): unknown {
  if (response.body.length === 0) return undefined;
  const contentType = String(response.headers['content-type'] ?? '');
  if (!/json/i.test(contentType)) {
    const expected = endpoint?.response.payload?.contentType ?? 'json';
    // A sign-in page in place of records, for one.
    if (expected.includes('json') && /html/i.test(contentType)) {
      throw unreadableAnswer(response, context, 'it is an HTML page', undefined);
    }
    return response.body;
  }
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(response.body));
  } catch (error) {
    throw unreadableAnswer(response, context, 'it is not valid JSON', error);
  }
}

/** Columns of an answer where nobody asks for others; of a single object too, for formats that need some. */
function columnsOf(catalog: Catalog, { response }: Endpoint): string[] | undefined {
  const schema = response.payload?.schema;
  if (schema === null || schema === undefined) return undefined;
  return defaultColumns(catalog.fields(schema), (name) => catalog.fields(name), schema);
}

/** The list of the same records with fewer fields, which lighter roles may read. */
function infoTwinOf(catalog: Catalog, { path }: Endpoint): string | undefined {
  const collection = path.replace(/\/(?:\{[^/]*|count)?$/, '');
  return catalog
    .match(`${collection}/info`)
    .find(({ endpoint }) => endpoint.method === 'GET' && endpoint.path.endsWith('/info'))?.endpoint
    .path;
}

/** What is uploaded, for the line that says what would happen. */
function fileOf({ form }: ApiRequest): string {
  const file = form?.shown['file'];
  if (!isRecord(file)) return '';
  return ` with the file ${String(file['name'])} (${String(file['size'])} bytes)`;
}

async function describeRequest(
  { method, target, body, form }: ApiRequest,
  services: Services,
): Promise<DryRun> {
  const { baseUrl, headers, note } = await services.destination();
  const json = body === undefined ? undefined : 'application/json';
  const contentType = form === undefined ? json : 'multipart/form-data';
  return {
    method,
    url: `${baseUrl}${target}`,
    headers: contentType === undefined ? headers : { ...headers, 'content-type': contentType },
    body: form?.shown ?? (body === undefined ? null : parseJson(body)),
    ...(note === undefined ? {} : { note }),
  };
}

/** A list that goes on says so: a short one must not pass for all there is. An empty one says so to a person. */
function noteRows(
  rows: number,
  { headers }: ApiResponse,
  { request, nextPage }: Sending,
  { report }: Services,
): void {
  if (rows === 0) report.note('0 rows.');
  if (!/rel="?next"?/.test(String(headers['link'] ?? ''))) return;
  const page = Number(/[?&]page=(\d+)/i.exec(request.target)?.[1] ?? '1');
  report.warn(`${rows} ${rows === 1 ? 'row' : 'rows'}, more exist: ${nextPage(page + 1)}.`);
}

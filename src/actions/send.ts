import type { ApiResponse, Sent } from '../api/client.js';
import { suggestedName } from '../api/content-disposition.js';
import { unreadableAnswer } from '../api/failure.js';
import { nextLink } from '../api/pages.js';
import { pathOf, type ApiRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { defaultColumns } from '../catalog/columns.js';
import { isRead, type Endpoint } from '../catalog/model.js';
import type { CwmError } from '../errors/errors.js';
import type { AnswerKind, Services, WritePlan } from '../services.js';
import { toJson } from '../text/json.js';
import { counted } from '../text/counted.js';
import { decodePercent } from '../text/percent.js';
import { isRecord } from '../text/records.js';
import { readAnswer, type Answer } from './answer.js';
import { dryRun } from './dry-run.js';
import { explainConditionRefusal } from './explain-condition-refusal.js';
import { explainRefusal } from './explain-refusal.js';
import { requestInWords } from './request-in-words.js';
import { many, one, type Result } from './define.js';

export interface Sending {
  request: ApiRequest;
  /** The endpoint that is called; undefined for one that the catalog does not know. */
  endpoint: Endpoint | undefined;
  dryRun: boolean;
  /** What approval shows beside the request. */
  plan?: Omit<WritePlan, 'title' | 'body' | 'request'>;
  /** What a dry run says beside the request. */
  notes?: readonly string[];
  /** Columns that were asked for; the schema's own otherwise. */
  columns?: readonly string[] | undefined;
  /** How the caller asks for a page of a list. */
  nextPage: (page: number) => string;
}

/** Sends one request, after approval where it writes, and turns the answer into a result. */
export async function send(sending: Sending, services: Services): Promise<Result> {
  const { request, endpoint, dryRun: isDry } = sending;
  if (isDry) return await dryRun(request, sending.notes ?? [], services);
  services.expect(answerOf(endpoint));
  const catalog = await services.catalog();
  const asked = await prepare(sending, services);
  const { read } = asked;
  const title = `${request.method} ${decodePercent(request.target)}${fileOf(request)}`;
  const shown = request.form === undefined ? request.body : toJson(request.form.shown);
  if (!read) {
    const inWords = async () =>
      [
        (await requestInWords(request, services)) ?? [],
        (await sending.plan?.inWords?.()) ?? [],
      ].flat();
    await services.approve({ ...sending.plan, title, request, body: shown, inWords });
  }
  const { answer, response } = await asked.send(request.target).catch(async (error: unknown) => {
    throw read ? error : await explainRefusal(error, request, services);
  });
  const done = `${title}: done (${response.status}).`;
  const columns =
    sending.columns ?? (endpoint === undefined ? undefined : columnsOf(catalog, endpoint));
  if (answer.kind === 'rows') noteRows(answer.rows.length, response, sending, services);
  const { status, headers } = response;
  const more = nextLink(headers) !== undefined;
  const result = { ...toResult(answer, response, columns, done), status, more, sent: request };
  return read ? result : { ...result, wrote: done, ...created(result, request) };
}

/** Where a record is found that was created: its own id stands first among a screenful of fields. */
function created(result: Result, { method, target }: ApiRequest): Pick<Result, 'advice'> {
  if (method !== 'POST' || result.status !== 201 || result.kind !== 'one') return {};
  const id = isRecord(result.value) ? result.value['id'] : undefined;
  return typeof id === 'number' ? { advice: `Created: ${pathOf(target)}/${id}` } : {};
}

export interface Received {
  answer: Answer;
  response: ApiResponse;
  /** The error for an answer that is something else than was asked for. */
  unreadable: (problem: string) => CwmError;
}

export interface Prepared {
  read: boolean;
  /** Sends it, or another page of it, and reads the answer. */
  send: (target: string, how?: Pick<Sent, 'headers' | 'once' | 'signal'>) => Promise<Received>;
}

/** A request with what its failure has to know about it. */
export async function prepare(
  { request, endpoint }: Pick<Sending, 'request' | 'endpoint'>,
  services: Services,
): Promise<Prepared> {
  const catalog = await services.catalog();
  const path = pathOf(request.target);
  const read = isRead({ method: request.method, path });
  const infoTwin = endpoint === undefined ? undefined : infoTwinOf(catalog, endpoint);
  const about = { read, infoTwin, checkPath: read ? undefined : readableFrom(catalog, path) };
  return {
    read,
    async send(target, how = {}) {
      const api = await services.api();
      const asked = { ...request, target };
      const response = await api.send({ ...asked, ...how, ...about }).catch((error: unknown) => {
        throw explainConditionRefusal(error, asked, catalog);
      });
      const { baseUrl, profile } = api;
      const context = { ...request, ...about, target, url: `${baseUrl}${target}`, profile };
      return {
        answer: readAnswer(response, endpoint, context),
        response,
        unreadable: (problem) => unreadableAnswer(response, context, problem, undefined),
      };
    },
  };
}

/** The path itself or, where nobody can read it (an action), the nearest above it that can be. */
function readableFrom(catalog: Catalog, path: string): string | undefined {
  const segments = path.split('/');
  for (let length = segments.length; length > 2; length--) {
    const above = segments.slice(0, length).join('/');
    if (catalog.match(above).some(({ endpoint }) => endpoint.method === 'GET')) return above;
  }
  return undefined;
}

function toResult(
  answer: Answer,
  response: ApiResponse,
  columns: readonly string[] | undefined,
  done: string,
): Result {
  switch (answer.kind) {
    case 'none':
      return { kind: 'none', note: done };
    case 'bytes':
      return {
        kind: 'bytes',
        bytes: answer.bytes,
        contentType: String(response.headers['content-type']),
        name: suggestedName(response.headers['content-disposition']),
      };
    case 'rows':
      return many(answer.rows, columns);
    case 'value':
      return one(answer.value, columns);
  }
}

function answerOf(endpoint: Endpoint | undefined): AnswerKind {
  const payload = endpoint?.response.payload;
  if (payload === undefined) return 'unknown';
  return payload === null || payload.contentType.includes('json') ? 'records' : 'document';
}

/** Columns of an answer where nobody asks for others; of a single object too, for formats that need some. */
export function columnsOf(catalog: Catalog, { response }: Endpoint): string[] | undefined {
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

/** A list that goes on says so: a short one must not pass for all there is. An empty one says so to a person. */
function noteRows(
  rows: number,
  { headers }: ApiResponse,
  { request, nextPage }: Sending,
  { report, surface }: Services,
): void {
  if (rows === 0) report.note('0 rows.');
  // An assistant has it in a field of the answer.
  if (nextLink(headers) === undefined || surface === 'mcp') return;
  const page = Number(/[?&]page=(\d+)/i.exec(request.target)?.[1] ?? '1');
  report.warn(`${counted(rows, 'row')}, more exist: ${nextPage(page + 1)}.`);
}

import type { ApiResponse } from '../api/client.js';
import { unreadableAnswer } from '../api/failure.js';
import type { ApiRequest } from '../api/request.js';
import type { Services } from '../services.js';
import { parseJson } from '../text/json.js';
import { decodePercent } from '../text/percent.js';
import { many, one, type Result } from './define.js';

export interface Sending {
  request: ApiRequest;
  /** Nothing can change on the server. */
  read: boolean;
  /** Template of the reduced list that a lighter role may read instead. */
  infoTwin: string | undefined;
  dryRun: boolean;
  /** Columns of the answer where nobody asks for others. */
  columns: readonly string[] | undefined;
  /** Whether anything but JSON is a wrong answer, such as a sign-in page. */
  expectsJson: boolean;
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
  const { request, read, infoTwin, dryRun } = sending;
  if (dryRun) return one(await describeRequest(request, services));
  if (!read) {
    const title = `${request.method} ${decodePercent(request.target)}`;
    await services.approve({ title, body: request.body });
  }
  const api = await services.api();
  const response = await api.send({ ...request, read, infoTwin });
  const unreadable = (problem: string, cause?: unknown) =>
    unreadableAnswer(
      response,
      { ...request, url: `${api.baseUrl}${request.target}`, read, infoTwin },
      problem,
      cause,
    );
  return toResult(response, sending, services, unreadable);
}

async function describeRequest(
  { method, target, body }: ApiRequest,
  services: Services,
): Promise<DryRun> {
  const { baseUrl, headers, note } = await services.destination();
  return {
    method,
    url: `${baseUrl}${target}`,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    body: body === undefined ? null : parseJson(body),
    ...(note === undefined ? {} : { note }),
  };
}

function toResult(
  response: ApiResponse,
  { request, columns, expectsJson }: Sending,
  services: Services,
  unreadable: (problem: string, cause?: unknown) => Error,
): Result {
  const contentType = String(response.headers['content-type'] ?? '');
  if (response.body.length === 0) {
    return {
      kind: 'none',
      note: `${request.method} ${decodePercent(request.target)}: done (${response.status}).`,
    };
  }
  if (!/json/i.test(contentType)) {
    if (expectsJson && /html/i.test(contentType)) throw unreadable('it is an HTML page');
    return { kind: 'bytes', bytes: response.body, contentType };
  }
  let value: unknown;
  try {
    value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(response.body));
  } catch (error) {
    throw unreadable('it is not valid JSON', error);
  }
  if (!Array.isArray(value)) return one(value, columns);
  if (/rel="?next"?/.test(String(response.headers['link'] ?? '')))
    services.report.warn(moreNote(value.length, request));
  return many(value as unknown[], columns);
}

/** A list that goes on says so: a short one must not pass for all there is. */
function moreNote(rows: number, request: ApiRequest): string {
  const page = /[?&]page=(\d+)/.exec(request.target)?.[1] ?? '1';
  return `${rows} rows, more exist: --page ${Number(page) + 1} shows the next, --page-size takes up to 1000.`;
}

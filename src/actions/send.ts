import type { ApiResponse } from '../api/client.js';
import type { ApiRequest } from '../api/request.js';
import { UnavailableError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { parseJson } from '../text/json.js';
import { many, one, type Result } from './define.js';

export interface Sending {
  request: ApiRequest;
  /** Nothing can change on the server. */
  read: boolean;
  dryRun: boolean;
  /** Columns of a list where nobody asks for others. */
  columns: readonly string[] | undefined;
}

export interface DryRun {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
  note?: string;
}

/** Sends one request, after approval where it writes, and turns the answer into a result. */
export async function send(
  { request, read, dryRun, columns }: Sending,
  services: Services,
): Promise<Result> {
  if (dryRun) return one(await describeRequest(request, services));
  if (!read)
    await services.approve({
      title: `${request.method} ${decoded(request.target)}`,
      body: request.body,
    });
  const api = await services.api();
  const response = await api.send({ ...request, read });
  return toResult(response, request, columns, services);
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
  request: ApiRequest,
  columns: readonly string[] | undefined,
  services: Services,
): Result {
  const contentType = String(response.headers['content-type'] ?? '');
  if (response.body.length === 0)
    return {
      kind: 'none',
      note: `${request.method} ${decoded(request.target)}: done (${response.status}).`,
    };
  if (!/json/i.test(contentType)) return { kind: 'bytes', bytes: response.body, contentType };
  const value = parsedAnswer(response, request);
  if (!Array.isArray(value)) return one(value);
  if (/rel="?next"?/.test(String(response.headers['link'] ?? '')))
    services.report.warn(moreNote(value.length, request));
  return columns === undefined ? many(value as unknown[]) : many(value as unknown[], columns);
}

/** A list that goes on says so: a short one must not pass for all there is. */
function moreNote(rows: number, request: ApiRequest): string {
  const page = /[?&]page=(\d+)/.exec(request.target)?.[1] ?? '1';
  return `${rows} rows, more exist: --page ${Number(page) + 1} shows the next, --page-size takes up to 1000.`;
}

function parsedAnswer(response: ApiResponse, { method, target }: ApiRequest): unknown {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(response.body));
  } catch (error) {
    throw new UnavailableError('The server’s answer could not be read: it is not valid JSON.', {
      hint: 'Try again; if it stays so, --debug shows the cause.',
      request: { method, url: target, status: response.status },
      cause: error,
    });
  }
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

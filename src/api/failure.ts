import {
  ApiError,
  AuthError,
  ConditionRefusedError,
  OutcomeUnknownError,
  UnavailableError,
  type CwmError,
  type ErrorDetail,
  type ErrorOptions,
  type FailedRequest,
} from '../errors/errors.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import type { ApiResponse } from './exchange.js';
import { largestBody } from './limits.js';
import { advised } from './advice.js';
import { apiHostAdvice } from '../config/base-url.js';
import { cannotRoute, notFound } from './not-found.js';
import { pathOf } from './request.js';
import {
  addressName,
  checkKeys,
  memberName,
  setAddress,
  setClientId,
  type WhereSet,
} from './where-set.js';

export interface FailureContext extends WhereSet {
  method: string;
  url: string;
  /** Path and query after the base URL. */
  target: string;
  /** Nothing can have changed on the server. */
  read: boolean;
  /** Template of the reduced list that a lighter role may read instead. */
  infoTwin: string | undefined;
  /** Path of the read that shows what became of a write, where it is not the write's own. */
  checkPath?: string | undefined;
  /** The proxy on the way, as it may be shown. */
  proxy?: string | undefined;
}

/** The error for an answer that is not a success: by status, with the server's own words and the cure. */
export function responseFailure(response: ApiResponse, context: FailureContext): CwmError {
  const body = readErrorBody(response);
  const request = failedRequest(response, context);
  const options = { details: body.details, request };
  const said = body.message === '' ? '' : ` The server says: ${body.message}`;
  const { status } = response;
  if (status >= 300 && status < 400) return redirected(response, request, context);
  if (status === 401) {
    return new AuthError(`ConnectWise did not accept the credentials (401).${said}`, {
      ...options,
      hint: advised(checkKeys(context), context),
    });
  }
  if (status === 403)
    return new AuthError(`${memberName(context)} may not do that (403).${said}`, {
      ...options,
      hint: advised(forbiddenHint(context), context),
    });
  if (body.message.startsWith('Cannot route')) return cannotRoute(status, said, context, options);
  if (status === 404) return notFound(body, said, context, options);
  if (status === 408 || status === 429) {
    return new UnavailableError(
      status === 429
        ? `ConnectWise asks for a pause (429).${said}`
        : `The server gave up waiting (408).${said}`,
      {
        ...options,
        hint: pauseHint(status, context),
      },
    );
  }
  if (status >= 500) {
    if (!context.read)
      return outcomeUnknown(
        `The server failed while the write was under way (${status}).${said}`,
        context,
        options,
      );
    return new UnavailableError(`The server failed (${status}).${said}`, {
      ...options,
      hint: narrowHint,
    });
  }
  if (body.code === 'SandboxUnsupported') {
    return new ApiError(body.message, {
      ...options,
      hint: 'Against a real server it may work; --dry-run shows the request.',
    });
  }
  const Refused = body.code === 'ApiFindCondition' ? ConditionRefusedError : ApiError;
  return new Refused(`ConnectWise refused the request (${status}).${said}`, {
    ...options,
    hint: status === 414 ? tooLongHint : refusedHint(body, context),
  });
}

function pauseHint(status: number, { read }: FailureContext): string {
  if (status === 429) return 'Nothing was done. Try again in half a minute.';
  return read ? narrowHint : 'It had not come whole, and nothing was done. Send it again.';
}

/** The error for a success whose body cannot be read: a write has been carried out all the same, perhaps. */
export function unreadableAnswer(
  response: ApiResponse,
  context: FailureContext,
  problem: string,
  cause: unknown,
): CwmError {
  const options = { request: failedRequest(response, context), cause };
  const message = `The server’s answer could not be read: ${problem}.`;
  if (!context.read) return outcomeUnknown(message, context, options);
  return new UnavailableError(message, {
    ...options,
    hint: `Check that ${addressName(context)} is the one of the API, and try again.`,
  });
}

/** The error for an answer larger than what is read. */
export function oversizedAnswer(response: ApiResponse, context: FailureContext): CwmError {
  const request = failedRequest(response, context);
  const message = `The server’s answer is larger than ${largestBody / 1024 / 1024} MiB and was not read to its end.`;
  if (!context.read) return outcomeUnknown(message, context, { request });
  // The same request would meet the same end.
  return new UnavailableError(message, { request, hint: smallerHint, retryable: false });
}

const smallerHint =
  'Ask for less at once: name the fields you need with --fields, or take a smaller --page-size.';

export const narrowHint =
  'Narrow the query with --conditions, --fields or a smaller --page-size, and try again.';

const tooLongHint =
  'The URL is too long for the server: give fewer values, fewer fields, or a range. Tickets take conditions of any length in the body of POST /service/tickets/search.';

export interface ErrorBody {
  code: string;
  message: string;
  details: ErrorDetail[];
  /** It is an HTML page: no answer of the API. */
  isPage: boolean;
}

/** ConnectWise's error body; 429 has `error` in place of `code`, gateways send text or HTML. */
export function readErrorBody({ body, headers }: ApiResponse): ErrorBody {
  const text = new TextDecoder().decode(body).trim();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    const isHtml = /html/.test(String(headers['content-type'])) || text.startsWith('<');
    const title = /<title>([^<]*)<\/title>/i.exec(text)?.[1] ?? '';
    return {
      code: '',
      message: isHtml ? `an HTML page${title === '' ? '' : ` titled "${title.trim()}"`}` : text,
      details: [],
      isPage: isHtml,
    };
  }
  if (!isRecord(parsed)) return { code: '', message: '', details: [], isPage: false };
  const details = Array.isArray(parsed['errors'])
    ? parsed['errors'].filter(isRecord).map(readDetail)
    : [];
  return {
    code: textAt(parsed, 'code') || textAt(parsed, 'error'),
    message: textAt(parsed, 'message'),
    details,
    isPage: false,
  };
}

function readDetail(entry: JsonRecord): ErrorDetail {
  return {
    code: textAt(entry, 'code'),
    message: textAt(entry, 'message'),
    resource: textAt(entry, 'resource'),
    field: textAt(entry, 'field'),
  };
}

function textAt(record: JsonRecord, key: string): string {
  const value = record[key];
  return typeof value === 'string' ? value : '';
}

function failedRequest(
  { status, headers }: ApiResponse,
  { method, url }: FailureContext,
): FailedRequest {
  const requestId = headers['x-cw-request-id'];
  return { method, url, status, ...(typeof requestId === 'string' ? { requestId } : {}) };
}

function redirected(
  { status, headers }: ApiResponse,
  request: FailedRequest,
  where: WhereSet,
): CwmError {
  const location = String(headers['location'] ?? 'nowhere');
  const host = URL.canParse(location, request.url) ? new URL(location, request.url).host : location;
  const advice = apiHostAdvice(request.url);
  return new ApiError(
    `The server redirects to ${host} (${status}); the request was not repeated there.`,
    {
      request,
      hint:
        advice === undefined
          ? setAddress(where, 'the API host itself; in the cloud its name begins with api-.')
          : setAddress(where, `the API host: ${advice}`),
    },
  );
}

function forbiddenHint({ method, target, infoTwin }: FailureContext): string {
  const right = { GET: 'inquire', POST: 'add', DELETE: 'delete' }[method] ?? 'edit';
  const module = pathOf(target).split('/')[1] ?? '';
  const twin = infoTwin === undefined ? '' : ` A lighter role may read ${infoTwin} instead.`;
  return `Its security role needs "${right}" in the module ${module}.${method === 'GET' ? twin : ''}`;
}

function refusedHint(body: ErrorBody, context: FailureContext): string {
  const { method, target } = context;
  if (/clientid/i.test(body.message)) return setClientId(context);
  return `What the endpoint takes: cwm describe ${method} ${pathOf(target)}`;
}

/** The error for a write that left this machine and got no clear answer. */
export function outcomeUnknown(
  message: string,
  context: FailureContext,
  options: ErrorOptions,
): CwmError {
  const check = checkOf(context);
  return new OutcomeUnknownError(`${message} Whether it was carried out is unknown.`, {
    ...options,
    check,
    hint: `Look before you send it again: ${check}`,
  });
}

/** The read that shows whether a write was carried out. */
export function checkOf({ method, target, checkPath }: FailureContext): string {
  const path = checkPath ?? pathOf(target);
  return method === 'POST' && path === pathOf(target)
    ? `cwm call GET ${path} --order-by 'id desc' --page-size 5`
    : `cwm call GET ${path}`;
}

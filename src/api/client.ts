import got, { AbortError, RequestError, TimeoutError } from 'got';
import { interrupted, networkFailure, responseFailure, type FailureContext } from './failure.js';
import { requestHeaders, type Credentials } from './headers.js';
import type { ApiRequest } from './request.js';

export interface ClientSettings extends Credentials {
  /** Up to and including `/apis/3.0`, without trailing slash. */
  baseUrl: string;
  /** Model version to pin, from the catalog. */
  version: string;
  signal: AbortSignal;
}

export interface ApiResponse {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Uint8Array;
}

export interface ApiClient {
  baseUrl: string;
  /** Sends once. Anything but a 2xx answer becomes the error that fits it. */
  send: (request: ApiRequest & Pick<FailureContext, 'read' | 'infoTwin'>) => Promise<ApiResponse>;
}

/** Milliseconds; a query that needs longer should be narrowed (contract: connect 10 s, total 60 s). */
const timeout = { connect: 10_000, secureConnect: 10_000, request: 60_000 };

export function createClient({
  baseUrl,
  version,
  signal,
  ...credentials
}: ClientSettings): ApiClient {
  const headers = requestHeaders(credentials, version);
  return {
    baseUrl,
    async send({ method, target, body: json, form, read, infoTwin }) {
      const body = form?.bytes ?? json;
      const contentType = form?.contentType ?? 'application/json';
      const url = `${baseUrl}${target}`;
      const context = { method, url, target, read, infoTwin };
      try {
        const response = await got(url, {
          method: method as 'GET',
          headers: body === undefined ? headers : { ...headers, 'content-type': contentType },
          ...(body === undefined ? {} : { body }),
          responseType: 'buffer',
          throwHttpErrors: false,
          // A redirect of an API call is a wrong host; following it would hand the credentials on.
          followRedirect: false,
          retry: { limit: 0 },
          timeout,
          signal,
        });
        const answer = {
          status: response.statusCode,
          headers: response.headers,
          body: response.body,
        };
        if (answer.status >= 200 && answer.status < 300) return answer;
        throw responseFailure(answer, context);
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        const problem = {
          code: error.code,
          timedOut: error instanceof TimeoutError,
          sent: wasSent(url, error),
          cause: error,
        };
        if (error instanceof AbortError) throw interrupted(signal, problem, context);
        throw networkFailure(problem, context);
      }
    },
  };
}

/** Whether a connection stood when the request failed: before that nothing can have left this machine. */
function wasSent(url: string, error: RequestError): boolean {
  const timings = error.timings;
  return (url.startsWith('https:') ? timings?.secureConnect : timings?.connect) !== undefined;
}

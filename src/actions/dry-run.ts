import type { ApiRequest } from '../api/request.js';
import type { Services } from '../services.js';
import { parseJson } from '../text/json.js';
import { one, type Result } from './define.js';
import { requestInWords } from './request-in-words.js';

/** A request that is shown in place of being sent. */
export interface DryRun {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
  note?: string;
}

/** What a dry run would send, with what there is to say of it. */
export interface Unsent {
  request: ApiRequest;
  /** Null for none. */
  body: unknown;
  /** Which records it asks for; undefined where it does not say. */
  words: string | undefined;
  notes: readonly string[];
}

/** The result of a dry run; `added` headers are sent besides those of every request. */
export async function dryRun(
  request: ApiRequest,
  notes: readonly string[],
  services: Services,
  added: Readonly<Record<string, string>> = {},
): Promise<Result<DryRun>> {
  const { method, target, body: text, form } = request;
  const { baseUrl, headers, note: ofAddress } = await services.destination();
  const words = await requestInWords(request, services);
  const said = [
    ...(words === undefined ? [] : [`In words: ${words}.`]),
    ...notes,
    ...(ofAddress === undefined ? [] : [ofAddress]),
  ];
  const json = text === undefined ? undefined : 'application/json';
  const contentType = form === undefined ? json : 'multipart/form-data';
  const body = form?.shown ?? (text === undefined ? null : parseJson(text));
  const shown: DryRun = {
    method,
    url: `${baseUrl}${target}`,
    headers: {
      ...headers,
      ...(contentType !== undefined && { 'content-type': contentType }),
      ...added,
    },
    body,
    ...(said.length > 0 && { note: said.join(' ') }),
  };
  return { ...one(shown), unsent: { request, body, words, notes } };
}

import { encodeQuery, parseQuery, queryOf, type ApiRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { refuseCutOff } from '../catalog/cut-off.js';
import { readPathArgument } from '../catalog/path-argument.js';
import { methods, type Method } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import { keptParam, type SavedCall } from '../memory/entry.js';
import { escapeBraces } from '../memory/placeholders.js';
import { parseJson } from '../text/json.js';
import { encodePath } from '../text/percent.js';
import { mapTexts } from '../text/records.js';
import { doubtsAbout } from './condition-doubts.js';
import { defineAction } from './define.js';
import { ownPath } from './own-path.js';
import { remembered } from './remembered.js';
import { send } from './send.js';
import { planOf } from './write.js';

export const raw = defineAction({
  name: 'raw',
  summary: 'Send a request exactly as written: METHOD /path?query {body}',
  params: {
    request: {
      kind: 'string',
      required: true,
      summary: 'the request, such as GET /service/tickets?page=2',
      completes: 'request',
    },
    dryRun: { kind: 'boolean', default: false, summary: 'show the request and send nothing' },
  },
  async run({ request: text, dryRun }, services) {
    const catalog = await services.catalog();
    const { method, address, body } = splitRaw(text);
    const own = await ownPath(address, services);
    const { path, query } = readPathArgument(own, catalog.modules());
    refuseBrokenBody(path, query, method, body);
    refuseCutOff(catalog, own);
    refuseUnfilled(catalog, path);
    const match = catalog.match(path).find(({ endpoint }) => endpoint.method === method);
    const request: ApiRequest & { method: Method } = {
      method,
      target: `${encodePath(path)}${encodeQuery(parseQuery(query))}`,
      body,
    };
    if (match !== undefined)
      for (const doubt of doubtsAbout(request, catalog, match.endpoint))
        services.report.warn(doubt);
    const plan = planOf(request, catalog, services);
    const nextPage = (page: number) => `page=${page} in the query, or pageSize up to 1000`;
    const endpoint = match?.endpoint;
    const result = await send({ request, endpoint, plan, dryRun, nextPage }, services);
    const written = writtenRaw(request, path);
    return await remembered({ result, endpoint, written }, { dryRun, memory: true }, services);
  },
});

/** What was sent as a call that can be kept; undefined where `call` could not send the same again. */
function writtenRaw(
  { method, target, body }: ApiRequest & { method: Method },
  path: string,
): SavedCall | undefined {
  const pairs = queryOf(target);
  const names = pairs.map(([name]) => name.toLowerCase());
  if (new Set(names).size < names.length) return undefined;
  return {
    method,
    path: escapeBraces(path),
    params: Object.fromEntries(
      pairs.map(([name, text]) => [name, keptParam(name, escapeBraces(text))]),
    ),
    data: body === undefined ? null : mapTexts(parseJson(body), escapeBraces),
  };
}

interface RawRequest {
  method: Method;
  /** Path and query. */
  address: string;
  body: string | undefined;
}

/**
 * Splits `METHOD /path?query {body}` with any spacing. A GET or DELETE has no body; elsewhere it is the
 * longest end after white space that begins with `{` or `[` and is JSON.
 */
function splitRaw(text: string): RawRequest {
  const [, word = '', rest = ''] = /^\s*(\S+)([\s\S]*)$/.exec(text) ?? [];
  const method = methods.find((one) => one === word.toUpperCase());
  if (method === undefined) {
    throw new UsageError(`A raw request begins with a method, not with "${word.slice(0, 60)}".`, {
      hint: 'For example: cwm raw "GET /service/tickets?pageSize=5"',
    });
  }
  const body = method === 'GET' || method === 'DELETE' ? undefined : bodyAtEnd(rest);
  const address = body === undefined ? rest : rest.slice(0, rest.length - body.length);
  return { method, address: address.trim().replace(/\s*\?\s*/, '?'), body: body?.trimEnd() };
}

/** What is no path, or braces after the query of a write, is a body that broke or one that the method does not take. */
function refuseBrokenBody(
  path: string,
  query: string,
  method: Method,
  body: string | undefined,
): void {
  const takesBody = method !== 'GET' && method !== 'DELETE';
  const isBroken = takesBody && body === undefined && /\s\[?\s*\{/.test(query);
  if (!isBroken && !/["[]|\s\{/.test(path)) return;
  throw new UsageError('What follows the path is neither a query nor a valid JSON body.', {
    hint: 'If quotes were lost on the way, send the request through standard input: cwm raw -',
  });
}

/** Words after the path, or a placeholder that nobody filled, would become a part of it. */
function refuseUnfilled(catalog: Catalog, path: string): void {
  const unfilled = /\{[^/]*\}/.exec(path)?.[0];
  if (unfilled !== undefined) {
    throw new UsageError(`${unfilled} in the path is not filled.`, {
      hint: `Write the value in its place: ${path.replace(unfilled, '123')}`,
    });
  }
  const [before = '', ...words] = path.split(/\s+/);
  if (words.length === 0 || !takesBlanks(catalog, path)) {
    if (words.length === 0) return;
    throw new UsageError(`Unexpected after the path ${before}: ${words.join(' ')}`, {
      hint: 'A body is JSON and begins with { or [. A blank that belongs to the path is written %20.',
    });
  }
}

/** Whether every segment with a blank is the value of a placeholder for text, such as a report's name. */
function takesBlanks(catalog: Catalog, path: string): boolean {
  return catalog.match(path).some(({ endpoint, values }) =>
    catalog
      .parameters(endpoint)
      .filter((one) => one.in === 'path')
      .every(({ name, type }) => type === 'string' || !/\s/.test(values[name] ?? '')),
  );
}

function bodyAtEnd(text: string): string | undefined {
  for (const match of text.matchAll(/\s(?=[{[])/g)) {
    const candidate = text.slice(match.index + 1);
    try {
      JSON.parse(candidate);
      return candidate;
    } catch {
      // a shorter end may be the body
    }
  }
  return undefined;
}

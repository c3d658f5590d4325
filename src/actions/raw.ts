import { encodeQuery, parseQuery, type ApiRequest } from '../api/request.js';
import { readPathArgument } from '../catalog/path-argument.js';
import { methods, type Method } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import { encodePath } from '../text/percent.js';
import { defineAction } from './define.js';
import { send } from './send.js';

export const raw = defineAction({
  name: 'raw',
  summary: 'Send a request exactly as written: METHOD /path?query {body}',
  params: {
    request: {
      kind: 'string',
      required: true,
      summary: 'the request, such as GET /service/tickets?page=2',
    },
    dryRun: { kind: 'boolean', default: false, summary: 'show the request and send nothing' },
  },
  async run({ request: text, dryRun }, services) {
    const catalog = await services.catalog();
    const { method, path, query, body } = parseRaw(text, catalog.modules());
    const match = catalog.match(path).find(({ endpoint }) => endpoint.method === method);
    const request: ApiRequest = {
      method,
      target: `${encodePath(path)}${encodeQuery(parseQuery(query))}`,
      body,
    };
    const nextPage = (page: number) => `page=${page} in the query, or pageSize up to 1000`;
    return await send({ request, endpoint: match?.endpoint, dryRun, nextPage }, services);
  },
});

export interface RawRequest {
  method: Method;
  path: string;
  query: string;
  body: string | undefined;
}

/**
 * Reads `METHOD /path?query {body}` with any spacing. A GET or DELETE has no body; elsewhere it is the
 * longest end after white space that begins with `{` or `[` and is JSON.
 */
function parseRaw(text: string, modules: readonly string[]): RawRequest {
  const [, word = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const method = methods.find((one) => one === word.toUpperCase());
  if (method === undefined) {
    throw new UsageError(`A raw request begins with a method, not with "${word.slice(0, 60)}".`, {
      hint: 'For example: cwm raw "GET /service/tickets?pageSize=5"',
    });
  }
  const body = method === 'GET' || method === 'DELETE' ? undefined : bodyAtEnd(rest);
  const address = (body === undefined ? rest : rest.slice(0, rest.length - body.length)).trim();
  const argument = readPathArgument(address, modules);
  // What is no path there is a body that broke, or one that this method does not take.
  if (/["[]|\s\{/.test(argument.path)) {
    throw new UsageError('What follows the path is neither a query nor a valid JSON body.', {
      hint: 'If quotes were lost on the way, send the request through standard input: cwm raw -',
    });
  }
  return { method, ...argument, body };
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

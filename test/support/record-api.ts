import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { connectionTo } from './fake-api.js';

export interface RecordApi {
  /** Environment that makes cwm call this server. */
  env: Record<string, string>;
  /** What it answers from now on: a list by pages, an object as it is. */
  answer: (value: unknown) => void;
  /** Paths and queries that were asked for. */
  asked: string[];
}

/** A server on loopback that answers every GET with what a test gives it, and counts it. */
export async function recordApi(given: unknown = []): Promise<RecordApi> {
  let value = given;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    asked.push(url.pathname.replace(/^.*\/3\.0/, '') + url.search);
    const send = (body: unknown, headers: Record<string, string> = {}) =>
      response
        .writeHead(200, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
    if (!Array.isArray(value)) return send(value);
    if (url.pathname.endsWith('/count')) return send({ count: value.length });
    const size = Number(url.searchParams.get('pageSize') ?? 25);
    const page = Number(url.searchParams.get('page') ?? 1);
    const goesOn = page * size < value.length;
    url.searchParams.set('page', String(page + 1));
    const rows = value.slice((page - 1) * size, page * size) as unknown[];
    return send(rows, goesOn ? { link: `<${url.href}>; rel="next"` } : {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    env: connectionTo(`http://127.0.0.1:${port}`),
    answer: (next) => (value = next),
    asked,
  };
}

import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Stub {
  /** `METHOD /path?query`, as it goes over the wire after the base path. */
  request: string;
  status?: number;
  /** JSON unless it is text or bytes. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Ends the connection without an answer. */
  drop?: boolean;
  /** Ends the connection after the body, whatever length the headers promise. */
  breaksOff?: boolean;
  /** May stay unused. */
  optional?: boolean;
  /** Milliseconds before the answer. */
  delay?: number;
  /** How often it answers; once unless given. */
  times?: number;
}

export interface SeenRequest {
  method: string;
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface FakeApi {
  /** Environment that makes cwm call this server. */
  env: Record<string, string>;
  seen: SeenRequest[];
  origin: string;
  /** Resolves when a request with this method has come. */
  took: (method: string) => Promise<void>;
}

export const fakeKeys = {
  company: 'acme',
  publicKey: 'PublicKey123456',
  privateKey: 'PrivateKey654321',
  clientId: '11111111-2222-4333-8444-555555555555',
};

const base = '/v4_6_release/apis/3.0';

/**
 * A strict server on loopback: stubs are used once each, in any order. A request that no stub expects and a stub
 * that nobody used both fail the test.
 */
export async function fakeApi(...stubs: Stub[]): Promise<FakeApi> {
  const waiting = stubs.flatMap((stub) => Array.from({ length: stub.times ?? 1 }, () => stub));
  const seen: SeenRequest[] = [];
  const unexpected: string[] = [];
  const arrivals = new EventEmitter();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const target = (request.url ?? '').startsWith(base)
        ? (request.url ?? '').slice(base.length)
        : (request.url ?? '');
      const method = request.method ?? '';
      seen.push({
        method,
        target,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      arrivals.emit(method);
      const index = waiting.findIndex((stub) => stub.request === `${method} ${target}`);
      const [stub] = index === -1 ? [] : waiting.splice(index, 1);
      if (stub === undefined) {
        unexpected.push(`${method} ${target}`);
        response.writeHead(404).end();
        return;
      }
      if (stub.drop === true) {
        request.socket.destroy();
        return;
      }
      const isJson =
        stub.body !== undefined &&
        typeof stub.body !== 'string' &&
        !(stub.body instanceof Uint8Array);
      const answer = () => {
        response.writeHead(stub.status ?? 200, {
          'content-type':
            isJson || typeof stub.body === 'string'
              ? 'application/json'
              : 'application/octet-stream',
          ...stub.headers,
        });
        const sent = isJson ? JSON.stringify(stub.body) : stub.body;
        // A server that promised more would keep the connection open until it is idle for too long.
        if (stub.breaksOff === true) response.write(sent ?? '', () => request.socket.end());
        else response.end(sent);
      };
      if (stub.delay === undefined) answer();
      else setTimeout(answer, stub.delay);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    if (unexpected.length > 0) throw new Error(`unexpected requests: ${unexpected.join(', ')}`);
    const missed = waiting.filter(({ optional }) => optional !== true);
    if (missed.length > 0)
      throw new Error(
        `requests that never came: ${missed.map(({ request }) => request).join(', ')}`,
      );
  });
  return {
    origin,
    seen,
    async took(method) {
      if (!seen.some((one) => one.method === method)) await once(arrivals, method);
    },
    env: connectionTo(origin),
  };
}

/** Environment that makes cwm call the server at an origin. */
export function connectionTo(origin: string): Record<string, string> {
  return {
    CONNECTWISE_API_URL: `${origin}${base}`,
    CONNECTWISE_COMPANY_ID: fakeKeys.company,
    CONNECTWISE_PUBLIC_KEY: fakeKeys.publicKey,
    CONNECTWISE_PRIVATE_KEY: fakeKeys.privateKey,
    CONNECTWISE_CLIENT_ID: fakeKeys.clientId,
  };
}

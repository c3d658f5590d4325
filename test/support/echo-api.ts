import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { fakeKeys } from './fake-api.js';

/** One request as the server got it, and as it gives it back in its answer. */
export interface Echo {
  method: string;
  /** What follows the host, undecoded: base path, path and query. */
  target: string;
  body: string;
}

/**
 * A server on loopback that takes every request and answers with what it saw, so that many calls at once can each
 * tell their own request. For tests where one request must be exactly right, `fakeApi` is stricter.
 */
export async function echoApi(
  headers: Record<string, string> = {},
): Promise<{ env: Record<string, string>; seen: Echo[]; origin: string; base: string }> {
  const seen: Echo[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: target = '' } = request;
      const echo = { method, target, body: Buffer.concat(chunks).toString('utf8') };
      seen.push(echo);
      response
        .writeHead(200, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(echo));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const base = '/v4_6_release/apis/3.0';
  return {
    seen,
    origin,
    base,
    env: {
      CONNECTWISE_API_URL: `${origin}${base}`,
      CONNECTWISE_COMPANY_ID: fakeKeys.company,
      CONNECTWISE_PUBLIC_KEY: fakeKeys.publicKey,
      CONNECTWISE_PRIVATE_KEY: fakeKeys.privateKey,
      CONNECTWISE_CLIENT_ID: fakeKeys.clientId,
    },
  };
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { fakeKeys } from './fake-api.js';

/** A server on loopback that takes requests and never answers. */
export async function silentApi(): Promise<{
  env: Record<string, string>;
  /** Resolves with `METHOD` of the first request once the server has all of it. */
  asked: Promise<string>;
  /** Resolves when the first request was given up. */
  givenUp: Promise<void>;
}> {
  let tell: (method: string) => void = () => undefined;
  const asked = new Promise<string>((resolve) => (tell = resolve));
  let end: () => void = () => undefined;
  const givenUp = new Promise<void>((resolve) => (end = resolve));
  const server = createServer((request, response) => {
    response.once('close', end);
    request.resume().on('end', () => tell(request.method ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    givenUp,
    env: {
      CONNECTWISE_API_URL: `http://127.0.0.1:${port}/v4_6_release/apis/3.0`,
      CONNECTWISE_COMPANY_ID: fakeKeys.company,
      CONNECTWISE_PUBLIC_KEY: fakeKeys.publicKey,
      CONNECTWISE_PRIVATE_KEY: fakeKeys.privateKey,
      CONNECTWISE_CLIENT_ID: fakeKeys.clientId,
    },
  };
}

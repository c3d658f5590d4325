import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { connectionTo } from './fake-api.js';

/** A server on loopback whose answer to every request a test writes itself. */
export async function handmadeApi(
  answer: (response: ServerResponse) => void,
): Promise<{ env: Record<string, string>; requests: () => number }> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume().on('end', () => answer(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { env: connectionTo(`http://127.0.0.1:${port}`), requests: () => requests };
}

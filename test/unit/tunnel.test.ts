import { once } from 'node:events';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { TunnelAgent } from '../../src/api/tunnel.js';

/** A proxy that grants every CONNECT and says nothing to what then comes, so that no encryption comes about. */
async function stallingProxy() {
  let tell: (socket: Duplex) => void = () => undefined;
  /** The tunnel, once the client has begun to encrypt. */
  const stalled = new Promise<Duplex>((resolve) => (tell = resolve));
  const server = createServer().on('connect', (_request, socket) => {
    socket.on('error', () => undefined).on('end', () => socket.end());
    socket.once('data', () => tell(socket)).resume();
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    (await stalled).destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { stalled, url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`) };
}

/** The code with which a request through the agent fails. */
function failureThrough(agent: TunnelAgent): Promise<string | undefined> {
  return new Promise((resolve) => {
    request('https://cw.example.com/', { agent })
      .on('error', ({ code }: NodeJS.ErrnoException) => resolve(code))
      .end();
  });
}

test('encryption that does not come about in time leaves no connection open (N5, N6)', async () => {
  const proxy = await stallingProxy();
  const agent = new TunnelAgent({}, proxy.url, 0.3);
  const failed = failureThrough(agent);
  const closed = once(await proxy.stalled, 'close');
  expect(await failed).toBe('ETIMEDOUT');
  await closed;
});

test('closing the agent closes a tunnel that is still being made, and ends its wait (N5)', async () => {
  const proxy = await stallingProxy();
  const agent = new TunnelAgent({}, proxy.url, 60);
  const failed = failureThrough(agent);
  const closed = once(await proxy.stalled, 'close');
  agent.destroy();
  expect(await failed).toBe('ECONNABORTED');
  await closed;
});

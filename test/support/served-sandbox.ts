import type { SandboxAddress } from '../../src/actions/sandbox-serve.js';
import { temporaryFolder } from './run-cwm.js';
import { startServing, type Serving } from './serving.js';

export interface Served extends Serving<SandboxAddress> {
  home: string;
  /** Sends one request with the sandbox's keys; `path` goes behind `/apis/3.0`. */
  send: (path: string, init?: RequestInit) => Promise<Response>;
}

/** `cwm sandbox serve` on a free port, until the test has finished. */
export async function serveSandbox(
  flags: readonly string[] = [],
  home = temporaryFolder(),
): Promise<Served> {
  const { address, stop } = await startServing<SandboxAddress>(['sandbox', 'serve', ...flags], {
    home,
  });
  const { company, publicKey, privateKey, clientId } = address;
  const authorization = `Basic ${Buffer.from(`${company}+${publicKey}:${privateKey}`).toString('base64')}`;
  return {
    address,
    home,
    stop,
    send: (path, init = {}) =>
      fetch(`${address.api}${path}`, {
        ...init,
        headers: {
          authorization,
          clientId,
          ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
      }),
  };
}

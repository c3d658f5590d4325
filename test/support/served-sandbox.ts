import { onTestFinished } from 'vitest';
import { temporaryFolder, runCwm, type Run } from './run-cwm.js';
import type { SandboxAddress } from '../../src/actions/sandbox-serve.js';

export interface Served {
  address: SandboxAddress;
  home: string;
  /** Sends one request with the sandbox's keys; `path` goes behind `/apis/3.0`. */
  send: (path: string, init?: RequestInit) => Promise<Response>;
  /** Ends it as a signal would. */
  stop: (signal?: 'SIGINT' | 'SIGTERM') => Promise<Run>;
}

/** `cwm sandbox serve` on a free port, until the test has finished. */
export async function serveSandbox(
  flags: readonly string[] = [],
  home = temporaryFolder(),
): Promise<Served> {
  const controller = new AbortController();
  let shown: (text: string) => void = () => undefined;
  const output = new Promise<string>((resolve) => (shown = resolve));
  const port = flags.includes('--port') ? [] : ['--port', '0'];
  const ended = runCwm(['sandbox', 'serve', ...port, '-o', 'json', ...flags], {
    home,
    signal: controller.signal,
    onOutput: shown,
  });
  const stop: Served['stop'] = async (signal = 'SIGINT') => {
    controller.abort(signal);
    return await ended;
  };
  onTestFinished(() => stop().then(() => undefined));
  const first = await Promise.race([output, ended]);
  if (typeof first !== 'string') throw new Error(`not served: ${first.stderr}`);
  const address = JSON.parse(first) as SandboxAddress;
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

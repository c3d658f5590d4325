import { onTestFinished } from 'vitest';
import type { SandboxAddress } from '../../src/actions/sandbox-serve.js';
import type { JsonRecord } from '../../src/text/records.js';
import { builtBin } from './built-project.js';
import { startProcess } from './run-process.js';

export interface SandboxProcess {
  origin: string;
  /** What cwm needs to know to call it, at this address or at that of what stands before it. */
  env: (origin: string) => Record<string, string>;
  /** Sends one request that has to succeed; `path` goes behind `/apis/3.0`. */
  send: (method: string, path: string, body?: unknown) => Promise<JsonRecord>;
  /** Ends once its callbacks have been delivered. */
  stop: () => Promise<void>;
}

/** `cwm sandbox serve` as a process of its own, until the test has finished. */
export async function startSandboxProcess(
  home: string,
  flags: readonly string[] = [],
): Promise<SandboxProcess> {
  const { child, saw, finished } = startProcess(
    process.execPath,
    [builtBin, 'sandbox', 'serve', '--port', '0', '-o', 'json', ...flags],
    { env: { CWM_HOME: home } },
  );
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await finished;
  };
  onTestFinished(stop);
  const { stdout } = await saw('}');
  const { api, company, publicKey, privateKey, clientId } = JSON.parse(stdout) as SandboxAddress;
  const { origin, pathname } = new URL(api);
  const authorization = `Basic ${Buffer.from(`${company}+${publicKey}:${privateKey}`).toString('base64')}`;
  return {
    origin,
    stop,
    env: (at) => ({
      CONNECTWISE_API_URL: `${at}${pathname}`,
      CONNECTWISE_COMPANY_ID: company,
      CONNECTWISE_PUBLIC_KEY: publicKey,
      CONNECTWISE_PRIVATE_KEY: privateKey,
      CONNECTWISE_CLIENT_ID: clientId,
    }),
    async send(method, path, body) {
      const response = await fetch(`${api}${path}`, {
        method,
        headers: { authorization, clientId, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
      return (await response.json()) as JsonRecord;
    },
  };
}

import { inject } from 'vitest';
import { openCatalog } from '../../src/catalog/locate.js';
import {
  sandboxKeys,
  startSandbox,
  type Sandbox,
  type SandboxOptions,
} from '../../src/sandbox/sandbox.js';

export interface Reply {
  status: number;
  headers: Headers;
  body: unknown;
  text: string;
}

export interface SandboxServer {
  /** Address without the API's path. */
  origin: string;
  sandbox: Sandbox;
  send: (method: string, path: string, body?: unknown, options?: SendOptions) => Promise<Reply>;
  close: () => Promise<void>;
}

interface SendOptions {
  headers?: Record<string, string>;
  /** User name and password; the sandbox's own unless given. */
  keys?: string;
}

/** A sandbox of its own over HTTP, its records in a folder. */
export async function serveSandbox(
  folder: string,
  options: Partial<SandboxOptions> = {},
): Promise<SandboxServer> {
  const catalog = openCatalog({
    env: { CWM_CATALOG: inject('catalogFile') },
    dataFolder: () => folder,
    bundled: '',
    warn: () => undefined,
  });
  const sandbox = await startSandbox({ catalog, folder, now: () => new Date(), ...options });
  const { baseUrl } = sandbox.connection;
  const ownKeys = `${sandboxKeys.username}:${sandboxKeys.password}`;
  return {
    origin: new URL(baseUrl).origin,
    sandbox,
    send: async (method, path, body, { headers = {}, keys = ownKeys } = {}) => {
      const isForm = body instanceof FormData;
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: {
          authorization: `Basic ${Buffer.from(keys).toString('base64')}`,
          clientid: sandboxKeys.clientId,
          ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') === true;
      return {
        status: response.status,
        headers: response.headers,
        body: isJson ? (JSON.parse(text) as unknown) : undefined,
        text,
      };
    },
    close: async () => {
      await sandbox.close();
      catalog.close();
    },
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openCatalog } from '../../src/catalog/locate.js';
import { sandboxKeys, startSandbox, type SandboxOptions } from '../../src/sandbox/sandbox.js';
import type { JsonRecord } from '../../src/text/records.js';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON. */
  json: JsonRecord;
  rows: JsonRecord[];
}

export interface SandboxHttp {
  base: string;
  send: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string | undefined>,
  ) => Promise<Reply>;
  close: () => Promise<void>;
}

/** The value of an Authorization header. */
export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** A sandbox over real HTTP, asked with fetch: for headers, statuses and what cwm itself would never send. */
export async function sandboxHttp(options: Partial<SandboxOptions> = {}): Promise<SandboxHttp> {
  const folder = mkdtempSync(join(tmpdir(), 'cwm-sandbox-'));
  const catalog = openCatalog({
    env: { CWM_CATALOG: inject('catalogFile') },
    dataFolder: () => folder,
    bundled: '',
    warn: () => undefined,
  });
  const { connection, close } = await startSandbox({
    catalog,
    folder,
    now: () => new Date('2026-03-02T10:00:00Z'),
    ...options,
  });
  return {
    base: connection.baseUrl,
    send: async (method, path, body, headers = {}) => {
      const response = await fetch(
        path.startsWith('http') ? path : `${connection.baseUrl}${path}`,
        {
          method,
          ...(body === undefined ? {} : { body: isReady(body) ? body : JSON.stringify(body) }),
          headers: Object.entries({
            authorization: basic(sandboxKeys.username, sandboxKeys.password),
            clientid: sandboxKeys.clientId,
            ...(body === undefined || body instanceof FormData
              ? {}
              : { 'content-type': 'application/json' }),
            ...headers,
          }).flatMap(([name, value]): [string, string][] =>
            typeof value === 'string' ? [[name, value]] : [],
          ),
        },
      );
      const text = await response.text();
      const isJson = (response.headers.get('content-type') ?? '').includes('json');
      const parsed: unknown = isJson ? JSON.parse(text) : {};
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: parsed as JsonRecord,
        rows: parsed as JsonRecord[],
      };
    },
    close: async () => {
      await close();
      catalog.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A body that goes as it is. */
function isReady(body: unknown): body is string | FormData {
  return typeof body === 'string' || body instanceof FormData;
}

import { request, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { AssistantAddress } from '../../src/services.js';
import { refuseLeaks, secretsOf } from './canary.js';
import type { RunOptions } from './run-cwm.js';
import { startServing, type Serving } from './serving.js';

export const mcpToken = 'test-token-0123456789-0123456789-0123456789';

/** `cwm mcp serve --http` in this process, with the token of the tests. */
export async function serveMcp(
  flags: readonly string[] = ['--profile', 'sandbox'],
  options: RunOptions = {},
): Promise<Serving<AssistantAddress>> {
  return await startServing(['mcp', 'serve', '--http', ...flags], {
    ...options,
    env: { CWM_MCP_TOKEN: mcpToken, ...options.env },
  });
}

export interface RawAnswer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

/** One request exactly as given: node:http, unlike fetch, sends any Host and Origin. */
export async function sendRaw(
  url: string,
  headers: Record<string, string | string[]> = {},
  { method = 'POST', body = '' }: { method?: string; body?: string | Iterable<string> } = {},
): Promise<RawAnswer> {
  const answer = await new Promise<RawAnswer>((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const { statusCode = 0, headers: answered } = response;
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: statusCode, headers: answered, text });
        sent.destroy();
      });
    });
    sent.once('error', reject);
    if (typeof body === 'string') sent.end(body);
    else for (const part of body) sent.write(part);
  });
  refuseLeaks('an answer', JSON.stringify(answer), secretsOf({ CWM_MCP_TOKEN: mcpToken }));
  return answer;
}

/** What a proper client sends with every message. */
export const properHeaders = {
  authorization: `Bearer ${mcpToken}`,
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
};

export const initialize = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  },
});

export interface HttpClient {
  client: Client;
  transport: StreamableHTTPClientTransport;
  /** Calls a tool and gives what it answers for programs. */
  tool: (name: string, input?: Record<string, unknown>) => Promise<Record<string, unknown>>;
}

/** The SDK's own client, connected. */
export async function connectClient(url: string, token = mcpToken): Promise<HttpClient> {
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return {
    client,
    transport,
    tool: async (name, input = {}) => {
      const { structuredContent } = await client.callTool({ name, arguments: input });
      return structuredContent as Record<string, unknown>;
    },
  };
}

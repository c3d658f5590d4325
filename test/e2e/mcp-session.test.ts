import { createInterface } from 'node:readline';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { builtBin, ensureBuilt } from '../support/built-project.js';
import type { Frame } from '../support/mcp-client.js';
import { makeFolder, runBin, startProcess } from '../support/run-process.js';

beforeAll(ensureBuilt);

test('an assistant searches, reads and writes over standard input and output, and another process sees it', async () => {
  const { folder: home, remove } = makeFolder();
  onTestFinished(remove);
  const { tool, end } = await serve(home);

  const found = await tool('natural_language_api_search', { query: 'update a ticket' });
  const hits = found['results'] as { method: string; path: string; summary: string }[];
  const hit = hits.find(({ summary }) => summary === 'Update a service ticket');
  const details = await tool('get_api_endpoint_details', { path: hit?.path, method: hit?.method });
  expect(details).toMatchObject({ method: 'PATCH' });
  expect(details['can_change']).toHaveProperty('summary');

  const listed = await tool('execute_api_call', {
    path: '/service/tickets',
    params: { conditions: 'closedFlag=false', pageSize: 1 },
  });
  const [ticket] = listed['records'] as { id: number }[];
  const path = hit?.path.replace('{id}', String(ticket?.id)) ?? '';
  const preview = await tool('execute_api_call', {
    path,
    method: 'PATCH',
    data: [{ op: 'replace', path: 'summary', value: 'Read by another process' }],
  });
  expect(preview['status']).toBe('needs_confirmation');
  expect((await read(home, path))['summary']).not.toBe('Read by another process');

  const { token, request } = preview;
  expect(request).toContain(`PATCH ${path}: summary `);
  expect(await tool('confirm_api_write', { token, request })).toMatchObject({ status: 200 });
  expect(await read(home, path)).toMatchObject({ summary: 'Read by another process' });

  const { code, stderr, strays } = await end();
  expect({ code, strays }).toEqual({ code: 0, strays: [] });
  // A line for each call, and nothing else.
  const audit = stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { tool: string });
  expect(audit.map(({ tool: name }) => name)).toEqual([
    'natural_language_api_search',
    'get_api_endpoint_details',
    'execute_api_call',
    'execute_api_call',
    'confirm_api_write',
  ]);
});

/** A ticket as a process of its own reads it. */
async function read(home: string, path: string): Promise<Record<string, unknown>> {
  const { stdout } = await runBin(['call', path, '--profile', 'sandbox', '-o', 'json'], home);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** The built server, and a client that was welcomed by it. */
async function serve(home: string) {
  const argv = [builtBin, 'mcp', 'serve', '--profile', 'sandbox'];
  const started = startProcess(process.execPath, argv, { env: { CWM_HOME: home }, stdin: 'pipe' });
  const { stdin, stdout } = started.child;
  if (stdin === null || stdout === null) throw new Error('nothing to talk through');
  const waiting = new Map<unknown, (frame: Frame) => void>();
  const strays: string[] = [];
  createInterface({ input: stdout }).on('line', (line) => {
    const frame = toFrame(line);
    if (frame === undefined) strays.push(line);
    else waiting.get(frame.id)?.(frame);
  });
  const post = (frame: Omit<Frame, 'jsonrpc'>) =>
    stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...frame })}\n`);
  let last = 0;
  const request = async (method: string, params: Record<string, unknown>) => {
    const id = ++last;
    const answered = new Promise<Frame>((resolve, reject) => {
      waiting.set(id, resolve);
      void started.finished.then(({ stderr }) => reject(new Error(`it ended: ${stderr}`)), reject);
    });
    post({ id, method, params });
    return (await answered).result ?? {};
  };
  const clientInfo = { name: 'test', version: '1' };
  await request('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
  post({ method: 'notifications/initialized' });
  const tool = async (name: string, given: Record<string, unknown>) => {
    const result = await request('tools/call', { name, arguments: given });
    expect(result['isError'], JSON.stringify(result['content'])).not.toBe(true);
    return result['structuredContent'] as Record<string, unknown>;
  };
  const end = async () => {
    stdin.end();
    return { ...(await started.finished), strays };
  };
  return { tool, end };
}

function toFrame(line: string): Frame | undefined {
  try {
    return JSON.parse(line) as Frame;
  } catch {
    return undefined;
  }
}

import { describe, expect, test } from 'vitest';
import { fakeApi, type FakeApi, type Stub } from '../support/fake-api.js';
import {
  mcpClient,
  type McpClient,
  type McpClientOptions,
  type ToolResult,
} from '../support/mcp-client.js';

const path = '/service/tickets/4711';
const ticket = {
  id: 4711,
  summary: 'Printer is on fire',
  board: { id: 1, name: 'Help Desk' },
  status: { id: 2, name: 'In Progress' },
};
const line = `PATCH ${path}: status In Progress → Closed`;
const close = {
  path,
  method: 'PATCH',
  data: [{ op: 'replace', path: 'status', value: { name: 'Closed' } }],
};
const read: Stub = { request: `GET ${path}`, body: ticket };
const written: Stub = { request: `PATCH ${path}`, body: { ...ticket, status: { id: 9 } } };

interface Opened {
  client: McpClient;
  api: FakeApi;
  preview: ToolResult;
  confirm: (request?: string, token?: string) => Promise<ToolResult>;
  /** Requests that were no reads. */
  writes: () => string[];
  pass: (ms: number) => void;
}

/** A server with the preview of a write that would close a ticket. */
async function withPreview(stubs: Stub[], options: McpClientOptions = {}): Promise<Opened> {
  const api = await fakeApi(read, ...stubs);
  const time = { now: Date.UTC(2026, 10, 20, 9) };
  const pass = (ms: number): void => void (time.now += ms);
  const now = () => new Date(time.now);
  const client = await mcpClient({ env: api.env, now, ...options });
  const preview = await client.tool('execute_api_call', close);
  const shown = preview.structured as { token?: string; request?: string };
  const confirm = (request = shown.request, token = shown.token) =>
    client.tool('confirm_api_write', { token, request });
  const writes = () =>
    api.seen
      .filter(({ method }) => method !== 'GET')
      .map(({ method, target }) => `${method} ${target}`);
  return { client, api, preview, confirm, writes, pass };
}

function errorOf({ structured }: ToolResult): { code: string; message: string; hint: string } {
  return structured['error'] as { code: string; message: string; hint: string };
}

describe('a write', () => {
  test('answers with a preview, and is sent when its line is repeated', async () => {
    const { preview, confirm, writes } = await withPreview([written]);
    expect(preview.isError).toBe(false);
    expect(preview.structured).toMatchObject({
      status: 'needs_confirmation',
      request: line,
      expires: '2026-11-20T09:10:00.000Z',
      preview: {
        method: 'PATCH',
        path,
        params: {},
        data: close.data,
        changes: [{ field: 'status', before: { name: 'In Progress' }, after: { name: 'Closed' } }],
      },
    });
    expect(preview.text).toContain(line);
    expect(preview.text).toContain(preview.structured['token']);
    expect(writes()).toEqual([]);
    const sent = await confirm(` ${line}\n`);
    expect(sent.isError).toBe(false);
    expect(sent.structured).toMatchObject({ status: 200, record: { id: 4711 } });
    expect(writes()).toEqual([`PATCH ${path}`]);
  });

  test('is sent once, and the second confirmation says what the first did', async () => {
    const { confirm, writes } = await withPreview([written]);
    await confirm();
    const second = await confirm();
    expect(errorOf(second)).toMatchObject({ code: 'refused' });
    expect(errorOf(second).message).toContain(`PATCH ${path}: done (200).`);
    expect(writes()).toHaveLength(1);
  });

  test('is sent once when it is confirmed twice at the same time', async () => {
    const { confirm, writes } = await withPreview([written]);
    const both = await Promise.all([confirm(), confirm()]);
    expect(both.map(({ isError }) => isError)).toEqual([false, true]);
    expect(writes()).toHaveLength(1);
  });

  test('is not sent for another line, and its preview still waits', async () => {
    const { confirm, writes } = await withPreview([written]);
    const other = await confirm(`PATCH ${path}: status In Progress → Open`);
    expect(errorOf(other)).toMatchObject({ code: 'refused' });
    expect(errorOf(other).hint).toContain(line);
    expect(writes()).toEqual([]);
    expect((await confirm()).isError).toBe(false);
  });

  test('is not sent where quotes, dashes or spaces differ, which is said', async () => {
    const { confirm } = await withPreview([]);
    const other = await confirm(line.replace('In Progress', 'In\u00a0 Progress'));
    expect(errorOf(other).message).toContain('quotes, dashes or spaces');
    expect(errorOf(other).hint).toContain(line);
  });

  test('is not sent for an unknown token', async () => {
    const { confirm } = await withPreview([]);
    expect(errorOf(await confirm(line, 'AAAAAAAAAAAAAAAA')).code).toBe('refused');
  });

  test('is not sent after ten minutes', async () => {
    const { confirm, pass } = await withPreview([]);
    pass(10 * 60_000);
    expect(errorOf(await confirm()).message).toContain('expired');
  });

  test('is confirmed until shortly before ten minutes have passed', async () => {
    const { confirm, pass } = await withPreview([written]);
    pass(10 * 60_000 - 1);
    expect((await confirm()).isError).toBe(false);
  });

  test('is not sent by another server that is given its token', async () => {
    const { preview, api } = await withPreview([]);
    const other = await mcpClient({ env: api.env });
    const { token, request } = preview.structured;
    const refused = await other.tool('confirm_api_write', { token, request });
    expect(errorOf(refused).code).toBe('refused');
  });

  test('is shown although its record cannot be read', async () => {
    const api = await fakeApi({ request: `GET ${path}`, status: 403, body: {} });
    const client = await mcpClient({ env: api.env });
    const { structured } = await client.tool('execute_api_call', close);
    expect(structured['request']).toBe(`PATCH ${path}: status → Closed`);
    expect(structured['preview']).not.toHaveProperty('changes');
  });

  test('that the server refuses tells why, and is not sent again', async () => {
    const refusal = { code: 'InvalidObject', message: 'ticket object is invalid', errors: [] };
    const { confirm, writes } = await withPreview([
      { request: `PATCH ${path}`, status: 400, body: refusal },
    ]);
    expect(errorOf(await confirm())).toMatchObject({ code: 'api' });
    expect(errorOf(await confirm()).message).toContain('failed');
    expect(writes()).toHaveLength(1);
  });

  test('whose outcome is unknown says how to look', async () => {
    const { confirm } = await withPreview([{ request: `PATCH ${path}`, drop: true }]);
    const { code, hint } = errorOf(await confirm());
    expect(code).toBe('outcome_unknown');
    expect(hint).toContain(`GET ${path}`);
  });

  test('stops when its confirmation is cancelled', async () => {
    const { client, api, preview, confirm } = await withPreview([
      { request: `PATCH ${path}`, delay: 60_000 },
    ]);
    const { token, request } = preview.structured;
    const { id } = client.send('tools/call', {
      name: 'confirm_api_write',
      arguments: { token, request },
    });
    await expect.poll(() => api.seen.length).toBe(2);
    client.notify('notifications/cancelled', { requestId: id });
    await expect
      .poll(async () => errorOf(await confirm()).message)
      .toContain('it is not known whether it was written');
    // Another preview at once could write it twice.
    const { hint } = errorOf(await confirm());
    expect(hint).toContain(`Look before you send it again: execute_api_call GET ${path}`);
  });
});

test('a write without credentials has no preview: the answer says what to set', async () => {
  const client = await mcpClient();
  const refused = await client.tool('execute_api_call', close);
  expect(errorOf(refused).code).toBe('config');
});

test('a call that is cancelled while its preview is read sends nothing', async () => {
  const api = await fakeApi({ ...read, delay: 60_000 });
  const client = await mcpClient({ env: api.env });
  const { id } = client.send('tools/call', { name: 'execute_api_call', arguments: close });
  await expect.poll(() => api.seen.length).toBe(1);
  client.notify('notifications/cancelled', { requestId: id });
  expect((await client.tool('list_api_categories')).isError).toBe(false);
  expect(client.frames.filter((frame) => frame.id === id)).toEqual([]);
});

test('what waits when the client leaves is not sent', async () => {
  const { client, writes } = await withPreview([]);
  expect((await client.end()).code).toBe(0);
  expect(writes()).toEqual([]);
});

test('the newest hundred previews wait', async () => {
  const count = 101;
  const api = await fakeApi({ ...read, times: count }, written);
  const client = await mcpClient({ env: api.env });
  const previews: ToolResult[] = [];
  for (let made = 0; made < count; made++)
    previews.push(await client.tool('execute_api_call', close));
  const confirm = ({ structured: { token, request } }: ToolResult) =>
    client.tool('confirm_api_write', { token, request });
  const [first, second] = previews as [ToolResult, ToolResult];
  expect(errorOf(await confirm(first)).code).toBe('refused');
  expect((await confirm(second)).isError).toBe(false);
});

describe('where the client can ask a person', () => {
  const capabilities = { elicitation: {} };
  const accept = (decision?: string) => ({
    result: { action: 'accept', ...(decision === undefined ? {} : { content: { decision } }) },
  });

  /** The answer comes after as long as somebody reads. */
  async function asked(
    answer: NonNullable<McpClientOptions['answer']>,
    stubs: Stub[] = [],
    reading = 2000,
  ): Promise<Opened> {
    const opened: Opened = await withPreview(stubs, {
      capabilities,
      answer: (question) => {
        opened.pass(reading);
        return answer(question);
      },
    });
    return opened;
  }

  test('a yes sends it', async () => {
    const { client, confirm, writes } = await asked(() => accept('send'), [written]);
    expect((await confirm()).isError).toBe(false);
    expect(writes()).toHaveLength(1);
    const question = client.frames.find(({ method }) => method === 'elicitation/create');
    expect(question?.params?.['message']).toContain(line);
  });

  test.each([
    ['a no', accept('do not send')],
    ['a refusal', { result: { action: 'decline' } }],
  ])('%s sends nothing and ends the preview', async (_what, answer) => {
    const { confirm, writes } = await asked(() => answer);
    const refused = await confirm();
    expect(errorOf(refused)).toMatchObject({ code: 'refused' });
    expect(errorOf(refused).message).toContain('declined');
    expect(errorOf(await confirm()).message).toContain('declined');
    expect(writes()).toEqual([]);
  });

  test.each([
    ['a question that is closed', { result: { action: 'cancel' } }],
    ['a yes without a choice', accept()],
    ['a yes with a choice that there is not', accept('maybe')],
    ['an error', { error: { code: -32603, message: 'no window', data: null } }],
  ])('%s sends nothing, and the answer says how to go on', async (_what, answer) => {
    const { confirm, writes } = await asked(() => answer);
    const refused = await confirm();
    expect(errorOf(refused)).toMatchObject({ code: 'refused' });
    expect(errorOf(refused).message).toContain('Not confirmed');
    expect(errorOf(refused).hint).toContain('--allow-writes');
    expect(writes()).toEqual([]);
  });

  test.each([
    ['declined', { result: { action: 'decline' } }],
    ['closed', { result: { action: 'cancel' } }],
    ['accepted', accept('send')],
  ])('what is %s before anybody can have read it was not asked', async (_what, answer) => {
    const { confirm, writes } = await asked(() => answer, [], 49);
    expect(errorOf(await confirm()).message).toContain('before anybody could have read it');
    expect(writes()).toEqual([]);
  });

  test('a question that was closed can be asked again', async () => {
    const answers = [{ result: { action: 'cancel' } }, accept('send')];
    const { confirm, writes } = await asked(() => answers.shift() ?? accept(), [written]);
    expect((await confirm()).isError).toBe(true);
    expect((await confirm()).isError).toBe(false);
    expect(writes()).toHaveLength(1);
  });

  test('a second confirmation while the first is asked about sends nothing', async () => {
    let answerNow: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answerNow = resolve));
    const { client, confirm, writes } = await asked(async () => {
      await answered;
      return accept('send');
    }, [written]);
    const first = confirm();
    await expect
      .poll(() => client.frames.some(({ method }) => method === 'elicitation/create'))
      .toBe(true);
    expect(errorOf(await confirm()).code).toBe('refused');
    answerNow();
    expect((await first).isError).toBe(false);
    expect(writes()).toHaveLength(1);
  });
});

describe('--read-only', () => {
  const flags = ['--read-only', '--allow-writes'];

  test('offers no confirmation, and refuses a write before anything is read', async () => {
    const api = await fakeApi();
    const client = await mcpClient({ env: api.env, flags });
    const { tools } = await client.request('tools/list');
    expect((tools as { name: string }[]).map(({ name }) => name)).not.toContain(
      'confirm_api_write',
    );
    const refused = await client.tool('execute_api_call', close);
    expect(errorOf(refused)).toMatchObject({ code: 'refused' });
    expect(errorOf(refused).hint).toContain('--read-only');
  });

  test('refuses before the name in a path is looked up', async () => {
    const api = await fakeApi();
    const client = await mcpClient({ env: api.env, flags });
    const data = { name: 'Waiting' };
    const named = { path: '/service/boards/Help Desk/statuses', method: 'POST', data };
    expect(errorOf(await client.tool('execute_api_call', named)).code).toBe('refused');
  });

  test('refuses before the custom fields of a record are read', async () => {
    const api = await fakeApi();
    const client = await mcpClient({ env: api.env, flags });
    const data = [{ op: 'replace', path: 'customFields', value: [{ id: 1, value: 'x' }] }];
    const refused = await client.tool('execute_api_call', { path, method: 'PATCH', data });
    expect(errorOf(refused).code).toBe('refused');
  });

  test('reads', async () => {
    const api = await fakeApi(read);
    const client = await mcpClient({ env: api.env, flags });
    expect((await client.tool('execute_api_call', { path })).isError).toBe(false);
  });
});

test('--allow-writes sends a write at once, and the tool says that it may', async () => {
  const api = await fakeApi(written);
  const client = await mcpClient({ env: api.env, flags: ['--allow-writes'] });
  const { tools } = await client.request('tools/list');
  const execute = (tools as { name: string }[]).find(({ name }) => name === 'execute_api_call');
  expect(execute).toMatchObject({ annotations: { readOnlyHint: false, destructiveHint: true } });
  const sent = await client.tool('execute_api_call', close);
  expect(sent.structured).toMatchObject({ status: 200, record: { id: 4711 } });
});

import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { instructions } from '../../src/mcp/instructions.js';
import { toolsFor } from '../../src/mcp/tools.js';
import { actions } from '../support/actions.js';
import { mcpClient } from '../support/mcp-client.js';

interface Definition {
  name: string;
  title: string;
  description: string;
  inputSchema: { properties: Record<string, unknown>; required?: string[] };
  outputSchema: Record<string, unknown>;
  annotations: Record<string, unknown>;
}

async function definitions(...flags: string[]): Promise<Definition[]> {
  const client = await mcpClient({ flags });
  const { tools } = await client.request('tools/list');
  return tools as Definition[];
}

/** Arguments of each tool, each with the action and the param that it is. */
const origins: Record<string, Record<string, string>> = {
  search_api_endpoints: { query: 'search.query', max_results: 'search.limit' },
  natural_language_api_search: { query: 'search.query', max_results: 'search.limit' },
  list_api_categories: {},
  get_category_endpoints: { category: 'categories.name', max_results: 'search.limit' },
  get_api_endpoint_details: { path: 'describe.path', method: 'describe.method', detail: '' },
  execute_api_call: {
    path: 'call.path',
    method: 'call.method',
    params: 'call.params',
    data: 'call.data',
    each: 'call.each',
    cursor: '',
    use_memory: 'call.memory',
  },
  send_raw_api_request: { raw_request: 'raw.request' },
  confirm_api_write: { token: '', request: '' },
  run_fast_memory: {
    query_id: 'memory_run.entry',
    values: 'memory_run.set',
    each: 'memory_run.each',
  },
  save_to_fast_memory: {
    path: 'memory_save.path',
    method: 'memory_save.method',
    description: 'memory_save.description',
    params: 'memory_save.params',
    data: 'memory_save.data',
  },
  list_fast_memory: { search_term: 'memory_list.search' },
  delete_from_fast_memory: { query_id: 'memory_delete.entry' },
  clear_fast_memory: {},
};

describe('without flags', () => {
  test('the tools have the names and arguments that prompts know', async () => {
    const all = await definitions();
    expect(
      Object.fromEntries(
        all.map(({ name, inputSchema }) => [name, Object.keys(inputSchema.properties)]),
      ),
    ).toEqual(
      Object.fromEntries(Object.entries(origins).map(([name, args]) => [name, Object.keys(args)])),
    );
  });

  test('all definitions together are small, and each of them is', async () => {
    const all = await definitions();
    for (const one of all)
      expect(countTokens(JSON.stringify(one)), one.name).toBeLessThanOrEqual(400);
    expect(countTokens(JSON.stringify(all))).toBeLessThanOrEqual(3000);
  });

  test('every tool has a title, a description, four hints and both schemas', async () => {
    for (const { name, title, description, annotations, ...schemas } of await definitions()) {
      expect(name).toMatch(/^[a-z_]{1,64}$/);
      expect(title).toMatch(/^[A-Z]/);
      expect(description).toMatch(/\.$/);
      expect(schemas.inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(schemas.outputSchema).toMatchObject({ type: 'object' });
      const hints = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'];
      for (const hint of hints) expect(annotations[hint], `${name} ${hint}`).toBeTypeOf('boolean');
    }
  });

  test('every text is what it looks like', async () => {
    const { welcome } = await mcpClient();
    const text = JSON.stringify([welcome, await definitions()]);
    expect(text).toMatch(/^[\x20-\x7e]*$/);
  });

  test('two servers give the same bytes', async () => {
    expect(JSON.stringify(await definitions())).toBe(JSON.stringify(await definitions()));
  });

  test('the instructions are short and name tools that there are', async () => {
    const names = (await definitions()).map(({ name }) => name);
    expect(countTokens(instructions)).toBeLessThanOrEqual(300);
    for (const [named] of instructions.matchAll(
      /\b\w+_(?:api_\w+|fast_memory|write|search|call)\b/g,
    ))
      expect(names).toContain(named);
  });

  test('only the confirmation writes to ConnectWise', async () => {
    const writing = (await definitions()).filter(
      ({ annotations }) =>
        annotations['readOnlyHint'] === false && annotations['openWorldHint'] === true,
    );
    expect(writing.map(({ name }) => name)).toEqual(['confirm_api_write']);
  });
});

const calling = ['execute_api_call', 'send_raw_api_request', 'run_fast_memory'];

test('with --allow-writes the tools that call say that they write', async () => {
  for (const { name, annotations, description } of await definitions('--allow-writes')) {
    if (!calling.includes(name)) continue;
    expect(annotations).toMatchObject({
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: false,
      openWorldHint: true,
    });
    expect(description).toContain('writes are sent at once');
  }
});

test('with --read-only nothing writes, whatever else is given', async () => {
  const all = await definitions('--read-only', '--allow-writes');
  expect(all.map(({ name }) => name)).not.toContain('confirm_api_write');
  for (const { name, annotations, description } of all) {
    if (!calling.includes(name)) continue;
    expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    expect(description).toContain('does not write');
  }
});

test('every argument is a param of an action', () => {
  const settings = { profile: undefined, readOnly: false, allowWrites: false };
  for (const { name, params } of toolsFor(settings)) {
    for (const [argument, origin] of Object.entries(origins[name] ?? {})) {
      if (origin === '') continue;
      const [action, param = ''] = origin.split('.');
      const own = actions.find((one) => one.name === action)?.params[param];
      expect(own, `${name} ${argument}`).toBeDefined();
      // Over JSON an object need not have texts alone.
      const kind = own?.kind === 'pairs' ? 'json' : own?.kind;
      expect(params[argument]?.kind, `${name} ${argument}`).toBe(kind);
    }
  }
});

import { callParams } from '../actions/call-params.js';
import { categories } from '../actions/categories.js';
import { describe } from '../actions/describe.js';
import { parseInput } from '../actions/parse-input.js';
import { inputOf } from '../actions/saved-input.js';
import { search } from '../actions/search.js';
import { methods } from '../catalog/model.js';
import { isRecord } from '../text/records.js';
import { listAnswer, rowsOf } from './answer.js';
import { confirmWrite, runGated } from './calls.js';
import type { Tool } from './tool.js';

const reading = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** The tools, in the order in which clients list them. */
export const tools: readonly Tool[] = [
  {
    name: 'search_api_endpoints',
    title: 'Search endpoints',
    description: 'Find endpoints by keyword, path fragment or operationId.',
    params: {
      query: search.params.query,
      max_results: { ...search.params.limit, default: 10 },
    },
    hints: reading,
    output: {
      type: 'object',
      properties: { query: { type: 'string' }, results: { type: 'array' } },
    },
    async run(input, session, toolCall) {
      const { services } = session.run(toolCall);
      const { query, max_results: limit } = input;
      const result = await search.run(parseInput(search.params, { query, limit }), services);
      return await listAnswer(result, 'results', { query });
    },
  },
  {
    name: 'list_api_categories',
    title: 'List categories',
    description: 'All categories by module, with the number of endpoints in each.',
    params: {},
    hints: reading,
    output: { type: 'object' },
    async run(_input, session, toolCall) {
      const { services } = session.run(toolCall);
      const rows = await rowsOf(await categories.run({}, services));
      return { structured: { rows }, text: '' };
    },
  },
  {
    name: 'get_api_endpoint_details',
    title: 'Read an endpoint',
    description: 'Parameters, body and answer of one endpoint.',
    params: {
      path: describe.params.path,
      method: describe.params.method,
      detail: { kind: 'string', choices: ['brief', 'full'], summary: 'how much is told' },
    },
    hints: reading,
    output: { type: 'object' },
    async run({ path, method }, session, toolCall) {
      const { services } = session.run(toolCall);
      const result = await describe.run(parseInput(describe.params, { path, method }), services);
      const [structured] = await rowsOf(result);
      return { structured: isRecord(structured) ? structured : {}, text: '' };
    },
  },
  {
    name: 'execute_api_call',
    title: 'Call an endpoint',
    description: 'Call an endpoint. A GET is sent; a write answers with a preview to confirm.',
    params: {
      path: callParams.path,
      method: { kind: 'string', choices: methods, summary: 'GET unless told' },
      params: { kind: 'json', summary: 'query parameters' },
      data: { kind: 'json', summary: 'the body of a write' },
    },
    hints: { ...reading, openWorldHint: true },
    output: { type: 'object' },
    async run({ path, method = 'GET', params = {}, data = null }, session, toolCall) {
      const raw = inputOf({ method, path, params, data } as Parameters<typeof inputOf>[0]);
      // Its action, with all that a call needs, is loaded when there is one: a client waits for the list of tools first.
      const { call } = await import('../actions/call.js');
      return await runGated(
        (services) => call.run(parseInput(callParams, raw), services),
        session,
        toolCall,
      );
    },
  },
  {
    name: 'confirm_api_write',
    title: 'Send a confirmed write',
    description: 'Sends the write of a preview: its token, and its line exactly as shown.',
    params: {
      token: { kind: 'string', required: true, summary: 'token of the preview' },
      request: { kind: 'string', required: true, summary: 'line of the preview' },
    },
    hints: {
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: false,
      openWorldHint: true,
    },
    output: { type: 'object' },
    run: async ({ token, request }, session) =>
      await confirmWrite(String(token), String(request), session),
  },
];

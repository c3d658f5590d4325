import { call } from '../../actions/call.js';
import { raw } from '../../actions/raw.js';
import { inputOf } from '../../actions/saved-input.js';
import { methods } from '../../catalog/model.js';
import { UsageError } from '../../errors/errors.js';
import { sourceOf, type RowSource } from '../../rows/table.js';
import type { Services } from '../../services.js';
import { isRecord } from '../../text/records.js';
import { readArguments } from '../arguments.js';
import { confirmWrite, runGated } from '../calls.js';
import type { AskedCall } from '../cursor.js';
import { mostRows, rowsGiven } from '../each.js';
import { calling, writing } from '../hints.js';
import { runPaged } from '../paged-call.js';
import { outputSchema } from '../schema.js';
import type { ServerSettings } from '../session.js';
import type { Tool } from '../tool.js';

/** What is said of a call: which, and with what. */
export const callArguments = {
  path: {
    ...call.params.path,
    summary: 'such as /service/tickets/4711, or operationId',
  },
  method: { kind: 'string', choices: methods, summary: 'default GET' },
  params: {
    kind: 'json',
    types: ['object'],
    summary:
      'query and path values; lists take conditions, orderBy, fields, page, pageSize, childConditions, customFieldConditions',
  },
  data: {
    kind: 'json',
    types: ['object', 'array'],
    summary: 'body; PATCH: list of {op, path, value}',
  },
} as const;

/** What a call answers. */
const status = {
  status: { type: ['integer', 'string'], description: 'HTTP status, or needs_confirmation' },
};
const records = {
  records: { type: 'array' },
  record: {},
  returned: { type: 'integer' },
  has_more: { type: 'boolean' },
  left_out: {},
  counts: {},
  notices: {},
  sanitized: {},
};
export const outcome = outputSchema(status, {
  ...records,
  total: { type: 'integer' },
  next_cursor: { type: 'string' },
  reused: { type: 'string' },
  can_save: {},
  request: { type: 'string' },
  token: { type: 'string' },
  expires: { type: 'string' },
  preview: { type: 'object' },
});
/** It reads nothing, and shows nothing beforehand. */
const confirmed = outputSchema(status, records);
/** The same without what tells itself: no tool takes more arguments, and a definition is to be short. */
const outcomeInShort = outputSchema(status, {
  ...{ records: { type: 'array' }, record: {}, returned: {}, has_more: { type: 'boolean' } },
  ...{ left_out: {}, notices: {}, total: {}, next_cursor: {}, reused: {}, can_save: {} },
  ...{ request: {}, token: {}, preview: {} },
});

/** Tools that send to ConnectWise, or show what they would send. */
export function callTools(settings: ServerSettings): readonly Tool[] {
  const hints = calling(settings);
  return [
    {
      name: 'execute_api_call',
      title: 'Call an endpoint',
      description: `Call an endpoint. ${writesAre(settings)}`,
      params: {
        ...callArguments,
        each: {
          ...call.params.each,
          summary: `one call per row, at most ${mostRows}; {column} in path, params, data is its value`,
        },
        cursor: { kind: 'string', summary: 'next_cursor of the answer before' },
        use_memory: {
          ...call.params.memory,
          summary: 'a GET without params takes those of a saved call',
        },
      },
      hints,
      output: outcomeInShort,
      async run({ use_memory: memory, cursor, path, each, ...called }, session, toolCall) {
        const command = `cwm call ${typeof called['method'] === 'string' ? called['method'] : 'GET'} '${String(path)}' …`;
        const rows = await rowsGiven(each as RowSource | undefined, command);
        const make = async (asked: AskedCall, services: Services, before = 0) => {
          const own = asked.each && { each: sourceOf(asked.each, before) };
          const given = { ...toCallInput(asked), memory, ...own };
          return await call.run(readArguments(call.params, given), services);
        };
        const asked = { path: String(path), ...called, ...(rows && { each: rows }) };
        const from = typeof cursor === 'string' ? cursor : undefined;
        const { method, data } = called;
        if (
          data !== undefined &&
          method === undefined &&
          from === undefined &&
          !isOperationId(path)
        )
          throw new UsageError('data needs a method.', {
            hint: 'Give method: POST, PUT or PATCH.',
          });
        return await runPaged(asked, from, make, session, toolCall);
      },
    },
    {
      name: 'send_raw_api_request',
      title: 'Send a raw request',
      description: `Send a request as written, unchecked. ${writesAre(settings)}`,
      params: {
        raw_request: { ...raw.params.request, summary: 'METHOD /path?query {JSON body}' },
      },
      hints,
      output: outcome,
      async run({ raw_request: request }, session, toolCall) {
        const input = readArguments(raw.params, { request });
        return await runGated((services) => raw.run(input, services), session, toolCall);
      },
    },
    {
      name: 'confirm_api_write',
      title: 'Send a previewed write',
      description: 'Send the write of a preview to ConnectWise. The only tool that writes there.',
      params: {
        token: { kind: 'string', required: true, summary: 'token of the preview' },
        request: { kind: 'string', required: true, summary: 'request of the preview, exactly' },
      },
      hints: writing,
      output: confirmed,
      run: async ({ token, request }, session, toolCall) =>
        await confirmWrite(String(token), String(request), session, toolCall),
    },
  ];
}

/** Arguments of a call as raw input of actions that take one: what a list takes may stand among `params` in any case. */
export function toCallInput({ path, method, params, data }: Partial<AskedCall>) {
  const given = Object.entries(isRecord(params) ? params : {}).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  const { method: said, ...rest } = inputOf({
    method: (method ?? 'GET') as (typeof methods)[number],
    path: String(path),
    params: Object.fromEntries(given),
    data: data ?? null,
  });
  return isOperationId(path) && method === undefined ? rest : { ...rest, method: said };
}

/** Which says its own method. */
function isOperationId(path: unknown): boolean {
  return /^\s*\w+\s*$/.test(String(path));
}

export function writesAre({ readOnly, allowWrites }: ServerSettings): string {
  if (readOnly) return 'Only reads are sent: this server does not write.';
  return allowWrites
    ? 'Reads and writes are sent at once.'
    : 'A GET is sent; a write answers with a preview and a token for confirm_api_write.';
}

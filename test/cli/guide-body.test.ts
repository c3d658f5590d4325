import { expect, test } from 'vitest';
import { runCall } from '../../src/actions/call.js';
import { callParams } from '../../src/actions/call-params.js';
import { parseInput } from '../../src/actions/parse-input.js';
import { askBody } from '../../src/guide/ask-body.js';
import { openDesk, type DeskOptions, type TestDesk } from '../support/desk.js';
import type { Reply } from '../support/run-cwm.js';

interface Asked {
  raw: Record<string, unknown>;
  /** The body that the call would send. */
  body: unknown;
  desk: TestDesk;
}

/** What a person who answers so has written for a call, checked by the call itself. */
async function ask(
  target: string,
  replies: Reply[],
  { given = {}, ...options }: DeskOptions & { given?: Record<string, unknown> } = {},
): Promise<Asked> {
  const [method = '', path = ''] = target.split(' ');
  const desk = await openDesk(replies, options);
  const catalog = await desk.services.catalog();
  const match = catalog.match(path).find(({ endpoint }) => endpoint.method === method);
  if (match === undefined) throw new Error(`no ${target}`);
  const raw = await askBody({ catalog, ...match, given }, desk);
  const input = parseInput(callParams, { method, path, ...given, ...raw, dryRun: true });
  const { result } = await runCall(input, desk.services);
  const value = result.kind === 'one' ? (result.value as { body: unknown }) : undefined;
  return { raw, body: value?.body, desk };
}

test('a ticket: required fields first, then those that are picked, records by letters of their names', async () => {
  const { body, raw, desk } = await ask('POST /service/tickets', [
    'Printer jams',
    { type: 'cont', take: 'Contoso' },
    'Add a field',
    { type: 'board' },
    { type: 'help desk' },
    'Add a field',
    { type: 'status' },
    { type: '', take: 'In Progress' },
    'Add a field',
    { type: 'priority' },
    { type: 'priority 2' },
    'Done',
  ]);
  expect(raw['set']).toEqual([
    'summary=Printer jams',
    'company=2',
    'board=1',
    'status=2',
    'priority=2',
  ]);
  expect(body).toEqual({
    summary: 'Printer jams',
    company: { id: 2 },
    board: { id: 1 },
    status: { id: 2 },
    priority: { id: 2 },
  });
  expect(desk.said.at(-1)).toBe(
    '  summary: Printer jams | company: Contoso Dental (CONTOSO) | board: Help Desk\n' +
      '  status: In Progress | priority: Priority 2 - High',
  );
});

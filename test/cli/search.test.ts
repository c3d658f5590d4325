import { expect, test } from 'vitest';
import { runCwm } from '../support/run-cwm.js';

test('a plain sentence finds the endpoint, as rows of a fixed shape', async () => {
  const { code, json, stderr } = await runCwm(['search', 'list', 'open', 'service', 'tickets']);
  expect(code).toBe(0);
  expect(stderr).toBe('');
  const [first] = json() as Record<string, unknown>[];
  expect(Object.keys(first ?? {})).toEqual([
    'rank',
    'score',
    'method',
    'path',
    'operationId',
    'module',
    'category',
    'summary',
  ]);
  expect(first).toMatchObject({
    rank: 1,
    method: 'GET',
    path: '/service/tickets',
    operationId: 'getServiceTickets',
    summary: 'List service tickets',
  });
});

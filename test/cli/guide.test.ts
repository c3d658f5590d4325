import { describe, expect, test } from 'vitest';
import { fakeApi } from '../support/fake-api.js';
import {
  runCwm,
  type Reply,
  type Run,
  type RunOptions,
} from '../support/run-cwm.js';

/** A person at a terminal, who answers the questions of a guided call. */
async function guided(
  replies: Reply[],
  options: RunOptions = {},
  argv: string[] = [],
): Promise<Run> {
  return await runCwm(['call', ...argv], {
    tty: true,
    replies,
    ...options,
    env: { NO_COLOR: '1', ...options.env },
  });
}

const tickets: Reply = { type: 'service tickets', take: 'GET    /service/tickets ' };

describe('a read of a list', () => {
  test('is put together from filters, fields, an order and how many', async () => {
    const api = await fakeApi({
      request:
        'GET /service/tickets?orderBy=dateEntered%20desc&fields=id%2Csummary&conditions=status%2Fname%3D%22New%22%20and%20closedFlag%3Dfalse&pageSize=2&page=1',
      body: [{ id: 1, summary: 'Printer' }],
    });
    const run = await guided(
      [
        tickets,
        'Add a filter',
        { type: 'status' },
        'is',
        'New',
        'Add a filter',
        { type: 'closedF' },
        'No',
        'Fields',
        ['id', 'summary'],
        'Sort',
        { type: 'dateEn' },
        'newest first',
        'How many',
        'The first',
        '2',
        'Done',
        'Send it',
        false,
      ],
      { env: api.env },
    );
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toContain('Printer');
  });
});

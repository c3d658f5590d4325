import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestMemory } from '../support/test-memory.js';
import { fakeApi } from '../support/fake-api.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

test.each([
  [
    'filled, typed and read against the clock',
    'id={id=007} and summary="{text=a "b" or}" and lastUpdated>{since=yesterday}',
    `?conditions=${encodeURIComponent(`id=7 and summary='a "b" or' and lastUpdated>=[2026-01-31T00:00:00Z]`).replaceAll("'", '%27')}`,
  ],
  ['left out where they do not fit their place', 'id={id=7 or id>0}', ''],
])('defaults of a kept list are %s in a bare call', async (_what, conditions, query) => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'data'));
  const memory = openTestMemory(join(home, 'data', 'memory.db'));
  const now = new Date('2026-01-31T20:00:00Z');
  memory.entries.save(
    { method: 'GET', path: '/service/tickets', params: { conditions }, data: null },
    { description: 'Kept', profile: null, savedBy: 'import', now },
  );
  memory.close();
  const api = await fakeApi({ request: `GET /service/tickets${query}`, body: [] });
  const run = await runCwm(['call', '/service/tickets'], { tty: true, home, now, env: api.env });
  expect(run.code).toBe(0);
});

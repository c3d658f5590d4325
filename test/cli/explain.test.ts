import { expect, test } from 'vitest';
import { fakeApi } from '../support/fake-api.js';
import { runCwm, type RunOptions } from '../support/run-cwm.js';

/** A Sunday, 13:04:26 in Berlin. */
const world: RunOptions = { now: new Date('2026-11-22T12:04:26Z'), machineZone: 'Europe/Berlin' };

/** The note of a dry run. */
async function noteOf(argv: string[]): Promise<string | undefined> {
  const run = await runCwm([...argv, '--dry-run'], world);
  expect(run).toMatchObject({ code: 0 });
  const { note } = run.json() as { note?: string };
  return note?.replace(/ ?No ConnectWise connection is set up\. .*$/, '');
}

const list = ['call', '/service/tickets'];

test.each([
  [
    [
      ...list,
      '--conditions',
      'closedFlag=false and company.name="Acme" and dateEntered>=[-7d]',
      '--order-by',
      'dateEntered desc',
    ],
    'In words: open service tickets of company Acme entered in the last 7 days (since 2026-11-15), newest first.',
  ],
  [
    [...list, '-p', 'conditions=dateEntered=[yesterday]', '--tz', 'America/New_York'],
    'In words: service tickets entered yesterday (2026-11-21).',
  ],
  [
    [...list, '--conditions', 'id in (1,2)', '--count'],
    'In words: service tickets whose id is 1 or 2.',
  ],
  [
    [...list, '--order-by', 'priority/name,id desc'],
    'In words: service tickets, by priority name, then id descending.',
  ],
  [
    ['call', '/service/tickets/1/notes', '--conditions', 'text contains "x"'],
    'In words: notes whose text contains "x".',
  ],
  [
    ['call', '/company/contacts', '--child-conditions', 'communicationItems/value like "555%"'],
    'In words: contacts with communication items where value begins with "555".',
  ],
  [
    [...list, '--custom-field-conditions', 'caption="Region" and value="North"'],
    'In words: service tickets whose custom field Region is North.',
  ],
  [
    ['call', 'POST', '/service/tickets/search', '--conditions', 'board/name="Help Desk"'],
    'In words: service tickets on board Help Desk.',
  ],
  [
    ['raw', 'GET /service/tickets?conditions=closedFlag=true&OrderBy=lastUpdated desc'],
    'In words: closed service tickets, most recently updated first.',
  ],
  [['raw', 'GET /service/newer?conditions=colour="Red"'], 'In words: records whose colour is Red.'],
  [
    ['call', '/system/reports/Service', '--conditions', 'Colour="Red"'],
    'In words: records whose Colour is Red.',
  ],
])('a dry run says what is asked for: %j', async (argv, note) => {
  expect(await noteOf(argv)).toBe(note);
});

test.each([
  [list],
  [['raw', 'GET /service/tickets?conditions=closedFlag is false']],
  [['raw', 'GET /service/tickets?conditions=closedFlag=false&orderBy=desc']],
  [['raw', 'GET /service/tickets?conditions=dateEntered>[today]']],
  [['raw', 'GET /service/tickets?conditions=id=1&Conditions=id=2']],
  [['raw', 'GET /service/tickets/5?conditions=id=1']],
  [['call', '/service/tickets/5', '--conditions', 'id=1']],
  [['raw', 'DELETE /service/tickets/5?conditions=id=1']],
])('a dry run of %j says nothing that could mislead', async (argv) => {
  expect(await noteOf(argv)).toBe('');
});

const company = ['call', 'POST', '/company/companies', '-d', '{"identifier":"ACME"}', '--no-check'];

test('a dry run says when nothing would be created', async () => {
  expect(await noteOf([...company, '--unless-exists', 'identifier="ACME"'])).toBe(
    'First GET /company/companies?conditions=identifier="ACME" would be sent; a match is printed instead. In words: unless there are companies whose identifier is ACME.',
  );
});

test('the question before a write says its conditions in words', async () => {
  const api = await fakeApi({
    request: 'GET /company/companies?conditions=identifier%3D%22ACME%22&pageSize=1',
    body: [],
  });
  const run = await runCwm([...company, '--unless-exists', 'identifier="ACME"'], {
    ...world,
    env: api.env,
    tty: true,
    answers: [false],
  });
  expect(run).toMatchObject({ code: 8, questions: ['Send it?'] });
  expect(run.stderr).toContain(
    '  unless there are companies whose identifier is ACME (there are none)\n',
  );
});

test('conditions in the query of a write are said, on one line and inert', async () => {
  const api = await fakeApi();
  const request =
    'DELETE /service/tickets?conditions=closedFlag=true and summary contains "a%0A%1b[2Jb"';
  const run = await runCwm(['raw', request], {
    ...world,
    env: api.env,
    tty: true,
    answers: [false],
  });
  expect(run).toMatchObject({ code: 8, questions: ['Send it?'] });
  expect(run.stderr).toContain('  closed service tickets whose summary contains "a⏎^[[2Jb"\n');
});

test('with --yes nobody is told', async () => {
  const api = await fakeApi({
    request: 'DELETE /service/tickets?conditions=closedFlag%3Dtrue',
    status: 204,
  });
  const run = await runCwm(['raw', 'DELETE /service/tickets?conditions=closedFlag=true', '--yes'], {
    ...world,
    env: api.env,
    tty: true,
  });
  expect(run.code).toBe(0);
  expect(run.stderr).not.toContain('closed service tickets');
});

test.each([
  [['/service/tickets/5', '--conditions', 'sumary=1'], 'GET /service/tickets/{id}'],
  [
    ['POST', '/service/tickets', '-p', 'conditions=id=1', '-d', '{}', '--no-check'],
    'POST /service/tickets',
  ],
])('%j is warned of conditions that choose nothing', async (argv, endpoint) => {
  const { code, stderr } = await runCwm(['call', ...argv, '--dry-run'], world);
  expect(code).toBe(0);
  expect(stderr).toContain(`Warning: ${endpoint} takes no conditions; they may be ignored.\n`);
});

test.each([
  ['/service/tickets'],
  ['/service/tickets/count'],
  ['/sales/orders/1/lineitems/count'],
  ['/system/reports/Service'],
])('%s takes conditions', async (path) => {
  const { code, stderr } = await runCwm(['call', path, '--conditions', 'id=1', '--dry-run'], world);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

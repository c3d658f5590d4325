import { describe, expect, test } from 'vitest';
import { fakeApi, type FakeApi, type Stub } from '../support/fake-api.js';
import { runCwm, type Run } from '../support/run-cwm.js';

const tickets = '/service/tickets';
const now = new Date('2026-01-31T17:04:26Z');

/** The same mistake by every way in which conditions reach a call. */
const routes: [string, (conditions: string) => string[]][] = [
  ['a flag', (text) => [tickets, '--conditions', text]],
  ['-p', (text) => [tickets, '-p', `conditions=${text}`]],
  ['-p in another case', (text) => [tickets, '-p', `CONDITIONS=${text}`]],
  ['the path', (text) => [`${tickets}?conditions=${encodeURIComponent(text)}`]],
  ['a list that is followed', (text) => [tickets, '--all', '--conditions', text]],
  ['a count', (text) => [tickets, '--count', '--conditions', text]],
  ['the count endpoint', (text) => [`${tickets}/count`, '--conditions', text]],
  ['the flag of a search', (text) => ['POST', `${tickets}/search`, '--conditions', text]],
  [
    'the body of a search',
    (text) => ['POST', `${tickets}/search`, '-d', JSON.stringify({ conditions: text })],
  ],
];

/** What conditions are called where they were given. */
function said(words: readonly string[]): string {
  return words.includes('--conditions') ? '--conditions' : 'conditions';
}

describe.each(routes)('conditions given by %s', (_route, words) => {
  test('with a mistake are exit 2, with the place and what to write', async () => {
    const text = 'closedFlag = false and company = "Acme"';
    const run = await runCwm(['call', ...words(text)]);
    expect(run.code).toBe(2);
    expect(run.error()).toMatchObject({
      code: 'usage',
      message: `${said(words(text))}: company is a record, and takes no value, at character 24.`,
      hint: expect.stringContaining(
        'Write (company/identifier="Acme" or company/name="Acme").',
      ) as string,
      place: { text, start: 23, end: 30 },
    });
    expect(run.stderr).toContain(`  ${text}\n  ${' '.repeat(23)}^^^^^^^\n`);
    expect(run.stderr).toContain('--no-check sends it as it is.');
  });

  test('that name something unknown are sent with one warning', async () => {
    const run = await runCwm(['call', ...words('colour = "red"'), '--dry-run']);
    expect(run.code).toBe(0);
    expect(run.stderr).toBe(
      `Warning: ${said(words(''))}: "colour" is not a field that the catalog knows; sent as it is.\n`,
    );
  });

  test('are not checked for names with --no-check, but for syntax', async () => {
    const named = await runCwm(['call', ...words('sumary = 1'), '--dry-run', '--no-check']);
    expect(named).toMatchObject({ code: 0, stderr: '' });
    const broken = await runCwm(['call', ...words('summary = '), '--dry-run', '--no-check']);
    expect(broken.code).toBe(2);
    expect(broken.error().message).toContain('expected a value, found the end');
  });
});

test('a person sees the caret under the place', async () => {
  const run = await runCwm(
    ['call', tickets, '--no-color', '--conditions', 'id > 5 and sumary = "x"'],
    {
      tty: true,
    },
  );
  expect(run.stderr).toBe(
    `${[
      'Error: --conditions: "sumary" is not a field here, at character 12.',
      '  id > 5 and sumary = "x"',
      '             ^^^^^^',
      'Did you mean summary? (--no-check sends it as it is.)',
    ].join('\n')}\n`,
  );
});

test('the place is in what was written, before dates were replaced', async () => {
  const text = 'lastUpdated > [-7d] and id = "5"';
  const run = await runCwm(['call', tickets, '--conditions', text], { now });
  expect(run.error()).toMatchObject({ place: { text, start: 29, end: 32 } });
});

test('what is no date in brackets is shown in place', async () => {
  const text = 'id > 5 and lastUpdated > [soon]';
  const run = await runCwm(['call', tickets, '--conditions', text]);
  expect(run.error()).toMatchObject({
    message: '"soon" is not a date that cwm reads.',
    place: { text, start: 25, end: 31 },
  });
});

test('further mistakes are told with the first', async () => {
  const run = await runCwm(['call', tickets, '--conditions', 'sumary = "x" and id = "5"']);
  expect(run.error()).toMatchObject({
    message: '--conditions: "sumary" is not a field here, at character 1.',
    details: [
      {
        message: 'id takes a whole number without quotes, at character 23. Write id=5.',
      },
    ],
  });
});

test.each([
  [
    '--child-conditions',
    'firstName = "x"',
    '--child-conditions: firstName is in no list, which --child-conditions is for, at character 1.',
  ],
  [
    '--custom-field-conditions',
    'Site = "x"',
    '--custom-field-conditions: "Site" is neither caption nor value, at character 1.',
  ],
  ['--order-by', 'frstName desc', '--order-by: "frstName" is not a field here, at character 1.'],
  ['--fields', 'id,frstName', '--fields: "frstName" is not a field here, at character 4.'],
])('%s %s is exit 2', async (flag, text, message) => {
  const run = await runCwm(['call', '/company/contacts', flag, text]);
  expect(run.code).toBe(2);
  expect(run.error().message).toBe(message);
});

test('a name that has to be looked up does not warn twice', async () => {
  const api = await fakeApi(
    {
      request:
        'GET /service/boards?conditions=name%3D%22Help%20Desk%22&fields=id%2Cname&pageSize=10',
      body: [{ id: 7, name: 'Help Desk' }],
    },
    { request: 'GET /service/boards/7/statuses?conditions=colour%3D1', body: [] },
  );
  const argv = ['call', '/service/boards/Help Desk/statuses', '--conditions', 'colour=1'];
  const { code, stderr } = await runCwm(argv, { env: api.env });
  expect({ code, warnings: stderr.split('Warning:').length - 1 }).toEqual({ code: 0, warnings: 1 });
});

describe('--unless-exists', () => {
  const post = ['call', 'POST', '/company/contacts', '--set', 'firstName=A', '--no-check'];

  test.each([
    ['frstName = "A"', '"frstName" is not a field here'],
    ['types/name = "a"', 'types is a list'],
    ['id = "1"', 'id takes a whole number without quotes'],
  ])('%s is exit 2', async (text, message) => {
    const checked = post.filter((word) => word !== '--no-check');
    const run = await runCwm([...checked, '--unless-exists', text, '--dry-run']);
    expect(run.code).toBe(2);
    expect(run.error().message).toContain(`--unless-exists: ${message}`);
  });

  test('what the server refuses of it is shown in place', async () => {
    const conditions = 'firstName="A" and nickName="B"';
    const api = await refusing(
      `GET /company/contacts?conditions=${encode(conditions)}&pageSize=1`,
      'nickName is not a recognized name.',
    );
    const run = await runCwm([...post, '--unless-exists', conditions, '--yes'], { env: api.env });
    expect(run.code).toBe(6);
    expect(run.error()).toMatchObject({ place: { text: conditions, start: 18, end: 26 } });
  });
});

describe('raw', () => {
  test.each([
    ['sumary = 1', 'conditions: "sumary" is not a field here. Did you mean summary?'],
    ['summary = x', 'conditions: text stands in quotes: "x", at character 11.'],
    ['lastUpdated > [today]', 'conditions: "[today]" is not a date, at character 15.'],
  ])('sends conditions=%s as it is, with a warning', async (text, warning) => {
    const api = await fakeApi({ request: `GET ${tickets}?conditions=${encode(text)}`, body: [] });
    const run = await runCwm(['raw', `GET ${tickets}?conditions=${text}`], { env: api.env });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain(`Warning: ${warning}`);
  });

  test('warns of what a search by POST has in its body, and of order and fields', async () => {
    const body = '{"conditions":"sumary=1","childconditions":"id=1","orderBy":"idd"}';
    const api = await fakeApi({ request: `POST ${tickets}/search?fields=sumary`, body: [] });
    const run = await runCwm(['raw', `POST ${tickets}/search?fields=sumary ${body}`], {
      env: api.env,
    });
    expect(api.seen[0]?.body).toBe(body);
    const warned = [...run.stderr.matchAll(/Warning: (\w+):/g)].map(([, name]) => name);
    expect(warned).toEqual(['fields', 'conditions', 'childConditions', 'orderBy']);
  });

  test('says nothing of what is right, or of an endpoint that nobody knows', async () => {
    const right = `${tickets}?conditions=id>5&fields=id&orderBy=id desc`;
    for (const path of [right, '/service/unheard?conditions=sumary=']) {
      const run = await runCwm(['raw', `GET ${path}`, '--dry-run']);
      expect(run).toMatchObject({ code: 0, stderr: '' });
    }
  });
});

describe('conditions that the server refuses', () => {
  const unfilterable = 'summary is not a recognized name.';

  test('show the field that it names', async () => {
    const text = 'id>5 and summary="x"';
    const run = await refused(['call', tickets, '--conditions', text], text, unfilterable);
    expect(run.error()).toMatchObject({
      code: 'api',
      status: 400,
      message: `ConnectWise refused the request (400). The server says: ${unfilterable}`,
      hint: `summary cannot be filtered by here, whatever the records have. Their fields: cwm describe GET ${tickets}`,
      place: { text, start: 9, end: 16 },
    });
    expect(run.stderr).toContain(`  ${text}\n  ${' '.repeat(9)}^^^^^^^\n`);
  });

  test('show what --no-check let pass', async () => {
    const text = 'id>5 and sumary="x"';
    const argv = ['call', tickets, '--no-check', '--conditions', text];
    const run = await refused(argv, text, 'sumary is not a recognized name.');
    expect(run.error()).toMatchObject({
      hint: 'conditions: "sumary" is not a field here. Did you mean summary?',
      place: { text, start: 9, end: 15 },
    });
  });

  test.each([
    ['call', ['call', tickets, '--no-check', '--conditions']],
    ['raw', ['raw']],
  ])('show what looks wrong where the server says little: %s', async (_how, words) => {
    const text = 'id>5 and closedFlag=1';
    const argv =
      words[0] === 'raw' ? ['raw', `GET ${tickets}?conditions=${text}`] : [...words, text];
    const run = await refused(argv, text, 'Expected a boolean.');
    expect(run.error()).toMatchObject({
      hint: 'conditions: closedFlag takes true or false, without quotes. Write closedFlag=true.',
      place: { text, start: 20, end: 21 },
    });
  });

  test('show a mistake in the syntax of a raw request', async () => {
    const text = 'summary=x';
    const run = await refused(['raw', `GET ${tickets}?conditions=${text}`], text, 'Syntax.');
    expect(run.error()).toMatchObject({ place: { text, start: 8, end: 9 } });
  });

  test('are to be narrowed down where nothing looks wrong', async () => {
    const text = 'id>5 and closedFlag=true';
    const run = await refused(['call', tickets, '--conditions', text], text, 'Something is odd.');
    expect(run.error().hint).toBe(
      'Nothing in it looks wrong here. Send its 2 comparisons one at a time to see which one is refused, first conditions: id>5',
    );
    expect(run.error()).not.toHaveProperty('place');
  });

  test('keep the usual advice where there is one comparison alone', async () => {
    const run = await refused(['call', tickets, '--conditions', 'id>5'], 'id>5', 'Odd.');
    expect(run.error().hint).toContain('cwm describe GET /service/tickets');
  });

  test('of a list that is followed, a count, and an order', async () => {
    const text = 'summary="x"';
    const query = `conditions=${encode(text)}`;
    const cases: [string[], string][] = [
      [['--all', '--conditions', text], `${tickets}?${query}&pageSize=1000`],
      [['--count', '--conditions', text], `${tickets}/count?${query}`],
      [['--order-by', 'summary'], `${tickets}?orderBy=summary`],
    ];
    for (const [flags, target] of cases) {
      const api = await refusing(`GET ${target}`, unfilterable);
      const run = await runCwm(['call', tickets, ...flags], { env: api.env });
      expect(run.code).toBe(6);
      expect(run.error()).toMatchObject({ place: { start: 0, end: 7 } });
    }
  });

  test('of a search by POST', async () => {
    const api = await refusing(`POST ${tickets}/search`, unfilterable);
    const argv = ['call', 'POST', `${tickets}/search`, '--conditions', 'id=1 and summary="x"'];
    const run = await runCwm(argv, { env: api.env });
    expect(run.error()).toMatchObject({
      exit: 6,
      hint: expect.stringContaining(`cwm describe GET ${tickets}`) as string,
      place: { start: 9, end: 16 },
    });
  });
});

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}

async function refusing(
  request: string,
  message: string,
  more: Partial<Stub> = {},
): Promise<FakeApi> {
  const body = { code: 'ApiFindCondition', message };
  return await fakeApi({ request, status: 400, body, ...more });
}

/** A run whose conditions the server does not take. */
async function refused(argv: string[], conditions: string, message: string): Promise<Run> {
  const api = await refusing(`GET ${tickets}?conditions=${encode(conditions)}`, message);
  const run = await runCwm(argv, { env: api.env });
  expect(run.code).toBe(6);
  return run;
}

test('an empty --unless-exists is not advised to be left out', async () => {
  const argv = ['call', 'POST', '/company/companies', '--set', 'name=x', '--set', 'identifier=x'];
  const { error } = await runCwm([...argv, '--no-check', '--unless-exists', '', '--dry-run']);
  expect(error()).toMatchObject({
    message: '--unless-exists is empty.',
    hint: `Say what makes it the same record: --unless-exists 'identifier="ACME"'. An empty variable may stand there.`,
  });
});

test('what only looks like a blank is sent as one, but in quotes as it is', async () => {
  const text = '\ufeffsummary\u00a0= "a\u00a0b"\u2003';
  const { json } = await runCwm(['call', tickets, '--conditions', text, '--dry-run']);
  const { url } = json() as { url: string };
  expect(new URL(url).searchParams.get('conditions')).toBe(' summary = "a\u00a0b" ');
});

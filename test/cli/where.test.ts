import { expect, test } from 'vitest';
import { fakeApi } from '../support/fake-api.js';
import { runCwm, type Run, type RunOptions } from '../support/run-cwm.js';

const now = new Date('2026-01-31T20:00:00Z');

async function run(words: string[], options: RunOptions = {}): Promise<Run> {
  return await runCwm(['call', ...words], { now, ...options });
}

/** What a call would send: the named parameters of the query. */
async function query(...words: string[]): Promise<Record<string, string>> {
  const { code, stderr, json } = await run([...words, '--dry-run']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return Object.fromEntries(new URL((json() as { url: string }).url).searchParams);
}

test('--where goes out as conditions', async () => {
  const api = await fakeApi({
    request:
      'GET /service/tickets?conditions=status%2Fname%3D%22New%22%20and%20lastUpdated%3E%3D%5B2026-01-24T00%3A00%3A00Z%5D',
    body: [],
  });
  const words = ['/service/tickets', '--where', 'status/name=New', '--where', 'lastUpdated >= -7d'];
  expect(await run(words, { env: api.env })).toMatchObject({ code: 0, stderr: '' });
});

test('clauses go into the parameters that take them', async () => {
  const clauses = ['id > 5', 'communicationItems/value ~ @acme', 'customFields/Region = North'];
  const where = clauses.flatMap((clause) => ['--where', clause]);
  expect(await query('/company/contacts', ...where)).toEqual({
    conditions: 'id>5',
    childConditions: 'communicationItems/value contains "@acme"',
    customFieldConditions: 'caption="Region" and value="North"',
  });
});

const where = ['--where', 'company = Acme', '--where', 'id > 5'];
const built = '(company/identifier="Acme" or company/name="Acme") and id>5';

test.each([
  ['the flag', ['/service/tickets', '--conditions', 'closedFlag = false or id=1']],
  ['-p', ['/service/tickets', '-p', 'Conditions=closedFlag = false or id=1']],
  ['the path', ['/service/tickets?conditions=closedFlag = false or id=1']],
])('they hold beside the conditions of %s', async (_where, words) => {
  expect(await query(...words, ...where)).toEqual({
    conditions: `(closedFlag = false or id=1) and ${built}`,
  });
});

test('an alternative keeps its parentheses', async () => {
  expect(await query('/service/tickets', '--where', 'company = Acme')).toEqual({
    conditions: '(company/identifier="Acme" or company/name="Acme")',
  });
});

test('conditions cannot end before the clause that is added to them', async () => {
  const words = ['/service/tickets', '--conditions', 'id=1) or (id=2', '--where', 'id > 5'];
  const { code, error } = await run(words);
  expect(code).toBe(2);
  expect(error().message).toBe('--conditions: this ) closes nothing, at character 5.');
});

test('dates in written conditions are replaced beside --where', async () => {
  const words = ['/service/tickets', '--conditions', 'lastUpdated>[today]', '--where', 'id=1'];
  expect(await query(...words)).toEqual({
    conditions: '(lastUpdated>=[2026-02-01T00:00:00Z]) and id=1',
  });
});

test('a day is one of the zone', async () => {
  const words = ['/service/tickets', '--where', 'dateEntered=today', '--tz', 'Europe/Berlin'];
  expect(await query(...words)).toEqual({
    conditions: 'dateEntered>=[2026-01-30T23:00:00Z] and dateEntered<[2026-01-31T23:00:00Z]',
  });
});

test('with --all it holds on every page', async () => {
  const path = '/company/companies';
  const page = `${path}?conditions=name%20contains%20%22a%22&pageSize=1000`;
  const api = await fakeApi(
    {
      request: `GET ${page}`,
      body: [{ id: 1 }],
      headers: { link: `<http://x/v4_6_release/apis/3.0${page}&pageId=1>; rel="next"` },
    },
    { request: `GET ${page}&pageId=1`, body: [{ id: 2 }] },
  );
  const { code, json } = await run([path, '--where', 'name~a', '--all'], { env: api.env });
  expect(code).toBe(0);
  expect(json()).toEqual([{ id: 1 }, { id: 2 }]);
});

test.each([
  ['--count', '/company/companies', '/company/companies/count?conditions=id%3E5', { count: 3 }],
  [
    '--limit 2',
    '/company/companies',
    '/company/companies?conditions=id%3E5&pageSize=2&page=1',
    [{ id: 6 }],
  ],
  [
    'nothing',
    '/company/companies/count',
    '/company/companies/count?conditions=id%3E5',
    { count: 3 },
  ],
])('with %s it holds on %s', async (flags, path, target, body) => {
  const api = await fakeApi({ request: `GET ${target}`, body });
  const more = flags === 'nothing' ? [] : flags.split(' ');
  const { code, json } = await run([path, '--where', 'id>5', ...more], { env: api.env });
  expect(code).toBe(0);
  expect(json()).toEqual(body);
});

test.each([
  [[], built],
  [['-d', '{"conditions":"closedFlag=false"}'], `(closedFlag=false) and ${built}`],
  [['--conditions', 'closedFlag=false'], `(closedFlag=false) and ${built}`],
])('a search by POST has it in its body: %j', async (given, conditions) => {
  const api = await fakeApi({ request: 'POST /service/tickets/search', body: [] });
  const clauses = [...where, '--where', 'customFields/VIP = true'];
  const words = ['POST', '/service/tickets/search', ...given, ...clauses];
  expect(await run(words, { env: api.env })).toMatchObject({ code: 0 });
  expect(JSON.parse(api.seen[0]?.body ?? '')).toEqual({
    conditions,
    customfieldconditions: 'caption="VIP" and value=true',
  });
});

test('a search whose body is no object has no place for it', async () => {
  const { code, error } = await run(['POST', '/service/tickets/search', '-d', '[]', ...where]);
  expect(code).toBe(2);
  expect(error().message).toBe('--where goes into the body, which is no object.');
});

test.each([
  [['PATCH', '/service/tickets/1', '--set', 'summary=x'], 'PATCH /service/tickets/{id}'],
  [['DELETE', '/service/tickets/1'], 'DELETE /service/tickets/{id}'],
  [['POST', '/service/tickets', '-d', '{}'], 'POST /service/tickets'],
  [['/service/tickets/1'], 'GET /service/tickets/{id}'],
])('what is no list refuses it: %j', async (words, endpoint) => {
  const { code, error } = await run([...words, '--where', 'id=1', '--yes']);
  expect(code).toBe(2);
  expect(error().message).toBe(`--where is for lists; ${endpoint} is none.`);
});

test('a mistake shows its place', async () => {
  const { code, error, stderr } = await run(['/service/tickets', '--where', 'compnay = Acme']);
  expect(code).toBe(2);
  expect(error()).toMatchObject({
    message: '--where: "compnay" is not a field here, at character 1.',
    hint: 'Did you mean company? (--no-check sends it as it is.)',
    place: { text: 'compnay = Acme', start: 0, end: 7 },
  });
  expect(stderr).toContain('compnay = Acme\n');
});

test('--no-check sends the field as it is', async () => {
  expect(await query('/service/tickets', '--where', 'compnay = Acme', '--no-check')).toEqual({
    conditions: 'compnay="Acme"',
  });
});

test('what the catalog does not know is sent with a warning', async () => {
  const words = ['/service/tickets', '--where', 'zzzz=5', '--dry-run'];
  const { code, stderr } = await run(words);
  expect(code).toBe(0);
  expect(stderr).toBe(
    'Warning: --where: "zzzz" is not a field that the catalog knows; sent as it is. Its value is taken for a number; in quotes it is text.\n',
  );
});

test('two custom fields at a time are sent with a warning', async () => {
  const clauses = ['--where', 'customFields/A=1', '--where', 'customFields/B=2'];
  const { code, stderr } = await run(['/service/tickets', ...clauses, '--dry-run']);
  expect(code).toBe(0);
  expect(stderr).toContain('A and B are different custom fields');
});

const companies = '/company/companies';
const contacts = '/company/contacts';
const custom = '--custom-field-conditions';

test.each([
  [
    companies,
    ['types/name = Client', 'types/name = Vendor'],
    [],
    'types/name is compared with Client and Vendor, ',
  ],
  [
    companies,
    ['types/name in A,B', 'types/name in C,D'],
    [],
    'types/name is compared with A, B, C and D, ',
  ],
  [
    contacts,
    ['types/name = A', 'communicationItems/value ~ @x'],
    [],
    'types and communicationItems are different lists, ',
  ],
  [
    companies,
    ['types/name = Client'],
    ['--child-conditions', 'types.name="Vendor"'],
    'types/name is compared with Vendor and Client, ',
  ],
  [
    contacts,
    ['types/name = A'],
    ['-p', 'childconditions=communicationItems/id=1'],
    'communicationItems and types are different lists, ',
  ],
  [
    companies,
    ['customFields/A = 1'],
    [custom, 'caption="B" and value=2'],
    'B and A are different custom fields, ',
  ],
])('on %s %j is sent with a warning beside %j', async (path, clauses, more, warning) => {
  const where = clauses.flatMap((clause) => ['--where', clause]);
  const { code, stderr } = await run([path, ...where, ...more, '--dry-run']);
  expect(code).toBe(0);
  expect(stderr).toBe(
    `Warning: --where: ${warning}and a server may find no record by more than one of them at a time.\n`,
  );
});

test.each([
  [companies, ['types/name = Client', 'types/name = client', 'types/id > 1'], []],
  [companies, ['types/name in A,B', 'types/name in b,c'], []],
  [companies, ['types/name != A', 'types/name != B'], []],
  [companies, ['types/name = A'], ['--child-conditions', 'types/name="A" or types/name="B"']],
  [contacts, ['types/name = A'], ['--conditions', 'id=1']],
  [companies, ['customFields/A > 1', 'customFields/a < 5'], [custom, 'value!=3']],
])('on %s one member can meet %j beside %j', async (path, clauses, more) => {
  const where = clauses.flatMap((clause) => ['--where', clause]);
  const { code, stderr } = await run([path, ...where, ...more, '--dry-run']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('what only its name calls a date takes dates', async () => {
  expect(await query('/system/members', '--where', 'lastLogin > -30d')).toEqual({
    conditions: 'lastLogin>=[2026-01-02T00:00:00Z]',
  });
});

test('me is the member of CWM_MEMBER, and needs one', async () => {
  const words = ['/service/tickets', '--where', 'assigned=me', '--dry-run'];
  const { json } = await run(words, { env: { CWM_MEMBER: 'jdoe' } });
  expect(new URL((json() as { url: string }).url).searchParams.get('conditions')).toBe(
    '(owner/identifier="jdoe" or resources contains "jdoe")',
  );
  const nobody = await run(words);
  expect(nobody.code).toBe(3);
  expect(nobody.error().hint).toContain('CWM_MEMBER=jdoe');
});

test('a value that the shell cut off is refused', async () => {
  const { code, error } = await run(['/service/tickets', '--where', 'status/name=']);
  expect(code).toBe(2);
  expect(error().message).toBe('--where: a value is missing, at character 13.');
});

test.each([
  ['name~tech', ['Tessel Technologies']],
  ['name ~ dental', ['Contoso Dental', 'Heatherby Dental Studio']],
  ['identifier in acme,FABRIKAM', ['Acme Manufacturing', 'Fabrikam Legal']],
  ['id <= 2', ['Acme Manufacturing', 'Contoso Dental']],
])('the sandbox answers to %s', async (clause, names) => {
  const words = ['GET', '/company/companies', '--where', clause, '--profile', 'sandbox'];
  const { code, json } = await run([...words, '--columns', 'name', '--order-by', 'id']);
  expect(code).toBe(0);
  expect((json() as { name: string }[]).map(({ name }) => name)).toEqual(names);
});

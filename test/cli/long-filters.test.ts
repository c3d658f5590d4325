import { expect, test } from 'vitest';
import { encodeQuery } from '../../src/api/request.js';
import { fakeApi, type Stub } from '../support/fake-api.js';
import { runCwm } from '../support/run-cwm.js';

const companies = '/company/companies';
const ids = Array.from({ length: 600 }, (_, index) => 100_001 + index);
const inList = (values: readonly unknown[]) => `id in (${values.join(',')})`;
const filter = inList(ids);
const thousands = Array.from({ length: 3000 }, (_, index) => 100_001 + index);

/** Shares out values as they fit into path and query. */
function shared<T>(values: readonly T[], targetOf: (some: readonly T[]) => string): T[][] {
  const parts: T[][] = [];
  for (const value of values) {
    const last = parts.at(-1);
    if (last !== undefined && targetOf([...last, value]).length <= 1900) last.push(value);
    else parts.push([value]);
  }
  return parts;
}

interface Asked {
  path?: string;
  before?: [string, string][];
  /** Without what asks for pages. */
  after?: [string, string][];
  paging?: string;
}

/** The requests that a list of company ids takes, each answered with what `bodyOf` makes of its ids. */
function requests(
  { path = companies, before = [], after = [], paging = '' }: Asked,
  bodyOf: (ids: number[], part: number) => Pick<Stub, 'body' | 'headers' | 'optional'>,
): Stub[] {
  const targetOf = (some: readonly number[]) =>
    `${path}${encodeQuery([...before, ['conditions', inList(some)], ...after])}`;
  return shared(ids, targetOf).map((some, part) => ({
    request: `GET ${targetOf(some)}${paging}`,
    ...bodyOf(some, part),
  }));
}

const rowsOf = (some: readonly number[]) => some.map((id) => ({ id, name: `Company ${id}` }));
const end = { headers: { link: '' } };

test('the rows of a long list of ids come from several requests, as they were written', async () => {
  const api = await fakeApi(
    ...requests({ paging: '&pageSize=1000' }, (some) => ({ body: rowsOf(some), ...end })),
  );
  const argv = ['call', companies, '--conditions', filter, '--all', '-o', 'ndjson'];
  const { code, stdout, stderr } = await runCwm(argv, { env: api.env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(
    rowsOf(ids)
      .map((row) => `${JSON.stringify(row)}\n`)
      .join(''),
  );
  expect(api.seen).toHaveLength(3);
});

test('a record that two requests give is there once', async () => {
  const api = await fakeApi(
    ...requests({ paging: '&pageSize=1000' }, (some) => ({
      body: rowsOf([100_001, ...some]),
      ...end,
    })),
  );
  const { json } = await runCwm(['call', companies, '--conditions', filter, '--all'], api);
  expect(json()).toEqual(rowsOf(ids));
});

test('--no-check and -p make no difference', async () => {
  const api = await fakeApi(
    ...requests({ paging: '&pageSize=1000' }, (some) => ({ body: rowsOf(some), ...end })),
  );
  const argv = ['call', companies, '-p', `conditions=${filter}`, '--all', '--no-check'];
  expect((await runCwm(argv, api)).json()).toHaveLength(600);
});

test('--limit asks no request more than it needs', async () => {
  const [first] = requests({ paging: '&pageSize=30' }, (some) => ({
    body: rowsOf(some.slice(0, 30)),
    headers: { link: '<https://x/y?pageId=100030>; rel="next"' },
  }));
  const api = await fakeApi(...(first === undefined ? [] : [first]));
  const argv = ['call', companies, '--conditions', filter, '--limit', '30'];
  const { json, stderr } = await runCwm(argv, api);
  expect(json()).toEqual(rowsOf(ids.slice(0, 30)));
  expect(stderr).toBe('');
});

test('without --all and --limit the first rows come, and what is missing is said', async () => {
  const [first] = requests({ paging: '&pageSize=25' }, (some) => ({
    body: rowsOf(some.slice(0, 25)),
    headers: { link: '<https://x/y?pageId=100025>; rel="next"' },
  }));
  const api = await fakeApi(...(first === undefined ? [] : [first]));
  const { json, stderr } = await runCwm(['call', companies, '--conditions', filter], api);
  expect(json()).toEqual(rowsOf(ids.slice(0, 25)));
  expect(stderr).toBe('Warning: 25 rows, more exist: --all or --limit n.\n');
});

test('a page is filled from all requests, and says so when it holds all there is', async () => {
  const api = await fakeApi(
    ...requests({ paging: '&pageSize=25' }, (some) => ({ body: rowsOf(some.slice(0, 8)), ...end })),
  );
  const { json, stderr } = await runCwm(['call', companies, '--conditions', filter], api);
  expect({ rows: (json() as unknown[]).length, stderr }).toEqual({ rows: 24, stderr: '' });
});

test('--count is the sum of the counts', async () => {
  const api = await fakeApi(
    ...requests({ path: `${companies}/count` }, (some) => ({ body: { count: some.length } })),
  );
  const argv = ['call', companies, '--conditions', filter, '--count', '--fields', 'id'];
  expect((await runCwm(argv, api)).json()).toEqual({ count: 600 });
});

test('--dry-run shows the first request and how many there are', async () => {
  const { code, json } = await runCwm([
    'call',
    companies,
    '--conditions',
    filter,
    '--all',
    '--dry-run',
  ]);
  const { url, note } = json() as { url: string; note: string };
  expect(code).toBe(0);
  expect(url).toContain('/company/companies?conditions=id%20in%20%28100001%2C');
  expect(url.length).toBeLessThan(2000);
  expect(note).toContain(
    'The filter is too long for one URL: its values are shared out among 3 requests. This is the first.',
  );
});

test('--dry-run of a count says it too', async () => {
  const argv = ['call', companies, '--conditions', filter, '--count', '--dry-run'];
  expect((await runCwm(argv)).json()).toMatchObject({
    url: expect.stringContaining('/company/companies/count?conditions=') as string,
    note: expect.stringContaining('3 requests. This is the first.') as string,
  });
});

test('what fits once it is written without blanks and repeats is one request', async () => {
  const written = Array.from({ length: 700 }, (_, index) => String(index % 3)).join(' , ');
  const api = await fakeApi({
    request: 'GET /company/companies?conditions=id%20in%20%280%2C1%2C2%29',
    body: rowsOf([1, 2]),
  });
  const argv = ['call', companies, '--conditions', `id in (${written})`];
  expect((await runCwm(argv, api)).json()).toEqual(rowsOf([1, 2]));
});

test('--order-by joins the rows in the order of the server', async () => {
  const names = ['Éclair', 'apple', 'Cherry', 'banana', 'date', 'Fig'];
  const bodies = [
    [{ id: 1 }, { id: 2, name: 'Fig' }, { id: 3, name: 'Cherry' }],
    [
      { id: 4, name: 'date' },
      { id: 5, name: 'apple' },
    ],
    [
      { id: 6, name: 'Éclair' },
      { id: 7, name: 'banana' },
    ],
  ].map((rows) =>
    rows.toSorted((a, b) => {
      const [one, other] = [a, b].map((row) => ('name' in row ? row.name.toLowerCase() : ''));
      return (other ?? '').localeCompare(one ?? '', 'en');
    }),
  );
  const api = await fakeApi(
    ...requests(
      {
        after: [
          ['orderBy', 'name desc'],
          ['fields', 'id,name'],
        ],
        paging: '&pageSize=1000&page=1',
      },
      (_some, part) => ({ body: bodies[part], ...end }),
    ),
  );
  const argv = ['--order-by', 'name desc', '--fields', 'id,name', '--all'];
  const { json, stderr } = await runCwm(['call', companies, '--conditions', filter, ...argv], api);
  expect((json() as { name?: string }[]).map(({ name }) => name)).toEqual([
    ...names.toSorted((a, b) => b.localeCompare(a, 'en')),
    undefined,
  ]);
  expect(stderr).toBe('');
});

test('--order-by over pages waits for the list whose next row is not known', async () => {
  const pages = [
    [[1, 2], [9]],
    [[3, 4], []],
    [[5], []],
  ];
  const numbered = (number: number) =>
    requests(
      {
        after: [
          ['orderBy', 'id'],
          ['pageSize', '2'],
        ],
        paging: `&page=${number}`,
      },
      (_some, part) => ({ body: (pages[part]?.[number - 1] ?? []).map((id) => ({ id })) }),
    );
  const api = await fakeApi(...numbered(1), ...numbered(2).slice(0, 2));
  const argv = ['--order-by', 'id', '--page-size', '2', '--all'];
  const { json } = await runCwm(['call', companies, '--conditions', filter, ...argv], api);
  expect(json()).toEqual([1, 2, 3, 4, 5, 9].map((id) => ({ id })));
});

test('rows that the server sorts in another way are joined all the same, and that is said', async () => {
  const api = await fakeApi(
    ...requests(
      { after: [['orderBy', 'name']], paging: '&pageSize=1000&page=1' },
      (some, part) => ({
        body: part === 0 ? rowsOf(some.slice(0, 3)).toReversed() : [],
        ...end,
      }),
    ),
  );
  const argv = ['call', companies, '--conditions', filter, '--order-by', 'name', '--all'];
  const { json, stderr } = await runCwm(argv, api);
  expect(json()).toHaveLength(3);
  expect(stderr).toContain('sorts by name in another way');
});

const many = (one: (value: number) => string, count = 300) =>
  Array.from({ length: count }, (_, index) => one(index + 1)).join(' or ');

test('childConditions joined with or are divided, and their rows told apart by id', async () => {
  const values = Array.from({ length: 100 }, (_, index) => `mail${index}@example.com`);
  const or = (some: readonly string[]) =>
    some.map((value) => `communicationItems/value="${value}"`).join(' or ');
  const targetOf = (some: readonly string[]) =>
    `/company/contacts${encodeQuery([['childConditions', or(some)]])}`;
  const parts = shared(values, targetOf);
  const api = await fakeApi(
    ...parts.map((some, part) => ({
      request: `GET ${targetOf(some)}&pageSize=1000`,
      body: [{ id: 1 }, { id: part + 2 }],
      ...end,
    })),
  );
  const argv = ['call', '/company/contacts', '--child-conditions', or(values), '--all'];
  const rows = (await runCwm(argv, api)).json() as { id: number }[];
  expect(rows.map(({ id }) => id)).toEqual(parts.map((_, part) => part + 2).toSpliced(0, 0, 1));
});

const tickets = '/service/tickets';

test('a ticket list is sent as a search, which needs no approval', async () => {
  const api = await fakeApi({
    request: 'POST /service/tickets/search?fields=id&page=2&pageSize=5',
    body: [{ id: 1 }],
  });
  const argv = [
    ...['call', tickets, '--conditions', filter, '--child-conditions', 'a/b="c"'],
    ...['--custom-field-conditions', 'caption="x" and value != null', '--order-by', 'id desc'],
    ...['--fields', 'id', '--page', '2', '--page-size', '5', '--no-check'],
  ];
  const { code, json, stderr } = await runCwm(argv, api);
  expect({ code, rows: json(), stderr }).toEqual({ code: 0, rows: [{ id: 1 }], stderr: '' });
  expect(JSON.parse(api.seen[0]?.body ?? '')).toEqual({
    conditions: filter,
    childconditions: 'a/b="c"',
    customfieldconditions: 'caption="x" and value != null',
    orderBy: 'id desc',
  });
});

test.each(['/service/tickets', '/project/tickets'])('%s --all follows the search', async (path) => {
  const page = (number: number, body: unknown[]): Stub => ({
    request: `POST ${path}/search?pageSize=2&page=${number}`,
    body,
  });
  const api = await fakeApi(page(1, [{ id: 1 }, { id: 2 }]), page(2, [{ id: 3 }]));
  const argv = ['call', path, '--conditions', filter, '--all', '--page-size', '2'];
  expect((await runCwm(argv, api)).json()).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  expect(api.seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
    Array.from({ length: 2 }, () => ({ conditions: filter, orderBy: 'id' })),
  );
});

test('--dry-run of a ticket list shows the search and says why', async () => {
  const argv = ['call', tickets, '--conditions', filter, '--dry-run'];
  expect((await runCwm(argv)).json()).toMatchObject({
    method: 'POST',
    url: expect.stringMatching(/\/service\/tickets\/search$/) as string,
    body: { conditions: filter },
    note: expect.stringContaining('too long for the URL of GET /service/tickets') as string,
  });
});

test('tickets are counted in several requests: a count has no search', async () => {
  const api = await fakeApi(
    ...requests({ path: `${tickets}/count` }, (some) => ({ body: { count: some.length } })),
  );
  const argv = ['call', tickets, '--conditions', filter, '--count'];
  expect((await runCwm(argv, api)).json()).toEqual({ count: 600 });
});

test.each([
  ['not in', [companies, '--conditions', filter.replace('in', 'not in')], 'after not in'],
  ['one long text', [companies, '--conditions', `name="${'x'.repeat(2000)}"`], 'fewer values'],
  [
    'fields',
    [tickets, '--fields', Array.from({ length: 400 }, () => 'summary').join()],
    'Shorten --fields',
  ],
  [
    'a count of not in',
    [tickets, '--count', '--conditions', filter.replace('in', 'not in')],
    'POST /service/tickets/search',
  ],
  [
    'two lists of thousands',
    [companies, '--conditions', `${inList(thousands)} and defaultContact/${inList(thousands)}`],
    'fewer values',
  ],
])('%s cannot be divided: exit 2', async (_what, argv, hint) => {
  const { code, error } = await runCwm(['call', ...argv]);
  expect(code).toBe(2);
  expect(error().message).toMatch(
    /^The path and query of GET \S+ have \d{4,} characters; a URL takes about 1900\.$/,
  );
  expect(error().hint).toContain(hint);
});

test.each([
  ['a page', [companies, '--conditions', filter, '--page', '2'], '--page'],
  ['a page in the path', [`${companies}?page=2`, '--conditions', filter], '--page'],
  [
    'an order that rows do not tell',
    [companies, '--conditions', filter, '--order-by', 'name', '--fields', 'id'],
    '--fields id,name',
  ],
  [
    'the order of a whole reference',
    [companies, '--conditions', filter, '--order-by', 'status'],
    'one value',
  ],
  [
    'rows without ids',
    [
      '/company/contacts',
      '--child-conditions',
      many((id) => `types/id=${id}`),
      '--fields',
      'firstName',
    ],
    'id in --fields',
  ],
  [
    'a count of what two requests may choose',
    ['/company/contacts', '--child-conditions', many((id) => `types/id=${id}`), '--count'],
    `length(@)`,
  ],
  [
    'a count by a reference to several records',
    [tickets, '--conditions', many((id) => `configuration/id=${id}`), '--count'],
    `length(@)`,
  ],
  [
    '--unless-exists',
    ['GET', companies, '--conditions', filter, '--unless-exists', 'id=1'],
    'goes with a POST',
  ],
])('%s does not go with several requests: exit 2', async (_what, argv, hint) => {
  const { code, error } = await runCwm(['call', ...argv]);
  expect({ code, hint: error().hint }).toEqual({
    code: 2,
    hint: expect.stringContaining(hint) as string,
  });
});

test('a server that finds a URL too long is told apart', async () => {
  const api = await fakeApi({ request: 'GET /company/companies', status: 414, body: '' });
  const { code, error } = await runCwm(['raw', 'GET /company/companies'], api);
  expect({ code, hint: error().hint }).toEqual({
    code: 6,
    hint: expect.stringContaining('too long for the server') as string,
  });
});

const names = Array.from({ length: 200 }, (_, index) => `"Company ${index}"`).join(', ');

test('many names, which are identifiers or names, are asked for in several requests', async () => {
  const argv = ['call', '/company/contacts', '--where', `company in (${names})`, '--all'];
  const { code, json } = await runCwm([...argv, '--dry-run']);
  expect(code).toBe(0);
  expect((json() as { note: string }).note).toMatch(/shared out among \d+ requests/);
});

test('what several requests may count twice is counted by its rows, with the same filter', async () => {
  const argv = ['call', '/company/contacts', '--where', `company in (${names})`, '--count'];
  const { code, error } = await runCwm([...argv, '--dry-run']);
  expect(code).toBe(2);
  expect(error().hint).toBe(
    "Count the rows instead: the same command with --all --fields id --query 'length(@)' in place of --count.",
  );
});

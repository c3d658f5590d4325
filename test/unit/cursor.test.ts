import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCursor, writeCursor, type AskedCall, type Position } from '../../src/mcp/cursor.js';

const profile = 'sandbox';

const params = fc.dictionary(
  fc.constantFrom('conditions', 'pageSize', 'orderBy', 'fields'),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  { maxKeys: 3 },
);

const asked = fc.record<AskedCall>({
  path: fc.constantFrom('/service/tickets', 'company/companies/'),
  params,
});

const count = fc.nat({ max: 100_000 });

const positions: fc.Arbitrary<Position> = fc.oneof(
  fc.record({
    kind: fc.constant('page' as const),
    request: fc.record({
      method: fc.constant('GET'),
      target: fc.webQueryParameters().map((query) => `/service/tickets?${query}`),
      body: fc.constant(undefined),
    }),
    page: count,
    skip: count,
    last: fc.option(count, { nil: undefined }),
    total: fc.option(count, { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('rows' as const),
    from: count,
    size: fc.option(count, { nil: undefined }),
    asked: fc.constant({ path: '/service/tickets', params: { limit: 5 } }),
  }),
);

test('a position comes back as it was, with the params of its call or without any', () => {
  fc.assert(
    fc.property(positions, asked, (position, call) => {
      const cursor = writeCursor(position, { profile, asked: call }) ?? '';
      expect(cursor).toMatch(/^[\w-]+$/);
      for (const given of [call, { path: call.path }, { path: call.path.toUpperCase() }])
        expect(readCursor(cursor, { profile, asked: given })).toEqual(position);
    }),
  );
});

const position: Position = {
  kind: 'page',
  request: { method: 'GET', target: '/service/tickets?conditions=id%3e5', body: undefined },
  page: 2,
  skip: 3,
};
const call = { path: '/service/tickets', params: { conditions: 'id>5', pageSize: 25 } };
const cursor = writeCursor(position, { profile, asked: call }) ?? '';

test.each([
  ['params in another order and case', { ...call, params: { PageSize: '25', Conditions: 'id>5' } }],
  ['the params as they were sent', { ...call, params: { conditions: 'id>5' } }],
  ['a query in the path', { path: '/service/tickets?conditions=id>5&pageSize=25' }],
  ['no slash', { path: 'service/tickets' }],
])('%s is the same call', (_what, given) => {
  expect(readCursor(cursor, { profile, asked: given })).toMatchObject({ page: 2, skip: 3 });
});

test.each([
  ['another path', cursor, { path: '/company/companies' }, 'It goes with /service/tickets.'],
  ['other params', cursor, { ...call, params: { conditions: 'id>6' } }, 'Leave params out'],
  ['a letter too few', cursor.slice(0, -1), call, 'Copy next_cursor as it stands.'],
  ['another text', 'page 2', call, 'Copy next_cursor as it stands.'],
  ['an empty text', '', call, 'Copy next_cursor as it stands.'],
  ['a cursor of another version', cursor.replace('cwm1', 'cwm9'), call, 'Leave the cursor out'],
])('%s is refused with what to do', (_what, text, given, hint) => {
  expect(() => readCursor(text, { profile, asked: given })).toThrow(
    expect.objectContaining({ code: 'usage', hint: expect.stringContaining(hint) as string }),
  );
});

test('a cursor of another connection is refused', () => {
  expect(() => readCursor(cursor, { profile: 'acme@cw.example', asked: call })).toThrow(
    'The cursor is of another connection.',
  );
});

test('no text is a bug of cwm, whatever stands in it', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.base64String().map((text) => `cwm1${text}`),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(() => readCursor(text, { profile, asked: call })).toThrow(
        expect.objectContaining({ code: 'usage' }),
      );
    }),
  );
});

test.each([
  ['a write', { method: 'DELETE', target: '/service/tickets/1' }],
  ['another host', { method: 'GET', target: '//elsewhere.example/service/tickets' }],
  ['an address', { method: 'GET', target: 'https://elsewhere.example/' }],
])('a cursor made for %s is refused', (_what, request) => {
  const made = writeCursor(
    { ...position, request: { ...request, body: undefined } },
    { profile, asked: call },
  );
  expect(() => readCursor(made ?? '', { profile, asked: call })).toThrow('can be gone on with');
});

test('what is too long to be said is left to the params, which then have to be given', () => {
  const long = { path: '/service/tickets', params: { conditions: noise(5000), all: true } };
  const rows: Position = { kind: 'rows', from: 40, size: undefined, asked: long };
  const short = writeCursor(rows, { profile, asked: long }) ?? '';
  expect(short.length).toBeLessThan(200);
  expect(readCursor(short, { profile, asked: long })).toMatchObject({ from: 40 });
  expect(() => readCursor(short, { profile, asked: { path: long.path } })).toThrow(
    'needs its params',
  );
});

function noise(length: number): string {
  const hash = (part: number) => createHash('sha512').update(String(part)).digest('hex');
  return Array.from({ length: length / 128 }, (_, part) => hash(part)).join('');
}

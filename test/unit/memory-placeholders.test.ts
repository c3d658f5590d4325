import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCondition } from '../../src/conditions/parse.js';
import { printCondition } from '../../src/conditions/print.js';
import { quoteText } from '../../src/conditions/quote.js';
import { unknownRecords } from '../../src/conditions/shape.js';
import type { SavedCall } from '../../src/memory/entry.js';
import { fillCall, type Places } from '../../src/memory/fill.js';
import { escapeBraces, piecesOf, placeholdersOf } from '../../src/memory/placeholders.js';
import { withPlaceholder } from '../../src/memory/to-placeholder.js';

const places: Places = { shapeFor: () => unknownRecords, typed: (_names, value) => value };

function get(path: string, params: Record<string, unknown> = {}, data: unknown = null): SavedCall {
  return { method: data === null ? 'GET' : 'POST', path, params, data };
}

test('a text is its own once its braces are doubled, wherever it stands', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('{', '}', 'a', '=', ' ') }));
  fc.assert(
    fc.property(text, (one) => {
      expect(piecesOf(escapeBraces(one)).every(({ kind }) => kind === 'text')).toBe(true);
      const kept = get('/a', { tag: escapeBraces(one) }, { note: [escapeBraces(one)] });
      expect(fillCall(kept, {}, places)).toMatchObject({
        params: { tag: one },
        data: { note: [one] },
      });
    }),
  );
});

test('a placeholder is listed once, and a default anywhere counts everywhere', () => {
  const call = get('/a/{id}', { where: ['x = {name}', 'y = {{no}'] }, { a: '{name=Acme} {id=7}' });
  expect(placeholdersOf(call)).toEqual([
    { name: 'id', default: '7' },
    { name: 'name', default: 'Acme' },
  ]);
  expect(fillCall(call, {}, places)).toEqual(
    get('/a/7', { where: ['x = Acme', 'y = {no}'] }, { a: 'Acme 7' }),
  );
});

test.each<[string, SavedCall, SavedCall]>([
  [
    'Acme',
    get('/a', { conditions: `x="Acme" or y='Acme' or z="Acme Inc"` }),
    get('/a', { conditions: `x="{p=Acme}" or y='{p=Acme}' or z="Acme Inc"` }),
  ],
  [
    '5',
    get('/a', { conditions: 'id in (5,55) and x="a{{b}"', pageSize: 5 }),
    get('/a', { conditions: 'id in ({p=5},55) and x="a{{b}"', pageSize: '{p=5}' }),
  ],
  [
    '-7d',
    get('/a', { conditions: 'd > [-7d] and x={q=1}' }),
    get('/a', { conditions: 'd > [{p=-7d}] and x={q=1}' }),
  ],
  [
    'New',
    get('/a', { where: ['s = New', 's in "New",Old', 't = Newer'] }),
    get('/a', { where: ['s = {p=New}', 's in "{p=New}",Old', 't = Newer'] }),
  ],
  [
    'id',
    get('/a', { orderBy: 'id', fields: 'id,name' }),
    get('/a', { orderBy: '{p=id}', fields: 'id,name' }),
  ],
  [
    '7',
    get('/a/7/b/77', {}, { id: 7, note: '7', text: 'a 7' }),
    get('/a/{p=7}/b/77', {}, { id: '{p=7}', note: '{p=7}', text: 'a 7' }),
  ],
  ['Help Desk', get('/a/Help Desk/Help%20Desk'), get('/a/{p=Help Desk}/{p=Help Desk}')],
])('%s becomes a placeholder where it is a whole value', (literal, call, kept) => {
  expect(withPlaceholder(call, 'p', literal)).toEqual(kept);
});

test('operations of a PATCH and segments of the template are no values', () => {
  const data = [{ op: 'replace', path: 'status', value: 'replace' }];
  const call: SavedCall = { method: 'PATCH', path: '/a/replace/status', params: {}, data };
  expect(withPlaceholder(call, 'p', 'replace', '/a/replace/{id}')).toEqual({
    ...call,
    data: [{ op: 'replace', path: 'status', value: '{p=replace}' }],
  });
});

test.each([
  ['p', 'Nobody', 'stands nowhere', 'It has 7, Acme, x y.'],
  ['1p', '7', 'cannot be the name', 'A name has'],
  ['p', '{x}', 'braces', 'another value'],
])('--param %s=%s is refused', (name, literal, message, hint) => {
  const call = get('/a/7', { conditions: 'x="Acme"' }, { text: 'x y' });
  const refused = () => withPlaceholder(call, name, literal, '/a/{id}');
  expect(refused).toThrow(message);
  expect(refused).toThrow(
    expect.objectContaining({ hint: expect.stringContaining(hint) as string }),
  );
});

test('a literal that became a placeholder means the same as before', () => {
  const literal = fc.string({ minLength: 1 }).filter((one) => !/[{}]/.test(one));
  fc.assert(
    fc.property(literal, fc.string(), (one, other) => {
      const conditions = `x=${quoteText(one)} and y!=${quoteText(other)}`;
      const call = get('/a', { conditions: escapeBraces(conditions), tag: one });
      const { params } = fillCall(withPlaceholder(call, 'p', one), {}, places);
      const same = (text: unknown) => printCondition(parseCondition(String(text)));
      expect(same(params['conditions'])).toBe(same(conditions));
      expect(params['tag']).toBe(one);
    }),
  );
});

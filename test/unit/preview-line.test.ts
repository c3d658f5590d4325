import fc from 'fast-check';
import { expect, test } from 'vitest';
import { looseLine, oneLine } from '../../src/text/one-line.js';
import { pieceText, previewLine } from '../../src/actions/preview-line.js';
import { mailOf } from '../../src/api/mail-of.js';

const texts = fc.string({ unit: 'binary', maxLength: 200 });
const pieces = fc.record({
  field: texts,
  before: fc.oneof(fc.constant(undefined), fc.jsonValue()),
  after: fc.oneof(texts, fc.jsonValue(), fc.record({ id: fc.nat(), name: texts })),
  isChange: fc.boolean(),
});

test('a line has at most 300 characters, and none that is invisible or another kind of quote', () => {
  fc.assert(
    fc.property(texts, fc.array(pieces, { maxLength: 12 }), (address, given) => {
      const line = previewLine('PATCH', `/${address}`, given.map(pieceText));
      expect(line.length).toBeLessThanOrEqual(300);
      expect(line).not.toMatch(/[\p{C}\u2018-\u201f\u00ab\u00bb]|[^\S ]| {2}/u);
      expect(line).toBe(line.trim());
    }),
  );
});

test('a text ends where its quotes do', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const text = pieceText({ field: 'text', before, after, isChange: true });
      expect(text).toMatch(/^text (?:"[^"→]*"|\(empty\)) → (?:"[^"→]*"|\(empty\))$/);
    }),
  );
});

test('one line of one line is the same', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(oneLine(oneLine(text))).toBe(oneLine(text));
    }),
  );
});

test.each([
  ['“Help Desk”', "'Help Desk'"],
  ['a\u00a0\tb\r\nc', 'a b c'],
  ['1–2 — 3', '1-2 - 3'],
  ['soft\u00adhyphen zero\u200bwidth \u202eleft', 'softhyphen zerowidth left'],
  ['hangul\u3164filler', 'hangulfiller'],
  ['tags\u{e0041}\u{e0042}', 'tags'],
  ['Grüße 你好 👍', 'Grüße 你好 👍'],
])('%j is %j in a line', (text, line) => {
  expect(oneLine(text)).toBe(line);
});

test('a line with other quotes, dashes and spaces is alike', () => {
  expect(looseLine('PATCH /a: text "x-y" → "z"')).toBe(looseLine('PATCH /a: text “x–y” →  ‘z’ '));
  expect(looseLine('PATCH /a: text "x"')).not.toBe(looseLine('PATCH /a: text "y"'));
});

test.each([
  [
    { field: 'status', before: { id: 1, name: 'New' }, after: { id: 2, name: 'Closed' } },
    'status New → Closed',
  ],
  [
    { field: 'status', before: { id: 1, name: 'New' }, after: { id: 2, name: 'New' } },
    'status New (1) → New (2)',
  ],
  [{ field: 'owner', before: null, after: { id: 2 } }, 'owner (empty) → (2)'],
  [
    { field: 'type', before: { name: 'A, status Closed' }, after: null },
    'type "A, status Closed" → (empty)',
  ],
  [{ field: 'hours', before: 1, after: 2.5 }, 'hours 1 → 2.5'],
  [{ field: 'closedFlag', after: true }, 'closedFlag → true'],
])('%j is %s', (change, text) => {
  expect(pieceText({ ...change, isChange: true })).toBe(text);
});

test.each([
  ['POST', '/time/entries', { emailContactFlag: true }, ['Mail may go to the contact.']],
  ['POST', '/time/entries', { emailContactFlag: false }, []],
  [
    'POST',
    '/time/entries',
    { emailResourceFlag: true, emailCcFlag: true },
    ['Mail may go to the members assigned to it.', 'Mail may go to the addresses in copy.'],
  ],
  [
    'PATCH',
    '/service/tickets/1',
    [{ op: 'replace', path: 'status', value: { id: 2 } }],
    ['The board may send its notifications, to the contact too.'],
  ],
  ['PATCH', '/service/tickets/1', [{ op: 'replace', path: 'summary', value: 'x' }], []],
  ['POST', '/service/tickets', { summary: 'x', processNotifications: false }, []],
  ['DELETE', '/schedule/entries/7/true', undefined, ['Mail may go to the members assigned to it.']],
  ['DELETE', '/service/tickets/7', undefined, []],
])('%s %s with %j says %j', (method, path, body, said) => {
  expect(mailOf(method, path, body)).toEqual(said);
});

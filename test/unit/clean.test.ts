import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanJson, cleanText } from '../../src/mcp/clean.js';

/** What is unseen wherever it stands, a few of each kind. */
const unseen = [
  '\0',
  '\u0007',
  '\u001b',
  '\u007f',
  '\u009b',
  '\u00ad',
  '\u034f',
  '\u061c',
  '\u115f',
  '\u180e',
  '\u200b',
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202e',
  '\u2060',
  '\u2063',
  '\u2066',
  '\u2069',
  '\u206f',
  '\u3164',
  '\ufeff',
  '\uffa0',
  '\ufffa',
  '\ud83d',
  '\udc00',
  '\u{e0001}',
  '\u{e0049}',
  '\u{e007f}',
  '\u{1d173}',
];

/** Unseen unless they stand behind what they belong to. */
const belonging = ['\u200c', '\u200d', '\ufe00', '\ufe0e', '\ufe0f', '\u{e0100}', '\u180b'];

test.each([
  ['text', 'Drücker\t打印机\nمرحبا <b>bold</b> <placeholder>'],
  ['an astronaut', '👩‍🚀'],
  ['a family', '👨‍👩‍👧‍👦'],
  ['a family with colours of skin', '👩🏽‍🤝‍👨🏿'],
  ['a rainbow flag', '🏳️‍🌈'],
  ['a red heart on fire', '❤️‍🔥'],
  ['a key', '1️⃣'],
  ['a flag', '🇩🇪'],
  ['a text heart', '❤︎'],
  ['Persian', 'می‌خواهم'],
  ['Hindi', 'क्‍ष'],
  ['Han with a variant', '葛\u{e0100}城'],
  ['accents', 'e\u0301'],
])('%s stays as it is', (_what, text) => {
  expect(cleanText(text)).toEqual({ value: text, removed: 0 });
});

test.each([
  ['a hidden sentence of tags', 'ok\u{e0049}\u{e0067}\u{e006e}', 'ok', 3],
  ['an override of the direction', 'invoice\u202egpj.exe', 'invoicegpj.exe', 1],
  ['zero-width letters', 'pass\u200bword\u2060', 'password', 2],
  ['a soft hyphen', 'ad\u00admin', 'admin', 1],
  ['a joiner between Latin letters', 'ad\u200dmin', 'admin', 1],
  ['a joiner at the end of a picture', '👩\u200d and', '👩 and', 1],
  ['a run of variation selectors behind a picture', '😀\ufe0f\ufe01\ufe02\u{e0101}', '😀\ufe0f', 3],
  ['a variation selector behind a letter', 'a\ufe0f', 'a', 1],
  ['a picture selector behind a digit that is no key', '1\ufe0f.', '1.', 1],
  ['a joiner behind what is removed', '👩\u200b\u200d🚀', '👩🚀', 2],
  ['an escape sequence', '\u001b[2J', '[2J', 1],
  ['half a character', 'a\ud83db', 'ab', 1],
])('%s is removed and counted', (_what, text, clean, removed) => {
  expect(cleanText(text)).toEqual({ value: clean, removed });
});

test('line ends become newlines and are not counted', () => {
  expect(cleanText('one\r\ntwo\rthree\u2028four')).toEqual({
    value: 'one\ntwo\nthree\nfour',
    removed: 0,
  });
});

const pieces = fc.oneof(
  fc.constantFrom(
    ...unseen,
    ...belonging,
    '👩',
    '🚀',
    '❤',
    '🏽',
    '1',
    '\u20e3',
    '葛',
    'ن',
    'क',
    'a',
    '\n',
  ),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const hostile = fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join(''));

test('nothing unseen survives, and what is clean is not changed again', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { value } = cleanText(text);
      const characters = new Set(value);
      expect(unseen.filter((one) => characters.has(one))).toEqual([]);
      expect(value.isWellFormed()).toBe(true);
      expect(cleanText(value)).toEqual({ value, removed: 0 });
    }),
  );
});

test('every character that was removed is counted', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const lines = text.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n');
      const { value, removed } = cleanText(text);
      expect(removed).toBe(Array.from(lines).length - Array.from(value).length);
    }),
  );
});

test('all that is seen stays', () => {
  const seen = fc
    .string({ unit: 'grapheme' })
    .filter((text) => !/\p{DI}|\p{Cc}|\p{Cs}/u.test(text));
  fc.assert(
    fc.property(seen, (text) => {
      const { value, removed } = cleanText(text);
      expect({ removed, text: value }).toEqual({
        removed: 0,
        text: text.replaceAll(/[\u2028\u2029]/g, '\n'),
      });
    }),
  );
});

test('texts and names of members are cleaned wherever they stand in a value', () => {
  const given = { 'na\u200bme': ['a\u202e', { deep: 'b\u{e0041}' }], number: 1, none: null };
  expect(cleanJson(given)).toEqual({
    value: { name: ['a', { deep: 'b' }], number: 1, none: null },
    removed: 3,
  });
});

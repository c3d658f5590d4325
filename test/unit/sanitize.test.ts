import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asciiJson, inertJson, inertLine, inertText } from '../../src/text/sanitize.js';

const ranges: [number, number][] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x061c, 0x061c],
  [0x200e, 0x200f],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
];

/** Everything that could drive a terminal or turn the direction of text. */
const dangerous = ranges.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index)),
);

const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...dangerous), fc.string({ unit: 'grapheme', maxLength: 5 })))
  .map((parts) => parts.join(''));

test.each([
  ['an escape sequence', '\u001b[2J', '^[[2J'],
  ['a clipboard sequence', '\u001b]52;c;ZXZpbA==\u0007', '^[]52;c;ZXZpbA==^G'],
  ['a one-byte CSI', '\u009b2J', '\\x9b2J'],
  ['a delete', 'a\u007fb', 'a\\x7fb'],
  ['a carriage return', 'ok\rfake', 'ok^Mfake'],
  ['a NUL', 'a\0b', 'a^@b'],
  ['an override of the direction', 'a\u202eb', 'a\\u202eb'],
  ['an isolate', 'a\u2066b', 'a\\u2066b'],
])('%s becomes visible', (_name, text, shown) => {
  expect(inertText(text)).toBe(shown);
});

test('tabs, newlines and letters of every script stay as they are', () => {
  const text = 'Drücker\t打印机\nمرحبا 👩‍🚀';
  expect(inertText(text)).toBe(text);
});

test('no dangerous character survives in text, whatever stands around it', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(dangerous.filter((character) => inertText(text).includes(character))).toEqual([]);
    }),
  );
});

test('a line has neither newlines nor tabs', () => {
  expect(inertLine('one\ntwo\tthree')).toBe('one⏎two three');
});

test('the two characters of a Windows line end are one mark in a line', () => {
  expect(inertLine('one\r\ntwo')).toBe('one⏎two');
});

test('no dangerous character survives in a line, whatever stands around it', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(dangerous.filter((character) => inertLine(text).includes(character))).toEqual([]);
    }),
  );
});

test('JSON made inert has no dangerous character and the same value', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const json = inertJson(JSON.stringify({ [text]: text }));
      expect(dangerous.filter((character) => json.includes(character))).toEqual([]);
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ [text]: text })));
    }),
  );
});

test('JSON made inert keeps the line breaks of its own layout', () => {
  expect(inertJson('[\n\t1\n]\n')).toBe('[\n\t1\n]\n');
});

test('ASCII JSON has no other character and the same value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const json = asciiJson(JSON.stringify(text));
      expect(json).toMatch(/^[\0-\x7f]*$/);
      expect(JSON.parse(json)).toBe(text);
    }),
  );
});

test('a character beyond the first plane becomes its two surrogates', () => {
  expect(asciiJson('"ü😀"')).toBe('"\\u00fc\\ud83d\\ude00"');
});

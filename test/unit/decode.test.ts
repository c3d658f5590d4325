import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UsageError } from '../../src/errors/errors.js';
import { decodeText } from '../../src/text/decode.js';

const text = '{"summary":"Drücker 打印机 😀"}';

const littleEndian = (content: string) => Buffer.from(`\ufeff${content}`, 'utf16le');
const bigEndian = (content: string) => littleEndian(content).swap16();

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16 little endian with a byte order mark', littleEndian(text)],
  ['UTF-16 big endian with a byte order mark', bigEndian(text)],
])('%s is read', (_name, bytes) => {
  expect(decodeText(bytes, 'body.json')).toBe(text);
});

test('nothing is the empty text', () => {
  expect(decodeText(new Uint8Array(), 'body.json')).toBe('');
});

test.each([
  ['Latin-1', Buffer.from('Drücker', 'latin1')],
  ['UTF-16 without a byte order mark', Buffer.from('text', 'utf16le')],
  ['half a character of UTF-16', littleEndian('ab').subarray(0, 5)],
  ['half a surrogate pair', littleEndian('\ud800x')],
  ['half a character of UTF-8', Buffer.from('ü').subarray(0, 1)],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0])],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])],
])('%s is refused', (_name, bytes) => {
  expect(() => decodeText(bytes, 'body.json')).toThrow(UsageError);
});

test('a refusal names the source', () => {
  expect(() => decodeText(Buffer.from([0xff]), 'body.json')).toThrow(
    'body.json is neither UTF-8 nor UTF-16 with a byte order mark.',
  );
});

test('every text without NUL survives each of the encodings', () => {
  const content = fc
    .string({ unit: 'grapheme' })
    .filter((one) => !one.includes('\0') && !one.startsWith('\ufeff'));
  fc.assert(
    fc.property(content, (one) => {
      expect([
        decodeText(Buffer.from(one), ''),
        decodeText(Buffer.from(`\ufeff${one}`), ''),
        decodeText(littleEndian(one), ''),
        decodeText(bigEndian(one), ''),
      ]).toEqual([one, one, one, one]);
    }),
  );
});

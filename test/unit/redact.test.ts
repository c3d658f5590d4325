import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor } from '../../src/errors/redact.js';

const secret = fc.string({ unit: 'grapheme-ascii', minLength: 8, maxLength: 40 });
const around = fc.string({ maxLength: 20 });

test('a secret never survives', () => {
  fc.assert(
    fc.property(secret, around, around, (key, before, after) => {
      expect(createRedactor([key])(`${before}${key}${after}`)).not.toContain(key);
    }),
  );
});

test('a secret in base64 never survives, at any alignment', () => {
  fc.assert(
    fc.property(secret, around, around, (key, before, after) => {
      const text = Buffer.from(`${before}${key}${after}`).toString('base64');
      const start = Buffer.byteLength(before);
      const end = start + Buffer.byteLength(key);
      // the digits that no neighbour of the secret has a part in
      const certain = text.slice(Math.ceil((start * 8) / 6), Math.floor((end * 8) / 6));
      expect(createRedactor([key])(text)).not.toContain(certain);
    }),
  );
});

test('a percent-encoded secret never survives', () => {
  fc.assert(
    fc.property(secret, around, (key, before) => {
      const encoded = encodeURIComponent(key);
      expect(createRedactor([key])(`/x?${before}=${encoded}&y=1`)).not.toContain(encoded);
    }),
  );
});

test('a secret that is percent-encoded as strictly as requests are does not survive', () => {
  expect(createRedactor([`it's(a)*key!`])('/x?key=it%27s%28a%29%2Akey%21')).toBe('/x?key=***');
});

test('each of several secrets is removed, also where one contains the other', () => {
  expect(createRedactor(['abcdef', 'abcdefgh'])('abcdef abcdefgh')).toBe('*** ***');
});

test('text without a secret stays as it is', () => {
  const text = 'Basic training for the Bearer of bad news: cookies at 12:30, mail a@b.example';
  expect(createRedactor(['PrivateKey654321'])(text)).toBe(text);
});

test('an empty or tiny secret does not blank everything', () => {
  expect(createRedactor(['', 'a', 'abc'])('abc is the alphabet')).toBe('abc is the alphabet');
});

test.each([
  ['a Basic blob', 'got Basic YWNtZStQdWJsaWM6UHJpdmF0ZQ== back', 'got Basic *** back'],
  ['a bearer token', 'got Bearer abcdefghijklmnopqrstuvwx back', 'got Bearer *** back'],
  ['an Authorization header', 'Authorization: Basic dTpwYXNz', 'Authorization: ***'],
  [
    'an Authorization header in JSON',
    '{"authorization":"Basic dTpwYXNz"}',
    '{"authorization":"***"}',
  ],
  ['a proxy’s header', 'Proxy-Authorization: Basic dTpwYXNz', 'Proxy-Authorization: ***'],
  ['a clientId header', 'clientId: 1111-2222', 'clientId: ***'],
  ['credentials in an address', 'http://user:pass@proxy:8080/', 'http://***@proxy:8080/'],
])('%s is removed although nobody knew it', (_name, text, clean) => {
  expect(createRedactor([])(text)).toBe(clean);
});

test('none of several cookies survives', () => {
  const clean = createRedactor([])('Cookie: theme=dark; session=verysecret');
  expect(clean).not.toContain('verysecret');
});

test('an attribute after a cookie is not needed to find it', () => {
  const clean = createRedactor([])('Set-Cookie: session=verysecret; HttpOnly');
  expect(clean).not.toContain('verysecret');
});

test('what was redacted stays the same when redacted again', () => {
  const redact = createRedactor(['PrivateKey654321']);
  const once = redact('Authorization: Basic dTpwYXNz, key PrivateKey654321');
  expect(redact(once)).toBe(once);
});

test.each([
  ['in lower-case hex', 'key%2fwith%2bsigns%3d'],
  ['in JSON with escaped slashes', String.raw`key\/with+signs=`],
  ['in another case', 'KEY/WITH+SIGNS='],
])('a secret does not survive %s', (_how, text) => {
  expect(createRedactor(['key/with+signs='])(`x ${text} y`)).toBe('x *** y');
});

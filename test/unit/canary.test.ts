import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refuseLeaks, secretsOf, watchFiles } from '../support/canary.js';
import { fakeKeys } from '../support/fake-api.js';
import { temporaryFolder } from '../support/run-cwm.js';

const secret = 'k3y "with" ü/+ & more';

const inJson = JSON.stringify(secret).slice(1, -1);

test.each([
  ['as it is', `x${secret}y`],
  ['percent-encoded', `?k=${encodeURIComponent(secret)}&`],
  [
    'percent-encoded in lower case',
    encodeURIComponent(secret).replaceAll(/%../g, (c) => c.toLowerCase()),
  ],
  ['escaped in JSON', `{"a":"${inJson}"}`],
  ['in base64', Buffer.from(secret).toString('base64')],
  ['in base64 behind one byte', Buffer.from(`:${secret}`).toString('base64')],
  ['in base64 behind two bytes', Buffer.from(`a:${secret}:b`).toString('base64')],
  ['in base64url', Buffer.from(`ab:${secret}`).toString('base64url')],
])('a key is found %s', (_how, text) => {
  expect(() => {
    refuseLeaks('the output', text, [secret]);
  }).toThrow('the output gives away a key');
});

test('a key is found in base64 whatever stands around it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const text = Buffer.from(before + fakeKeys.privateKey + after).toString('base64');
      expect(() => {
        refuseLeaks('it', text, [fakeKeys.privateKey]);
      }).toThrow('base64');
    }),
  );
});

test('what holds no key is let through', () => {
  const text = 'Authorization: Basic ***, clientId: ***, key PrivateKey65432';
  expect(() => {
    refuseLeaks('it', text, secretsOf({ CONNECTWISE_PRIVATE_KEY: 'other-key-1' }));
  }).not.toThrow();
});

test('a file that was there before is the test’s own', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'input.json'), fakeKeys.privateKey);
  watchFiles(folder, [fakeKeys.privateKey]);
});

test.fails('a file that holds a key fails the test that wrote it', () => {
  const folder = temporaryFolder();
  watchFiles(folder, [fakeKeys.privateKey]);
  writeFileSync(join(folder, 'log.txt'), `{"key":"${fakeKeys.privateKey}"}`);
});

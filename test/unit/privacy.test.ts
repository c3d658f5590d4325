import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { privacyOf, whyExposed } from '../../src/config/privacy.js';
import { temporaryFolder } from '../support/run-cwm.js';

test.skipIf(process.platform === 'win32').each([
  [0o600, 'private'],
  [0o400, 'private'],
  [0o640, 'open'],
  [0o604, 'open'],
  [0o620, 'open'],
])('a file of mode %o is %s', (mode, privacy) => {
  const file = keysFile();
  chmodSync(file, mode);
  expect(privacyOf(file, 'linux')).toBe(privacy);
  expect(whyExposed(file, 'linux') === undefined).toBe(privacy === 'private');
});

test('on Windows, and without a file, nothing is claimed', () => {
  expect(privacyOf(keysFile(), 'win32')).toBe('unknown');
  expect(privacyOf(join(temporaryFolder(), 'none'), 'linux')).toBe('unknown');
});

test.skipIf(process.platform === 'win32')('keys are read through a link with a warning', () => {
  const file = keysFile();
  chmodSync(file, 0o600);
  const link = join(temporaryFolder(), 'keys.json');
  symlinkSync(file, link);
  expect(whyExposed(link, 'linux')).toContain('is a symbolic link');
});

function keysFile(): string {
  const file = join(temporaryFolder(), 'keys.json');
  writeFileSync(file, '{}');
  return file;
}

import { expect, test } from 'vitest';
import { formatLocal } from '../../src/dates/local.js';
import { resolveZone } from '../../src/dates/zone.js';

test('the first source that names a zone wins', () => {
  const sources = {
    flag: 'Asia/Tokyo',
    env: 'Europe/Paris',
    profile: 'America/Chicago',
    machine: 'UTC',
  };
  expect(resolveZone(sources)).toBe('Asia/Tokyo');
  expect(resolveZone({ ...sources, flag: undefined })).toBe('Europe/Paris');
  expect(resolveZone({ ...sources, flag: undefined, env: ' ' })).toBe('America/Chicago');
  expect(resolveZone({ machine: 'Europe/Rome' })).toBe('Europe/Rome');
  expect(resolveZone({ machine: 'Etc/Unknown' })).toBe('UTC');
});

test.each([
  ['europe/berlin', 'Europe/Berlin'],
  ['utc', 'UTC'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['US/Eastern', 'US/Eastern'],
])('%s is a zone', (text, zone) => {
  expect(resolveZone({ flag: text, machine: 'UTC' })).toBe(zone);
});

test.each([
  ['Europe/Berln', 'Did you mean Europe/Berlin'],
  ['berlin', 'Did you mean Europe/Berlin'],
  ['new york', 'Did you mean America/New_York'],
  // Node takes it for Bangladesh, and others for other places.
  ['BST', 'IANA names: Europe/Berlin'],
  ['+05:30', 'IANA names: Europe/Berlin'],
  ['', 'IANA names: Europe/Berlin'],
])('"%s" is no zone', (text, hint) => {
  expect(() => resolveZone({ flag: text, machine: 'UTC' })).toThrow(
    expect.objectContaining({
      code: 'usage',
      message: `--tz: there is no time zone "${text}".`,
      hint: expect.stringContaining(hint) as string,
    }),
  );
});

test.each([
  ['2026-01-31T17:04:26Z', 'Europe/Berlin', '2026-01-31 18:04'],
  ['2026-07-31T22:30:00Z', 'Europe/Berlin', '2026-08-01 00:30'],
  ['2026-01-31T17:04:26Z', 'Asia/Kolkata', '2026-01-31 22:34'],
  ['2026-01-31T17:04:26.123-05:00', 'UTC', '2026-01-31 22:04'],
  ['2026-01-31', 'Europe/Berlin', '2026-01-31'],
  ['08:00:00', 'Europe/Berlin', '08:00:00'],
  ['2026-99-31T17:04:26Z', 'Europe/Berlin', '2026-99-31T17:04:26Z'],
])('%s in %s is %s', (text, zone, expected) => {
  expect(formatLocal(text, zone)).toBe(expected);
});

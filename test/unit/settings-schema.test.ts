import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSettings } from '../../src/config/settings.js';
import { ConfigError } from '../../src/errors/errors.js';

const schema = JSON.parse(readFileSync('data/settings.schema.json', 'utf8')) as object;
const isValid = new Ajv2020({ allErrors: false }).compile(schema);

function isParsed(value: unknown): boolean {
  try {
    parseSettings(JSON.stringify(value), 'settings.json');
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

const text = fc.constantFrom('acme', 'sandbox', ' ', '', '\u00a0', '\ufeff', 'a b');
const odd = fc.oneof(text, fc.boolean(), fc.constant(null), fc.integer(), fc.double(), fc.json());
/** Mostly what it should be, at times anything. */
const or = <T>(good: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: good }, { weight: 1, arbitrary: odd });
const count = or(fc.integer({ min: -1, max: 5 }));

const profile = fc.record(
  {
    url: or(fc.constant('https://cw.example.com')),
    company: or(fc.constant('acme')),
    keys: or(fc.constantFrom('keyring', 'file', 'neither')),
    authPrefix: or(text),
    member: or(text),
    timeZone: or(text),
    readOnly: or(fc.boolean()),
    readonly: fc.boolean(),
  },
  { requiredKeys: [] },
);
const wholeProfile = fc.record({
  url: fc.constant('https://cw.example.com'),
  company: fc.constant('acme'),
  keys: fc.constantFrom('keyring', 'file'),
});
const settings = fc.record(
  {
    $schema: or(fc.constant('./settings.schema.json')),
    profile: or(text),
    profiles: or(
      fc.dictionary(
        fc.constantFrom('acme', 'beta', 'sandbox', '__proto__', 'toString'),
        fc.oneof(wholeProfile, profile, odd),
        { maxKeys: 2, noNullPrototype: false },
      ),
    ),
    log: or(
      fc.record({ on: or(fc.boolean()), megabytes: count, files: count }, { requiredKeys: [] }),
    ),
    recentCalls: or(fc.boolean()),
    recentcalls: fc.boolean(),
  },
  { requiredKeys: [] },
);

test('the schema takes what cwm takes, and nothing else', () => {
  fc.assert(
    fc.property(fc.oneof(settings, odd, fc.array(odd)), (generated) => {
      // As it stands in a file.
      const value: unknown = JSON.parse(JSON.stringify(generated));
      expect(isValid(value)).toBe(isParsed(value));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  [{}, true],
  [{ profile: 'sandbox', profiles: {} }, true],
  [{ profiles: { acme: { url: 'x', company: 'acme', keys: 'keyring', readOnly: true } } }, true],
  [{ log: { on: true, megabytes: 5, files: 3 }, recentCalls: false }, true],
  [{ profiles: { sandbox: { url: 'x', company: 'acme', keys: 'keyring' } } }, false],
  [{ profiles: { acme: { url: 'x', company: 'acme', keys: 'keyring', readonly: true } } }, false],
  [{ profiles: { acme: { url: ' ', company: 'acme', keys: 'file' } } }, false],
  [{ log: { megabytes: 0 } }, false],
  [[], false],
])('%j', (value, expected) => {
  expect([isValid(value), isParsed(value)]).toEqual([expected, expected]);
});

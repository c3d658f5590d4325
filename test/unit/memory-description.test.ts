import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanDescription, shownDescription } from '../../src/memory/description.js';

test.each([
  ['  Open   tickets ', 'Open tickets'],
  ['Open\r\ntickets\tof Acme', 'Open tickets of Acme'],
  ['Open \u001b[31mtickets\u0007', 'Open [31mtickets'],
  ['Open \u202etickets\u2066', 'Open tickets'],
  ['Open\u200b tickets', 'Open tickets'],
  ['Offene Tickets – Müller', 'Offene Tickets – Müller'],
  ['\u202e\u200d ', ''],
])('%j is shown as %j', (text, shown) => {
  expect(cleanDescription(text)).toBe(shown);
});

test('whatever somebody wrote is one line without characters that act, of bounded length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const shown = shownDescription(text);
      expect(shown.length).toBeLessThanOrEqual(200);
      expect(shown).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]/u);
      expect(shownDescription(shown)).toBe(shown);
    }),
  );
});

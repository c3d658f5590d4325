import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textWidth } from '../../src/output/width.js';
import { agreedText, layOutTexts } from '../../src/terminal/candidates.js';
import { firstPiece } from '../../src/terminal/keyboard.js';

describe('the text that candidates agree on', () => {
  test.each<[string, string[], string | undefined]>([
    ['ca', [], undefined],
    ['ca', ['call '], 'call '],
    ['CA', ['call '], 'call '],
    ['x', ['call '], 'call '],
    ['/SER', ['/service/tickets', '/service/teams'], '/service/t'],
    ['st', ['status/name', 'STATUS/id'], 'status/'],
    ['/service/t', ['/service/tickets', '/service/teams'], undefined],
    ['close', ['getCloseA', 'getCloseB'], undefined],
    ['', ['👍🏽', '👍🏻'], '👍'],
    ['a', ['a\u001b[2Jb'], 'a^[[2Jb'],
  ])('%j, %j: %j', (written, texts, agreed) => {
    expect(agreedText(written, texts)).toBe(agreed);
  });
});

describe('a list of candidates', () => {
  test('fills the width line by line', () => {
    expect(layOutTexts(['call ', 'categories ', 'catalog '], 24, 10)).toEqual([
      'call        categories',
      'catalog',
    ]);
  });

  test('is read without the quotes that the line needs', () => {
    const texts = [`'status = `, `'status in `, `'In Progress' `, `"It's new" `, `' `, `"`];
    expect(layOutTexts(texts, 80, 10)).toEqual([
      `status =     status in    In Progress  It's new     '            "`,
    ]);
  });

  test('never exceeds width and height, and counts what it leaves out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }), { minLength: 1 }),
        fc.integer({ min: 20, max: 200 }),
        fc.integer({ min: 2, max: 60 }),
        (texts, width, height) => {
          const lines = layOutTexts(texts, width, height);
          expect(lines.length).toBeLessThanOrEqual(height);
          for (const line of lines) expect(textWidth(line)).toBeLessThan(width);
        },
      ),
    );
  });
});

test('what is typed comes piece by piece, nothing of it is lost, and no line is within a piece', () => {
  const typed = fc.array(
    fc.oneof(fc.constantFrom('\r', '\n', '\r\n', '\t', '\u0003', '\u0004', '\u0012'), fc.string()),
  );
  fc.assert(
    fc.property(typed, (texts) => {
      let pending: Buffer = Buffer.from(texts.join(''));
      const whole = pending.toString();
      let seen = '';
      while (pending.length > 0) {
        const { piece, key, rest } = firstPiece(pending);
        expect(rest.length).toBeLessThan(pending.length);
        if (piece !== undefined) expect(piece.toString().slice(0, -1)).not.toMatch(/[\r\n\t]/);
        seen += piece?.toString() ?? (key === 'search' ? '\u0012' : '\t'.repeat(pending.length));
        pending = rest;
      }
      expect(seen.replaceAll('\t', ' ')).toBe(whole.replaceAll('\r\n', '\r').replaceAll('\t', ' '));
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLines } from '../../src/mcp/lines.js';

const longest = 40;

test('lines are the same however their bytes are cut into chunks', () => {
  const text = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }).filter(isOneLine));
  fc.assert(
    fc.property(text, fc.array(fc.nat(9), { minLength: 1 }), (lines, cuts) => {
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
      expect(linesOf(chunksOf(bytes, cuts))).toEqual(linesOf([bytes]));
    }),
  );
});

test('a line that is too long is told once, and what follows it is whole', () => {
  const long = 'x'.repeat(longest + 1);
  const chunks = [`a\n${long.slice(0, 30)}`, `${long.slice(30)}\nb`, `\n${'y'.repeat(longest)}\n`];
  expect(linesOf(chunks.map((text) => Buffer.from(text)))).toEqual([
    'a',
    undefined,
    'b',
    'y'.repeat(longest),
  ]);
});

test('what has no end yet is no line', () => {
  expect(linesOf([Buffer.from('a\n\r\n{"half')])).toEqual(['a']);
});

/** The lines, with undefined for each that was too long. */
function linesOf(chunks: readonly Buffer[]): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  const read = readLines(longest, {
    line: (text) => found.push(text),
    tooLong: () => found.push(undefined),
  });
  for (const chunk of chunks) read(chunk);
  return found;
}

function chunksOf(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let start = 0;
  for (let index = 0; start < bytes.length; index += 1) {
    const end = start + (cuts[index % cuts.length] ?? 0) + 1;
    chunks.push(bytes.subarray(start, end));
    start = end;
  }
  return chunks;
}

function isOneLine(text: string): boolean {
  return !text.includes('\n');
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEach } from '../../src/mcp/read-each.js';
import { countsOf, rangesOf } from '../../src/mcp/row-states.js';
import type { RowOutcome } from '../../src/rows/outcome.js';
import { unsent } from '../../src/rows/outcome.js';

function outcome(row: number, state: string): RowOutcome {
  if (state === 'not_sent') return unsent(row);
  const ok = state === 'unknown' ? null : state === 'done';
  return { row, status: null, ok, id: null, error: ok === true ? null : 'why' };
}

/** The numbers that a text such as `1-3, 7` names. */
function numbersIn(text = ''): number[] {
  return text.split(', ').flatMap((range) => {
    const [first = NaN, last = first] = range.split('-').map(Number);
    return text === '' ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

test('every row is in the ranges of its state and in no other, whatever order they come in', () => {
  const states = ['done', 'failed', 'unknown', 'not_sent'] as const;
  const rows = fc.uniqueArray(
    fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom(...states)),
    {
      selector: ([row]) => row,
    },
  );
  fc.assert(
    fc.property(rows, (given) => {
      const outcomes = given.map(([row, state]) => outcome(row, state));
      const ranges = rangesOf(outcomes);
      for (const state of states) {
        const own = given.filter(([, one]) => one === state).map(([row]) => row);
        expect(numbersIn(ranges[state])).toEqual(own.sort((a, b) => a - b));
        expect(countsOf(outcomes)[state] ?? 0).toBe(own.length);
      }
    }),
  );
});

/** What rows gave, from one of them on. */
function pagesFrom(all: readonly (readonly number[])[], row: number) {
  async function* pages(): AsyncGenerator<readonly number[]> {
    for (const page of all.slice(row)) yield await Promise.resolve(page);
  }
  return { kind: 'pages' as const, pages: pages() };
}

test('going on from wherever an answer ended gives every record once, in order', async () => {
  const pages = fc.array(fc.array(fc.integer(), { maxLength: 5 }), { minLength: 1, maxLength: 8 });
  const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(pages, sizes, async (all, steps) => {
      const asked = { path: '/x/{id}', each: all.map((_, id) => ({ id })) };
      const got: unknown[] = [];
      let read = await readEach(pagesFrom(all, 0), undefined, asked);
      for (let turn = 0; ; turn += 1) {
        const given = Math.min(read.rows.length, steps[turn % steps.length] ?? 1);
        got.push(...read.rows.slice(0, given));
        const next = read.next(given);
        if (next === undefined) break;
        expect(next.kind).toBe('each');
        if (next.kind !== 'each') break;
        read = await readEach(pagesFrom(all, next.row), next, asked);
      }
      expect(got).toEqual(all.flat());
    }),
  );
});

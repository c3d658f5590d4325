import { describe, expect, test } from 'vitest';
import { many, type Result } from '../../src/actions/define.js';
import { keepResult } from '../../src/repl/last-result.js';

describe('rows that come page by page', () => {
  test('are handed on as they come, and kept', async () => {
    const { shown, last } = keepResult(paged(3, 5), {});
    expect(last?.lack()).toContain('broke off');
    expect(await rowsOf(shown)).toHaveLength(15);
    expect(last?.lack()).toBeUndefined();
    expect(await rowsOf(last?.again())).toHaveLength(15);
  });

  test('are kept up to 10,000, and do not pass for the whole', async () => {
    const { shown, last } = keepResult(paged(7, 2_000), {});
    expect(await rowsOf(shown)).toHaveLength(14_000);
    expect(await rowsOf(last?.again())).toHaveLength(10_000);
    expect(last?.lack()).toBe('Only the first 10,000 rows were kept, of 14,000.');
  });

  test('that break off are kept as far as they came', async () => {
    const { shown, last } = keepResult(paged(3, 5, 2), {});
    await expect(rowsOf(shown)).rejects.toThrow('page 2');
    expect(await rowsOf(last?.again())).toHaveLength(10);
    expect(last?.lack()).toBe('The list broke off: it is not whole with 10 rows.');
  });
});

test('a long list that comes at once is cut in the same way', async () => {
  const { shown, last } = keepResult(many(Array.from({ length: 10_001 }, () => ({}))), {});
  expect(await rowsOf(shown)).toHaveLength(10_001);
  expect(await rowsOf(last?.again())).toHaveLength(10_000);
  expect(last?.lack()).toContain('Only the first 10,000 rows');
});

test('what followed the first showing is not repeated', () => {
  const { last } = keepResult(
    { kind: 'one', value: 1, wrote: 'It was done.', meanwhile: () => Promise.reject(new Error()) },
    {},
  );
  expect(last?.again()).toEqual({ kind: 'one', value: 1 });
});

test('nothing is no result', () => {
  expect(keepResult({ kind: 'none', note: 'Deleted.' }, {}).last).toBeUndefined();
});

function paged(pages: number, size: number, fails = pages): Result {
  async function* come() {
    for (let page = 0; page < pages; page++) {
      if (page === fails) throw new Error(`page ${page}`);
      yield await Promise.resolve(Array.from({ length: size }, (_, id) => ({ page, id })));
    }
  }
  return { kind: 'pages', pages: come() };
}

async function rowsOf(result: Result | undefined): Promise<unknown[]> {
  const rows: unknown[] = [];
  if (result?.kind === 'many') rows.push(...result.rows);
  if (result?.kind === 'pages') for await (const page of result.pages) rows.push(...page);
  return rows;
}

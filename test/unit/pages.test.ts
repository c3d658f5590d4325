import { describe, expect, test } from 'vitest';
import { walkPages, type Page, type Walk } from '../../src/api/pages.js';

/** Numbered pages of two rows, fetched three at a time; the answer to page 2 is the last that comes. */
function walk(second: () => Promise<Page>) {
  const open: string[] = [];
  const fetch: Walk['fetch'] = (target, _headers, signal) => {
    const page = Number(/[?&]page=(\d+)/.exec(target)?.[1]);
    if (page === 1) return Promise.resolve(answer([1, 2]));
    if (page === 2) return second();
    open.push(`page ${page}`);
    signal?.addEventListener('abort', () => open.splice(open.indexOf(`page ${page}`), 1));
    return new Promise(() => undefined);
  };
  const of = { target: '/x', pageSize: 2, forwardOnly: false, orderBy: 'id', concurrency: 3 };
  return { open, pages: walkPages({ ...of, fetch }) };
}

function answer(rows: number[]): Page {
  return { rows, response: { status: 200, headers: {}, body: Buffer.from(JSON.stringify(rows)) } };
}

describe('what was fetched ahead is given up', () => {
  test('after the last page', async () => {
    const { open, pages } = walk(() => Promise.resolve(answer([3])));
    const rows: unknown[] = [];
    for await (const page of pages) {
      expect(open).not.toEqual([]);
      rows.push(...page);
    }
    expect(rows).toEqual([1, 2, 3]);
    expect(open).toEqual([]);
  });

  test('when nobody wants more', async () => {
    const { open, pages } = walk(() => Promise.resolve(answer([3, 4])));
    for await (const page of pages) {
      expect([page, open]).toEqual([[1, 2], ['page 3']]);
      break;
    }
    expect(open).toEqual([]);
  });

  test('when a page fails', async () => {
    const { open, pages } = walk(() => Promise.reject(new Error('no')));
    await pages.next();
    await expect(pages.next()).rejects.toThrow('no');
    expect(open).toEqual([]);
  });
});

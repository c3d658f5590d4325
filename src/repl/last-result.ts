import { many, one, type Result } from '../actions/define.js';
import { counted } from '../text/counted.js';
import type { View } from '../output/render.js';

/** A result that can be shown again. */
export interface LastResult {
  /** How its command shows it. */
  view: View;
  /** The same data, without what went with its first showing: nothing is sent or kept again. */
  again: () => Result;
  /** What is missing from it; undefined where nothing is. */
  lack: () => string | undefined;
}

export interface Kept {
  /** What to show in the result's place, since looking at rows that come page by page takes them away. */
  shown: Result;
  /** Undefined for what has nothing to show. */
  last: LastResult | undefined;
}

/** Most rows that are kept. */
const mostRows = 10_000;

/** Keeps a result on its way to the screen. */
export function keepResult(result: Result, view: View): Kept {
  const whole = () => undefined;
  switch (result.kind) {
    case 'none':
      return { shown: result, last: undefined };
    case 'one': {
      const { value, columns } = result;
      return { shown: result, last: { view, again: () => one(value, columns), lack: whole } };
    }
    case 'bytes': {
      const { kind, bytes, contentType, name } = result;
      return {
        shown: result,
        last: { view, again: () => ({ kind, bytes, contentType, name }), lack: whole },
      };
    }
    case 'many': {
      const rows = [...result.rows];
      const last = keptRows(rows.slice(0, mostRows), result.columns, view);
      return { shown: { ...result, rows }, last: { ...last, lack: () => lackOf(rows, true) } };
    }
    case 'pages':
      return keepPages(result, view);
  }
}

function keepPages(result: Result & { kind: 'pages' }, view: View): Kept {
  const rows: unknown[] = [];
  let count = 0;
  let isDone = false;
  async function* seen() {
    for await (const page of result.pages) {
      rows.push(...page.slice(0, mostRows - rows.length));
      count += page.length;
      yield page;
    }
    isDone = true;
  }
  return {
    shown: { ...result, pages: seen() },
    last: {
      ...keptRows(rows, result.columns, view),
      lack: () => lackOf({ length: count }, isDone),
    },
  };
}

function keptRows(
  rows: readonly unknown[],
  columns: readonly string[] | undefined,
  view: View,
): Omit<LastResult, 'lack'> {
  return { view, again: () => many(rows, columns) };
}

function lackOf({ length }: { length: number }, isDone: boolean): string | undefined {
  if (length > mostRows)
    return `Only the first ${mostRows.toLocaleString('en-US')} rows were kept, of ${isDone ? '' : 'more than '}${length.toLocaleString('en-US')}.`;
  return isDone ? undefined : `The list broke off: it is not whole with ${counted(length, 'row')}.`;
}

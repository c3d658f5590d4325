import { valueOf } from '../text/json-text.js';
import type { AskedCall, Position } from './cursor.js';
import type { ListResult, ReadRows } from './read-rows.js';

/** Records that are read for one answer: more than these would not fit, and each takes a request. */
const mostRecords = 400;

/** The records of a call that is made for each row of some: each page of the result is what one row gave. */
export async function readEach(
  { pages }: Extract<ListResult, { kind: 'pages' }>,
  position: Position | undefined,
  asked: AskedCall & { each: readonly unknown[] },
): Promise<ReadRows> {
  const { row: begin = 0, skip = 0 } = position?.kind === 'each' ? position : {};
  const rows: unknown[] = [];
  /** How many records there are up to and with those of each row. */
  const ends: number[] = [];
  for await (const page of pages) {
    rows.push(...page.slice(ends.length === 0 ? skip : 0).map(valueOf));
    ends.push(rows.length);
    if (rows.length > mostRecords) break;
  }
  const isWhole = begin + ends.length >= asked.each.length;
  const isFirst = begin === 0 && skip === 0;
  return {
    rows,
    next(given) {
      if (given >= rows.length && isWhole) return undefined;
      const found = ends.findIndex((end) => end > given);
      const index = found === -1 ? ends.length : found;
      const inside = given - (ends[index - 1] ?? 0) + (index === 0 ? skip : 0);
      return { kind: 'each', row: begin + index, skip: inside, asked };
    },
    total: isFirst && isWhole ? rows.length : undefined,
    isFirst,
  };
}

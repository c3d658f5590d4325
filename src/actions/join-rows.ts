import { JsonText, valueOf } from '../text/json-text.js';
import { isNumber } from '../text/json.js';
import { isRecord } from '../text/records.js';
import type { RowOrder, SortKeys } from './row-order.js';

type Pages = AsyncIterable<readonly unknown[]>;

/** The rows of lists one after the other. */
export async function* chained(lists: readonly Pages[]): AsyncGenerator<readonly unknown[]> {
  for (const list of lists) yield* list;
}

/**
 * The rows of lists that are each sorted, in one order; a row comes as soon as every list has told its next one.
 * `onDisorder` is called once where a list is sorted in another way.
 */
export async function* merged(
  lists: readonly Pages[],
  { keysOf, compare }: RowOrder,
  onDisorder: () => void,
): AsyncGenerator<readonly unknown[]> {
  const queues = lists.map((list) => new Queue(list, keysOf));
  let isDisordered = false;
  try {
    for (;;) {
      for (const queue of queues) await queue.fill();
      const rows: unknown[] = [];
      for (let next = first(queues, compare); next !== undefined; next = first(queues, compare)) {
        const taken = next.take();
        rows.push(taken.row);
        const head = next.head;
        if (head !== undefined && compare(head.keys, taken.keys) < 0 && !isDisordered) {
          isDisordered = true;
          onDisorder();
        }
        // The list may go on with a row that comes before all others.
        if (head === undefined) break;
      }
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    for (const queue of queues) await queue.close();
  }
}

function first(queues: readonly Queue[], compare: RowOrder['compare']): Queue | undefined {
  let least: Queue | undefined;
  for (const queue of queues) {
    if (queue.head === undefined) continue;
    if (least?.head === undefined || compare(queue.head.keys, least.head.keys) < 0) least = queue;
  }
  return least;
}

interface Row {
  row: unknown;
  keys: SortKeys;
}

/** The rows of a list that have come and were not taken. */
class Queue {
  readonly #pages: AsyncIterator<readonly unknown[]>;
  readonly #keysOf: RowOrder['keysOf'];
  #rows: Row[] = [];
  #taken = 0;

  constructor(pages: Pages, keysOf: RowOrder['keysOf']) {
    this.#pages = pages[Symbol.asyncIterator]();
    this.#keysOf = keysOf;
  }

  get head(): Row | undefined {
    return this.#rows[this.#taken];
  }

  /** Fetches pages until there is a row or no more of them. */
  async fill(): Promise<void> {
    while (this.head === undefined) {
      const next = await this.#pages.next();
      if (next.done === true) return;
      this.#rows = next.value.map((row) => ({ row, keys: this.#keysOf(row) }));
      this.#taken = 0;
    }
  }

  take(): Row {
    const row = this.head;
    if (row === undefined) throw new Error('only a queue with rows is taken from');
    this.#taken++;
    return row;
  }

  async close(): Promise<void> {
    await this.#pages.return?.();
  }
}

/** Every row once, by its id; `onNoId` is called for a row without one, which passes if it returns. */
export async function* withoutRepeats(
  pages: Pages,
  onNoId: () => void,
): AsyncGenerator<readonly unknown[]> {
  const seen = new Set<string>();
  for await (const page of pages) {
    yield page.filter((row) => {
      const id = idOf(row);
      if (id === undefined) {
        onNoId();
        return true;
      }
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    });
  }
}

function idOf(row: unknown): string | undefined {
  // Nearly every row begins so; parsing a million of them would take a while.
  const text = row instanceof JsonText ? /^\{\s*"id"\s*:\s*(\d+)\s*[,}]/.exec(row.text) : null;
  if (text?.[1] !== undefined) return text[1];
  const value = valueOf(row);
  const id = isRecord(value) ? value['id'] : undefined;
  return typeof id === 'string' || isNumber(id) ? String(id) : undefined;
}

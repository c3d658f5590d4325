/**
 * Runs work on some items at a time and gives what came of each in their order. What has begun is finished; after
 * `isOver` nothing begins.
 */
export async function* inOrder<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
  isOver: () => boolean,
): AsyncGenerator<R> {
  const waiting: Promise<R>[] = [];
  const open = items[Symbol.iterator]();
  let running = 0;
  let isDone = false;
  // A place is free as soon as its work has ended, though a slow one before it holds back what is given.
  const begin = (): void => {
    while (running < atOnce && waiting.length < atOnce * window && !isDone && !isOver()) {
      const { value, done } = open.next();
      if (done === true) {
        isDone = true;
        return;
      }
      running += 1;
      waiting.push(
        work(value).finally(() => {
          running -= 1;
          begin();
        }),
      );
    }
  };
  begin();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const result = await next;
    begin();
    yield result;
  }
}

/** Results that may wait for a slow one before them, for each place. */
const window = 16;

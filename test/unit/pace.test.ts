import { describe, expect, test } from 'vitest';
import { createPacer, type Pacer } from '../../src/api/pace.js';
import { UnavailableError } from '../../src/errors/errors.js';
import { fakeClock } from '../support/fake-clock.js';

/** A task that ends when it is told to. */
function held(): { task: () => Promise<void>; end: () => void } {
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (end = resolve));
  return { task: () => done, end };
}

/** Resolves when everything that can go on has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Runs tasks one after the other; the milliseconds that each waited. */
async function waitsOf(pacer: Pacer, clock: ReturnType<typeof fakeClock>, tasks: number) {
  const waits: number[] = [];
  for (let task = 0; task < tasks; task += 1) {
    const before = clock.ticks();
    await pacer.run(() => Promise.resolve());
    waits.push(Math.round(clock.ticks() - before));
  }
  return waits;
}

describe('at one time', () => {
  test('four tasks run, the others wait in order (R4)', async () => {
    const pacer = createPacer(fakeClock(), { bucket: false });
    const tasks = Array.from({ length: 6 }, held);
    const began: number[] = [];
    const all = tasks.map(({ task }, index) =>
      pacer.run(() => {
        began.push(index);
        return task();
      }),
    );
    await settled();
    expect(began).toEqual([0, 1, 2, 3]);
    tasks[2]?.end();
    await settled();
    expect(began).toEqual([0, 1, 2, 3, 4]);
    for (const { end } of tasks) end();
    await Promise.all(all);
    expect(began).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('a task that fails gives its place back (R4)', async () => {
    const pacer = createPacer(fakeClock(), { bucket: false });
    for (let task = 0; task < 5; task += 1)
      await expect(pacer.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(pacer.run(() => Promise.resolve(1))).resolves.toBe(1);
  });

  test('with 500 waiting the next is refused, and may be tried again (R4)', async () => {
    const pacer = createPacer(fakeClock(), { bucket: false });
    const { task, end } = held();
    const all = Array.from({ length: 504 }, () => pacer.run(task));
    await expect(pacer.run(task)).rejects.toThrow(UnavailableError);
    await expect(pacer.run(task)).rejects.toMatchObject({ retryable: true });
    end();
    await Promise.all(all);
  });
});

describe('toward other machines', () => {
  test('60 go at once, then 15 a second (R4)', async () => {
    const clock = fakeClock();
    const pacer = createPacer(clock, { bucket: true });
    const waits = await waitsOf(pacer, clock, 63);
    expect(waits.slice(0, 60)).toEqual(Array(60).fill(0));
    expect(waits.slice(60)).toEqual([67, 67, 67]);
  });

  test('a quiet time fills the bucket again, not beyond 60 (R4)', async () => {
    const clock = fakeClock();
    const pacer = createPacer(clock, { bucket: true });
    await waitsOf(pacer, clock, 60);
    clock.pass(3_600_000);
    const waits = await waitsOf(pacer, clock, 61);
    expect(waits.filter((wait) => wait > 0)).toEqual([67]);
  });

  test('a 429 halves the rate and spends the burst; one request a second comes back in ten seconds (R4)', async () => {
    const clock = fakeClock();
    const pacer = createPacer(clock, { bucket: true });
    pacer.slowDown(0);
    // Four requests at a time may all be turned away: that is one excess, not four.
    pacer.slowDown(0);
    expect(await waitsOf(pacer, clock, 2)).toEqual([133, 133]);
    clock.pass(10_000);
    await waitsOf(pacer, clock, 75);
    expect(await waitsOf(pacer, clock, 1)).toEqual([118]);
    clock.pass(100_000);
    await waitsOf(pacer, clock, 60);
    expect(await waitsOf(pacer, clock, 1)).toEqual([67]);
  });

  test('however often it is turned away, one request a second goes (R4)', async () => {
    const clock = fakeClock();
    const pacer = createPacer(clock, { bucket: true });
    for (let time = 0; time < 20; time += 1) {
      pacer.slowDown(0);
      clock.pass(1000);
    }
    pacer.slowDown(0);
    expect(await waitsOf(pacer, clock, 1)).toEqual([1000]);
  });
});

test('a pause that the server asked for holds everybody, on this machine too (R4)', async () => {
  const clock = fakeClock();
  const pacer = createPacer(clock, { bucket: false });
  pacer.slowDown(5000);
  expect(await waitsOf(pacer, clock, 2)).toEqual([5000, 0]);
});

test('a pause that is asked for while a task waits holds it too (R4)', async () => {
  const clock = fakeClock();
  const asked = [5000, 1000];
  const pacer = createPacer(
    {
      ...clock,
      wait: (ms) => {
        const pause = asked.shift();
        const over = clock.wait(ms);
        if (pause !== undefined) pacer.slowDown(pause);
        return over;
      },
    },
    { bucket: true },
  );
  await waitsOf(pacer, clock, 60);
  expect(clock.waits).toEqual([]);
  await pacer.run(() => Promise.resolve());
  expect(clock.waits.map(Math.round)).toEqual([67, 5000, 1000]);
});

import { mkdirSync, rmdirSync, statSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { LocalError } from '../errors/errors.js';

/** Milliseconds: between looks at a lock, until one counts as left behind by a process that died, until giving up. */
const pause = 25;
const stale = 10_000;
const patience = 15_000;

/**
 * Does work that one process at a time may do on a file. The lock is a folder beside it, since making one either
 * succeeds or finds it there, on network shares too.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  await take(lock, performance.now() + patience);
  const alive = setInterval(() => touch(lock), stale / 4);
  try {
    return await work();
  } finally {
    clearInterval(alive);
    release(lock);
  }
}

async function take(lock: string, until: number): Promise<void> {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'EEXIST' || performance.now() > until)
        throw new LocalError(`${lock} could not be made: another cwm may be writing.`, {
          hint: 'Try again; if no other cwm runs, remove that folder.',
          cause: error,
        });
    }
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > stale) release(lock);
    else await new Promise((resume) => setTimeout(resume, pause));
  }
}

function touch(lock: string): void {
  try {
    utimesSync(lock, new Date(), new Date());
  } catch {
    // It was taken for left behind: the work goes on all the same.
  }
}

function release(lock: string): void {
  try {
    rmdirSync(lock);
  } catch {
    // Another process was quicker.
  }
}

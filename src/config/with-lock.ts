import { mkdirSync, rmdirSync, statSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { LocalError } from '../errors/errors.js';
import { makeFolder } from '../sqlite/folder.js';

/** Milliseconds: between looks at a lock, until one counts as left behind by a process that died, until giving up. */
const pause = 25;
const stale = 10_000;
const patience = 15_000;

/**
 * Does work that one process at a time may do on a file. The lock is a folder beside it, since making one either
 * succeeds or finds it there, on network shares too. It is empty, so that others who lock in this way can remove it; by
 * its time its holder knows it again, who must not give back what another has taken meanwhile.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  let held = await take(lock);
  const isHeld = () => held !== undefined && timeOf(lock) === held;
  const alive = setInterval(() => {
    if (isHeld()) held = touch(lock);
  }, stale / 4);
  try {
    return await work();
  } finally {
    clearInterval(alive);
    if (isHeld()) tryTo(() => rmdirSync(lock));
  }
}

/** Gives the time that the lock bears; undefined where it is gone already. */
async function take(lock: string): Promise<number | undefined> {
  const unmade = tryTo(() => makeFolder(dirname(lock)));
  if (unmade !== undefined) throw notMade(dirname(lock), unmade);
  const until = performance.now() + patience;
  for (;;) {
    const error = tryTo(() => mkdirSync(lock, { mode: 0o700 }));
    if (error === undefined) return touch(lock);
    if (!('code' in error) || error.code !== 'EEXIST') throw notMade(lock, error);
    if (performance.now() > until)
      throw new LocalError(`${lock} is there: another cwm is writing, or ended while it wrote.`, {
        hint: 'Try again; if no other cwm runs, remove that folder.',
        cause: error,
      });
    removeStale(lock);
    await new Promise((resume) => setTimeout(resume, pause));
  }
}

/**
 * Removes a lock that was left behind. Of several who find it one does so, and looks once more: by then it may be the
 * new lock of another.
 */
function removeStale(lock: string): void {
  if (!isStale(lock)) return;
  const removal = `${lock}.stale`;
  if (tryTo(() => mkdirSync(removal, { mode: 0o700 })) === undefined) {
    if (isStale(lock)) tryTo(() => rmdirSync(lock));
  } else if (!isStale(removal)) return;
  tryTo(() => rmdirSync(removal));
}

function isStale(folder: string): boolean {
  return Date.now() - (timeOf(folder) ?? Date.now()) > stale;
}

function touch(lock: string): number | undefined {
  tryTo(() => utimesSync(lock, new Date(), new Date()));
  return timeOf(lock);
}

function timeOf(folder: string): number | undefined {
  return statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
}

function notMade(folder: string, cause: Error): LocalError {
  return new LocalError(`${folder} could not be made: ${cause.message}`, {
    hint: 'Check the folder, its permissions and the free space.',
    cause,
  });
}

/** What hindered it. */
function tryTo(work: () => void): Error | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

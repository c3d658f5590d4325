import { dirname } from 'node:path';
import { LocalError } from '../errors/errors.js';
import { makeFolder } from '../files/folder.js';
import { stale, tryLock, type Lock } from '../files/lock-folder.js';

/** Milliseconds: between looks at a lock, until giving up. */
const pause = 25;
const patience = 15_000;

/** Does work that one process at a time may do on a file. Throws LocalError where the lock beside it cannot be had. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const { renew, release } = await take(`${file}.lock`);
  const alive = setInterval(renew, stale / 4);
  try {
    return await work();
  } finally {
    clearInterval(alive);
    release();
  }
}

async function take(folder: string): Promise<Lock> {
  made(dirname(folder), makeFolder);
  const until = performance.now() + patience;
  for (;;) {
    const lock = made(folder, tryLock);
    if (lock !== undefined) return lock;
    if (performance.now() > until)
      throw new LocalError(`${folder} is there: another cwm is writing, or ended while it wrote.`, {
        hint: 'Try again; if no other cwm runs, remove that folder.',
      });
    await new Promise((resume) => setTimeout(resume, pause));
  }
}

function made<T>(folder: string, make: (folder: string) => T): T {
  try {
    return make(folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalError(`${folder} could not be made: ${reason}`, {
      hint: 'Check the folder, its permissions and the free space.',
      cause: error,
    });
  }
}

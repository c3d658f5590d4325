import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { RefusedError } from '../errors/errors.js';
import { makeFolder } from '../files/folder.js';

type Release = () => void;

/**
 * Takes what one process at a time may do with these rows; gives what ends that. A lock beside them holds for everybody
 * who can reach them, one in cwm's own folder where none can lie there. Throws RefusedError where another has one.
 */
export async function lockRows(beside: string | undefined, own: string): Promise<Release> {
  const { holdLock } = await import('../sqlite/open.js');
  makeFolder(dirname(own));
  const releaseOwn = take(own, holdLock);
  try {
    const releaseBeside = beside === undefined ? undefined : takeIfPossible(beside, holdLock);
    return () => {
      releaseBeside?.();
      releaseOwn();
    };
  } catch (error) {
    releaseOwn();
    throw error;
  }
}

type Hold = (file: string) => Release | undefined;

/** Undefined where the folder takes no file, or its file system no locks. */
function takeIfPossible(file: string, hold: Hold): Release | undefined {
  try {
    return take(file, hold);
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    return undefined;
  }
}

function take(file: string, hold: Hold): Release {
  closeSync(openSync(file, 'a', 0o600));
  const before = identity(file);
  const release = hold(file);
  // Who had it may have removed the file meanwhile, and a third one holds a new one.
  if (release !== undefined && identity(file) === before)
    return () => {
      remove(file);
      release();
    };
  release?.();
  throw new RefusedError('Another cwm is sending these rows.', {
    hint: 'Wait for its end. Nothing was sent by this one.',
  });
}

function identity(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return `${found?.dev} ${found?.ino}`;
}

/** While it is held. Windows keeps a file that is open: it stays, empty, for the next one to take. */
function remove(file: string): void {
  try {
    rmSync(file);
  } catch {
    // stays
  }
}

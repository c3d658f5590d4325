import { renameSync } from 'node:fs';
import { tryLock, type Lock } from '../files/lock-folder.js';
import { sizeOf } from '../files/size-of.js';
import type { LogPlace } from './log-file.js';

/**
 * Puts a full file aside: `cwm.log` becomes `cwm.log.1`, that one `cwm.log.2`, and the oldest goes. One process does it;
 * the others write on in the meantime, and nobody waits. What hinders it, such as a file that is open on Windows, is left
 * for the next line.
 */
export function rotate({ file, bytes, files }: LogPlace): void {
  const lock = lockOf(file);
  if (lock === undefined) return;
  try {
    // Another process may have been quicker, and the file is a new one by now.
    if (sizeOf(file) < bytes) return;
    for (let number = files; number > 1; number--)
      move(`${file}.${number - 1}`, `${file}.${number}`);
    move(file, `${file}.1`);
  } finally {
    lock.release();
  }
}

function lockOf(file: string): Lock | undefined {
  try {
    return tryLock(`${file}.lock`);
  } catch {
    return undefined;
  }
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // not there yet, or held by somebody
  }
}

import { mkdirSync, renameSync, rmdirSync, statSync } from 'node:fs';
import type { LogPlace } from './log-file.js';

/** Milliseconds after which a lock counts as left behind by a process that died: renaming takes one. */
const stale = 10_000;

/**
 * Puts a full file aside: `cwm.log` becomes `cwm.log.1`, that one `cwm.log.2`, and the oldest goes. One process does it;
 * the others write on in the meantime, and nobody waits. What hinders it, such as a file that is open on Windows, is left
 * for the next line.
 */
export function rotate({ file, bytes, files }: LogPlace): void {
  const lock = `${file}.lock`;
  if (!take(lock)) return;
  try {
    // Another process may have been quicker, and the file is a new one by now.
    if (sizeOf(file) < bytes) return;
    for (let number = files; number > 1; number--)
      move(`${file}.${number - 1}`, `${file}.${number}`);
    move(file, `${file}.1`);
  } finally {
    release(lock);
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    // Removed for the next line, rather than taken: two that find it must not both have it.
    if (made !== undefined && Date.now() - made > stale) release(lock);
    return false;
  }
}

function release(lock: string): void {
  try {
    rmdirSync(lock);
  } catch {
    // another process was quicker
  }
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // not there yet, or held by somebody
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

import { mkdirSync, rmdirSync, statSync, utimesSync } from 'node:fs';
import { codeOf } from '../errors/code-of.js';

/** Milliseconds after which a lock that nobody renews counts as left behind by a process that died. */
export const stale = 10_000;

/**
 * A lock is a folder, since making one either succeeds or finds it there, on network shares too. It is empty, so that
 * others who lock in this way can remove it; by its time its holder knows it again, who must not give back what another
 * has taken meanwhile.
 */
export interface Lock {
  /** To be called now and then by who holds it for long. */
  renew: () => void;
  release: () => void;
}

/**
 * Takes a lock; undefined where another holds it. One that was left behind is removed for the next try. Throws what else
 * hinders it.
 */
export function tryLock(folder: string): Lock | undefined {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    removeStale(folder);
    return undefined;
  }
  let held = touch(folder);
  const isHeld = () => held !== undefined && timeOf(folder) === held;
  return {
    renew() {
      if (isHeld()) held = touch(folder);
    },
    release() {
      if (isHeld()) remove(folder);
    },
  };
}

/**
 * Removes a lock that was left behind. Of several who find it one does so, and looks once more: by then it may be the
 * new lock of another.
 */
function removeStale(folder: string): void {
  if (!isStale(folder)) return;
  const removal = `${folder}.stale`;
  if (make(removal)) {
    if (isStale(folder)) remove(folder);
  } else if (!isStale(removal)) return;
  remove(removal);
}

function isStale(folder: string): boolean {
  return Date.now() - (timeOf(folder) ?? Date.now()) > stale;
}

/** Gives the time that it bears from now on; undefined where it is gone. */
function touch(folder: string): number | undefined {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {
    // its time stays as it was
  }
  return timeOf(folder);
}

function timeOf(folder: string): number | undefined {
  return statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
}

function make(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch {
    return false;
  }
}

function remove(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // another was quicker
  }
}

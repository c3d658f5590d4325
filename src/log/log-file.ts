import { closeSync, constants, fchmodSync, fstatSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../files/folder.js';
import { rotate } from './rotate.js';

export interface LogPlace {
  file: string;
  /** Size at which the file is put aside, and how many are kept beside it. */
  bytes: number;
  files: number;
}

/**
 * Appends a line to a file that only its owner reads. It is opened for each line, so that one which another process has
 * put aside is not written any longer; with O_APPEND lines of several processes stand one after the other. A link is not
 * followed. Throws what the system says.
 */
export function appendLine(place: LogPlace, line: string): void {
  makeFolder(dirname(place.file));
  if (appendTo(place.file, line) >= place.bytes) rotate(place);
}

/** Gives the size of the file after it. */
function appendTo(file: string, line: string): number {
  const handle = openSync(file, flags, 0o600);
  try {
    const { mode, size } = fstatSync(handle);
    // One that somebody has made before, or opened to others.
    if ((mode & 0o077) !== 0) fchmodSync(handle, 0o600);
    return size + writeSync(handle, `${line}\n`);
  } finally {
    closeSync(handle);
  }
}

const { O_APPEND, O_CREAT, O_WRONLY } = constants;
/** Windows has no such flag. */
const O_NOFOLLOW = (constants as Partial<typeof constants>).O_NOFOLLOW ?? 0;
const flags = O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW;

import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LocalError } from '../errors/errors.js';
import { sizeOf } from '../files/size-of.js';
import { inertLine } from '../text/sanitize.js';

/** Most bytes of a file that are read, from its end; one that is longer is set aside. */
const mostBytes = 1_000_000;

/** The files with lines, the oldest first; the last one may not be there yet. */
export function historyFiles(file: string): string[] {
  const name = basename(file);
  const old = readdirSync(dirname(file)).filter(
    (one) => one.startsWith(`${name}.`) && one.endsWith('.old'),
  );
  return [...old.sort().map((one) => join(dirname(file), one)), file];
}

export interface ReadLines {
  /** The oldest first; nothing in them can act on a terminal. */
  lines: string[];
  /** How many are no text. */
  damaged: number;
  /** The last one was not written to its end. */
  isCut: boolean;
}

export function readLines(file: string): ReadLines {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return { lines: [], damaged: 0, isCut: false };
  if (!found.isFile()) throw new LocalError(`${file} is no file.`);
  // Only its owner may read what was typed, whoever made it.
  if ((found.mode & 0o077) !== 0) chmodSync(file, 0o600);
  const { text, isWhole } = readEnd(file);
  const all = text.split('\n').slice(isWhole ? 0 : 1);
  const isCut = all.at(-1) !== '';
  const given = all.filter((line) => line.trim() !== '');
  const readable = given.filter((line) => !/[\0\ufffd]/.test(line));
  return { lines: readable.map(inertLine), damaged: given.length - readable.length, isCut };
}

function readEnd(file: string): { text: string; isWhole: boolean } {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, mostBytes));
    const length = readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    return { text: bytes.toString('utf8', 0, length), isWhole: size <= mostBytes };
  } finally {
    closeSync(handle);
  }
}

/**
 * Begins a new file where the one that is written to is long, and removes old ones that nobody needs for so many lines.
 * It is given another name rather than rewritten: what another session writes to it at this moment is not lost.
 */
export function setAside(file: string, needed: number): void {
  if (sizeOf(file) <= mostBytes) return;
  const stamp = Date.now().toString(36).padStart(10, '0');
  renameSync(file, `${file}.${stamp}-${randomBytes(4).toString('hex')}.old`);
  let kept = 0;
  for (const old of historyFiles(file).slice(0, -1).toReversed()) {
    if (kept >= needed) rmSync(old, { force: true });
    else kept += readLines(old).lines.length;
  }
}

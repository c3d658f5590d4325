import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stampOf, syncFile } from './backups.js';
import type { Place } from './open-file.js';

/** Moves a damaged memory aside, with what belongs to it, and puts the newest sound backup in its place. Deletes nothing. */
export function repair(
  { file, backups, warn, now }: Place,
  isSound: (file: string) => boolean,
): void {
  const aside = freeName(join(dirname(file), `memory-damaged-${stampOf(now())}`));
  // The log goes first: beside another file it would be taken for a part of that one.
  for (const part of ['-wal', '-shm', '']) {
    if (existsSync(file + part)) renameSync(file + part, aside + part);
  }
  const backup = backups.list().find((one) => isSound(one.file));
  if (backup !== undefined) putInPlace(backup.file, file);
  const instead =
    backup === undefined
      ? 'There is no backup of it, so memory begins anew.'
      : `The backup ${backup.file} is in its place: what was kept since ${backup.made} is in the damaged file alone.`;
  warn(`The memory ${file} is damaged; it was moved aside as ${aside}. ${instead}`);
}

function freeName(plain: string): string {
  for (let number = 1; ; number++) {
    const name = `${plain}${number === 1 ? '' : `-${number}`}.db`;
    if (!existsSync(name)) return name;
  }
}

/** Under another name first: a copy that was cut off must not be taken for the memory. */
function putInPlace(backup: string, file: string): void {
  const part = `${file}.part`;
  try {
    copyFileSync(backup, part);
    syncFile(part);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

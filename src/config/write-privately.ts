import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../errors/code-of.js';
import { LocalError } from '../errors/errors.js';
import { makeFolder as makeOwnFolder } from '../files/folder.js';

/** Tries of a rename that Windows refuses while a scanner or a backup has the file open, and milliseconds between them. */
const tries = 20;
const pause = 50;

/** Writes a file that only its owner reads, from its first byte, in place of an older one: whole, or not at all. */
export async function writePrivately(file: string, text: string): Promise<void> {
  await replaceFile(file, text, { mode: 0o600, makeFolder: makePrivateFolder });
}

/** Writes a file in place of an older one, with these permissions: whole, or not at all. Throws LocalError. */
export async function replaceFile(
  file: string,
  text: string,
  { mode, makeFolder }: { mode: number; makeFolder: (folder: string) => void },
): Promise<void> {
  const part = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    makeFolder(dirname(file));
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      if (mode !== 0o600) await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameOver(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new LocalError(
      `${file} could not be written: ${error instanceof Error ? error.message : String(error)}`,
      { hint: 'Check the folder, its permissions and the free space.', cause: error },
    );
  }
}

/** A folder that only its owner enters; one of cwm's own that is looser becomes so. */
function makePrivateFolder(folder: string): void {
  makeOwnFolder(folder);
  chmodSync(folder, 0o700);
}

async function renameOver(part: string, file: string): Promise<void> {
  for (let left = tries; ; left--) {
    try {
      await rename(part, file);
      return;
    } catch (error) {
      if (left === 0 || !['EPERM', 'EBUSY', 'EACCES'].includes(codeOf(error))) throw error;
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
}

import { access, constants, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../errors/code-of.js';
import { UsageError } from '../errors/errors.js';
import { openFileOutput, unwritable } from '../files/file-output.js';
import { numberedName, safeFileName } from '../text/file-name.js';

/**
 * Whether a result shall go into a folder, under a name that the server suggests: one that is there, or a name
 * with a slash at its end. Throws before anything is sent where the folder is missing or cannot be written.
 */
export async function isFolderTarget(path: string, written: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    if (!/[/\\]$/.test(written)) return false;
    throw new UsageError(`There is no folder ${path}.`, {
      hint: 'Make the folder first, or leave out the slash at the end to name a file.',
    });
  }
  await access(path, constants.W_OK).catch((error: unknown) => {
    throw unwritable(path, error);
  });
  return true;
}

/** Writes a document into a folder and returns its path. What is there already keeps its name and its content. */
export async function writeIntoFolder(
  folder: string,
  suggested: string | undefined,
  bytes: Uint8Array,
): Promise<string> {
  const name = safeFileName(suggested ?? '') ?? 'document';
  const path = await claimName(folder, name);
  try {
    const file = await openFileOutput(path);
    try {
      await file.write(bytes);
    } catch (error) {
      await file.discard();
      throw error;
    }
    await file.commit();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return path;
}

/** An empty file of this name, or of the first numbered one that nobody has; made so that no other process gets it. */
async function claimName(folder: string, name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? name : numberedName(name, number));
    try {
      await (await open(path, 'wx')).close();
      return path;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || number >= 10_000) throw unwritable(path, error);
    }
  }
}

import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { LocalError } from '../errors/errors.js';

export interface FileOutput {
  write: (chunk: string | Uint8Array) => Promise<void>;
  /** Gives the file its name; until then an older one of that name is untouched. */
  commit: () => Promise<void>;
  discard: () => Promise<void>;
}

/**
 * A result file: written under another name in the same folder, synced, then renamed; a link keeps pointing
 * where it did. What is no regular file (a pipe, a device) is written to as it is.
 */
export async function openFileOutput(name: string): Promise<FileOutput> {
  const existing = await stat(name).catch(() => undefined);
  const inPlace = existing !== undefined && !existing.isFile();
  const path = existing === undefined ? name : await realpath(name);
  const part = inPlace ? path : `${path}.${randomBytes(4).toString('hex')}.part`;
  const handle = await open(part, inPlace ? 'w' : 'wx', existing?.mode).catch((error: unknown) => {
    throw unwritable(name, error);
  });
  const remove = async () => {
    if (!inPlace) await rm(part, { force: true });
  };
  return {
    async write(chunk) {
      await handle.writeFile(chunk).catch((error: unknown) => {
        throw unwritable(name, error);
      });
    },
    async commit() {
      try {
        if (!inPlace) await handle.sync();
        await handle.close();
        if (!inPlace) await rename(part, path);
      } catch (error) {
        await remove();
        throw unwritable(name, error);
      }
    },
    async discard() {
      await handle.close().catch(() => undefined);
      await remove();
    },
  };
}

/** The error for a file or folder that could not be written. */
export function unwritable(path: string, error: unknown): LocalError {
  const reason = error instanceof Error ? error.message : String(error);
  return new LocalError(`${path} could not be written: ${reason}`, {
    hint: 'Check the folder, its permissions and the free space.',
    cause: error,
  });
}

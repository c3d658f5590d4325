import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { LocalError } from '../errors/errors.js';

export interface FileOutput {
  write: (chunk: string | Uint8Array) => Promise<void>;
  /** Gives the file its name; until then an older one of that name is untouched. */
  commit: () => Promise<void>;
  discard: () => Promise<void>;
}

/** A result file: written under another name in the same folder, synced, then renamed. */
export async function openFileOutput(path: string): Promise<FileOutput> {
  const part = `${path}.${randomBytes(4).toString('hex')}.part`;
  const handle = await open(part, 'wx').catch((error: unknown) => {
    throw failed(path, error);
  });
  return {
    async write(chunk) {
      await handle.writeFile(chunk).catch((error: unknown) => {
        throw failed(path, error);
      });
    },
    async commit() {
      try {
        await handle.sync();
        await handle.close();
        await rename(part, path);
      } catch (error) {
        await rm(part, { force: true });
        throw failed(path, error);
      }
    },
    async discard() {
      await handle.close().catch(() => undefined);
      await rm(part, { force: true });
    },
  };
}

function failed(path: string, error: unknown): LocalError {
  const reason = error instanceof Error ? error.message : String(error);
  return new LocalError(`${path} could not be written: ${reason}`, {
    hint: 'Check the folder, its permissions and the free space.',
    cause: error,
  });
}

import { randomBytes } from 'node:crypto';
import { access, constants, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../errors/code-of.js';
import { LocalError, UsageError } from '../errors/errors.js';
import { numberedName, safeFileName } from '../text/file-name.js';

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
    throw failed(name, error);
  });
  const remove = async () => {
    if (!inPlace) await rm(part, { force: true });
  };
  return {
    async write(chunk) {
      await handle.writeFile(chunk).catch((error: unknown) => {
        throw failed(name, error);
      });
    },
    async commit() {
      try {
        if (!inPlace) await handle.sync();
        await handle.close();
        if (!inPlace) await rename(part, path);
      } catch (error) {
        await remove();
        throw failed(name, error);
      }
    },
    async discard() {
      await handle.close().catch(() => undefined);
      await remove();
    },
  };
}

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
    throw failed(path, error);
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
      if (codeOf(error) !== 'EEXIST' || number >= 10_000) throw failed(path, error);
    }
  }
}

function failed(path: string, error: unknown): LocalError {
  const reason = error instanceof Error ? error.message : String(error);
  return new LocalError(`${path} could not be written: ${reason}`, {
    hint: 'Check the folder, its permissions and the free space.',
    cause: error,
  });
}

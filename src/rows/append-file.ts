import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that lines are added to, each of them on the disk when `add` resolves. */
export interface AppendFile {
  add: (line: string) => Promise<void>;
  close: () => Promise<void>;
}

/** Opens a file to add lines to, new or emptied unless `goOn`. Throws where it cannot be written. */
export async function openAppendFile(file: string, goOn: boolean): Promise<AppendFile> {
  const handle = await open(file, goOn ? 'a' : 'w', 0o600);
  // What broke off in the middle of a line does not spoil the next one.
  let waiting = goOn ? '\n' : '';
  let isNew = !goOn;
  let writing: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    const text = waiting;
    waiting = '';
    writing = undefined;
    await handle.appendFile(text);
    await handle.datasync();
    if (isNew) await syncFolder(dirname(file));
    isNew = false;
  };
  let last = Promise.resolve();
  return {
    async add(line) {
      waiting += `${line}\n`;
      // Lines that come while others are written go to the disk together.
      const own = (writing ??= last.then(write));
      last = own.catch(() => undefined);
      await own;
    },
    async close() {
      await last;
      await handle.close();
    },
  };
}

/** A new name outlasts a power cut when its folder is on the disk too; not every system can do that. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    // Windows opens no folders
  } finally {
    await handle?.close();
  }
}

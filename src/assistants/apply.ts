import { withLock } from '../config/with-lock.js';
import type { EntryChange, ServersChange } from './change-servers.js';
import { readConfigFile, writeConfigFile } from './config-file.js';
import type { Target } from './targets.js';

/** What became of one file, or would become of it. */
export interface Applied {
  target: Target;
  /** Where the file is that a link leads to; undefined where there is no link. */
  linkedTo: string | undefined;
  changes: EntryChange[];
  backup: string | undefined;
}

/** Changes a configuration's text. */
export type Change = (text: string, target: Target) => ServersChange;

/** What stands for a file that is not there. */
const nothing = '{}\n';

/** What would become of a file. Throws what is wrong with it. */
export function preview(target: Target, change: Change): Applied {
  const read = readConfigFile(target.file);
  const linkedTo = read.target === target.file ? undefined : read.target;
  const { changes } = change(read.text ?? nothing, target);
  return { target, linkedTo, changes, backup: undefined };
}

/**
 * Changes a file. It is read once more, under a lock: clients write to it too, and Claude Code, for one, takes a lock
 * of the same kind.
 */
export async function apply(target: Target, change: Change, now: Date): Promise<Applied> {
  const planned = preview(target, change);
  if (planned.changes.every(({ lines }) => lines.length === 0)) return planned;
  return await withLock(planned.linkedTo ?? target.file, async () => {
    const read = readConfigFile(target.file);
    const { text, changes } = change(read.text ?? nothing, target);
    const isSame = text === (read.text ?? nothing);
    const backup = isSame ? undefined : await writeConfigFile(read, text, now);
    return { ...planned, changes, backup };
  });
}

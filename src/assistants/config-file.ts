import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { replaceFile } from '../config/write-privately.js';
import { LocalError } from '../errors/errors.js';

/** A configuration file of an assistant as it is on the disk. */
export interface ConfigFile {
  /** Where it is known to be, and where it is: elsewhere if that is a link. */
  file: string;
  target: string;
  /** undefined where there is none. */
  text: string | undefined;
  hasBom: boolean;
  mode: number;
}

/** Backups that are kept of a file, the newest ones. */
const kept = 3;

/** Throws LocalError for what cannot be read, or is no UTF-8: written back it would be another text. */
export function readConfigFile(file: string): ConfigFile {
  const target = targetOf(file);
  if (!existsSync(target)) return { file, target, text: undefined, hasBom: false, mode: 0o600 };
  try {
    const bytes = readFileSync(target);
    const hasBom = bytes.subarray(0, 3).equals(bom);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { file, target, text, hasBom, mode: statSync(target).mode & 0o777 };
  } catch (error) {
    const isEncoding = error instanceof TypeError;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalError(
      `${file} cannot be read: ${isEncoding ? 'it is not UTF-8 text' : reason}.`,
      {
        hint: isEncoding
          ? 'Nothing was written. Save it as UTF-8 in an editor, then run this again.'
          : 'Nothing was written. Check the permissions of the file and its folder.',
        cause: error,
      },
    );
  }
}

/** Puts a text in place of what was read, and that beside it as a backup. Gives the backup's path. */
export async function writeConfigFile(
  { target, text: before, hasBom, mode }: ConfigFile,
  text: string,
  now: Date,
): Promise<string | undefined> {
  const mark = hasBom ? '\ufeff' : '';
  const options = { mode, makeFolder };
  if (before === undefined) {
    await replaceFile(target, text, options);
    return undefined;
  }
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const backup = `${target}.cwm-backup-${stamp}`;
  await replaceFile(backup, mark + before, options);
  await replaceFile(target, mark + text, options);
  forgetOld(target);
  return backup;
}

const bom = Buffer.from('\ufeff');

function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
}

/** Through a link the file that it leads to is written; the link stays one. */
function targetOf(file: string): string {
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return file;
  try {
    return realpathSync(file);
  } catch (error) {
    throw new LocalError(`${file} is a link that leads to nothing.`, {
      hint: 'Nothing was written. Make the file that it leads to, or remove the link.',
      cause: error,
    });
  }
}

function forgetOld(target: string): void {
  const folder = dirname(target);
  const start = `${basename(target)}.cwm-backup-`;
  const backups = readdirSync(folder).filter((name) => name.startsWith(start));
  for (const name of backups.sort().slice(0, -kept)) rmSync(join(folder, name), { force: true });
}

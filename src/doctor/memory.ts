import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Backups } from '../memory/backups.js';
import { lookAtFile, type MemoryLook } from '../memory/look-at-file.js';
import { counted } from '../text/counted.js';
import { fail, failedBy, ok, warn, type Found } from './finding.js';

/** What the next command does about a memory that cannot be read, and what a person may do before. */
const damaged =
  'The next command that uses the memory moves the file aside and takes the newest backup; to keep it, copy it first.';

/** Fast Memory as it lies there: it is neither opened for writing, nor repaired, nor made. */
export function lookAtMemory(folder: string): Found[] {
  const file = join(folder, 'memory.db');
  return [lookAtDatabase(file), ...lookAtBackups(join(dirname(file), 'backups'))];
}

function lookAtDatabase(file: string): Found {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    return fail('file', `${file} is a folder.`, 'Move it away.');
  let look: MemoryLook | undefined;
  try {
    look = lookAtFile(file);
  } catch (error) {
    return failedBy('file', error, damaged);
  }
  if (look === undefined) return ok('file', 'Nothing is kept yet.');
  const { bytes, log, layout, newest, entries, faults } = look;
  if (layout > newest)
    return fail(
      'file',
      `${file} was written by a newer cwm: its layout is ${layout}, and this one knows ${newest}.`,
      'Update cwm.',
    );
  if (faults.length > 0)
    return fail('file', `${file} is damaged: ${faults.slice(0, 3).join('; ')}`, damaged);
  const kept = entries === undefined ? '' : `, ${counted(entries, 'kept call')}`;
  const unmerged = log === 0 ? '' : `, ${megabytes(log)} of them in its log`;
  const older = layout < newest ? ', brought to the present layout when it is next used' : '';
  return ok(
    'file',
    `${file}: ${megabytes(bytes + log)}${unmerged}, layout ${layout}${kept}${older}`,
  );
}

function lookAtBackups(folder: string): Found[] {
  try {
    const backups = new Backups(folder).list();
    const [newest] = backups;
    return newest === undefined
      ? []
      : [
          ok(
            'backups',
            `${counted(backups.length, 'backup')} in ${folder}, the last of ${newest.made}`,
          ),
        ];
  } catch (error) {
    return [
      warn('backups', error instanceof Error ? error.message : String(error), `Check ${folder}.`),
    ];
  }
}

function megabytes(bytes: number): string {
  return bytes < 1_048_576
    ? `${Math.ceil(bytes / 1024)} KiB`
    : `${(bytes / 1_048_576).toFixed(1)} MiB`;
}

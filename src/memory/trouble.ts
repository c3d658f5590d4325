import { dirname } from 'node:path';
import { codeOf } from '../errors/code-of.js';
import { LocalError } from '../errors/errors.js';
import { isDatabaseError } from '../sqlite/open.js';

/** A file that is a database, but not a memory. */
export class NoMemoryError extends Error {}

/** The file itself is broken, as opposed to what surrounds it. */
export function isDamage(error: unknown): boolean {
  if (error instanceof NoMemoryError) return true;
  return isDatabaseError(error) && /^SQLITE_(?:CORRUPT|NOTADB)/.test(error.code);
}

/** The file or its folder does not let itself be written. */
export function isUnwritable(error: unknown): boolean {
  const code = codeOf(error);
  return /^SQLITE_(?:READONLY|CANTOPEN|PERM)/.test(code) || /^E(?:ACCES|PERM|ROFS)$/.test(code);
}

/** What SQLite and the system say of the memory's file, for people. Other errors stay as they are. */
export function inPlainWords(error: unknown, file: string): unknown {
  const folder = dirname(file);
  const elsewhere = 'or set CWM_HOME to a folder';
  if (isDamage(error)) {
    return new LocalError(`The memory ${file} is damaged and could not be repaired.`, {
      hint: 'Move the file away: memory then begins anew. Its backups are in the folder backups beside it.',
      cause: error,
    });
  }
  if (isUnwritable(error)) {
    return new LocalError(`Memory was not changed: the folder ${folder} cannot be written.`, {
      hint: `Check its permissions, ${elsewhere} that you may write to.`,
      cause: error,
    });
  }
  const code = codeOf(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new LocalError(`Memory was not changed: the disk that ${folder} is on is full.`, {
      hint: `Free some space, ${elsewhere} on another disk.`,
      cause: error,
    });
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return new LocalError(`Memory was not changed: another program holds ${file}.`, {
      hint: 'Run the command again when the other one has ended.',
      cause: error,
    });
  }
  if (/^E(?:NOTDIR|EXIST|NOENT|ISDIR|NAMETOOLONG|INVAL)$/.test(code)) {
    return new LocalError(`There can be no memory at ${file}: ${messageOf(error)}`, {
      hint: 'Set CWM_HOME to a folder that cwm may write to.',
      cause: error,
    });
  }
  return error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

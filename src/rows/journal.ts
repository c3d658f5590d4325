import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../errors/code-of.js';
import { LocalError } from '../errors/errors.js';
import { makeFolder } from '../files/folder.js';
import { openAppendFile, type AppendFile } from './append-file.js';
import {
  endedLine,
  headLine,
  newestLine,
  readJournal,
  sendingLine,
  type JournalHead,
  type KnownRow,
  type ReadJournal,
} from './journal-lines.js';
import type { RowOutcome } from './outcome.js';

/** What is written down of each row while it is sent, so that a run that broke off can go on. */
export interface Journal {
  /** What runs before this one have left, by the number of the row. */
  known: ReadonlyMap<number, KnownRow>;
  /** The newest id that each list had before the first row was sent, by its path. */
  newest: ReadonlyMap<string, number>;
  noteNewest: (path: string, id: number) => Promise<void>;
  /** Resolves when it is certain to be known that this row may have been sent. */
  sending: (row: number, at: Date) => Promise<void>;
  ended: (outcome: RowOutcome) => Promise<void>;
}

export interface OpenJournal extends Journal {
  file: string;
  close: () => Promise<void>;
}

/** What a file says as a journal; undefined where there is none. Throws LocalError for one that cannot be read. */
export async function findJournal(file: string): Promise<ReadJournal | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined;
    throw failed(file, 'read', error);
  });
  if (text === undefined) return undefined;
  const found = readJournal(text);
  if (found !== undefined || text.trim() === '') return found;
  throw new LocalError(`${file} is no journal of this version of cwm.`, {
    hint: 'Look what it is, and move it away.',
  });
}

/**
 * Opens a journal to write to: the one that was found, else a new one in the first of the places that can be written.
 * Throws LocalError where none can.
 */
export async function openJournal(
  places: readonly string[],
  head: JournalHead,
  found: { file: string; journal: ReadJournal } | undefined,
): Promise<OpenJournal> {
  const { file, lines } = await openFirst(found === undefined ? places : [found.file], found);
  if (found === undefined) await lines.add(headLine(head)).catch(rethrow(file));
  const newest = new Map(found?.journal.newest);
  const add = async (line: string) => await lines.add(line).catch(rethrow(file));
  return {
    file,
    known: found?.journal.known ?? new Map<number, KnownRow>(),
    newest,
    async noteNewest(path, id) {
      newest.set(path, id);
      await add(newestLine(path, id));
    },
    sending: async (row, at) => await add(sendingLine(row, at)),
    ended: async (outcome) => await add(endedLine(outcome)),
    close: lines.close,
  };
}

async function openFirst(
  places: readonly string[],
  found: unknown,
): Promise<{ file: string; lines: AppendFile }> {
  let refusal: unknown;
  for (const [index, file] of places.entries()) {
    try {
      // The last is in a folder of cwm's own.
      if (index > 0) makeFolder(dirname(file));
      return { file, lines: await openAppendFile(file, found !== undefined) };
    } catch (error) {
      refusal ??= failed(file, 'written', error);
    }
  }
  throw refusal;
}

function rethrow(file: string): (error: unknown) => never {
  return (error) => {
    throw failed(file, 'written', error);
  };
}

function failed(file: string, what: string, error: unknown): LocalError {
  const reason = error instanceof Error ? error.message : String(error);
  return new LocalError(`The journal ${file} could not be ${what}: ${reason}`, {
    hint: 'Check the folder, its permissions and the free space. Without a journal nothing more is sent.',
    cause: error,
  });
}

import { readFile, stat } from 'node:fs/promises';
import { codeOf } from '../errors/code-of.js';
import { UsageError } from '../errors/errors.js';
import { candidatesInDatabase, isDatabase } from '../memory/gateway.js';
import {
  candidatesIn,
  checkAll,
  largestFile,
  type Candidate,
  type Invalid,
} from '../memory/import.js';
import type { Conflict } from '../memory/merge.js';
import type { Services } from '../services.js';
import { counted } from '../text/counted.js';
import { decodeText } from '../text/decode.js';
import { defineAction, one, type Result } from './define.js';
import { knownPaths, pathReader } from './known-path.js';
import { warnOfSecrets } from './warn-of-secrets.js';

/** What became of the entries of a file. */
export interface MemoryImport {
  added: number;
  /** The call was there already, and more was known of its use. */
  merged: number;
  replaced: number;
  unchanged: number;
  /** Stood in the file more than once. */
  repeated: number;
  /** Left out because something is wrong with them. */
  skipped: number;
  conflicts: Conflict[];
  invalid: Invalid[];
}

export const memoryImport = defineAction({
  name: 'memory_import',
  summary: 'Take in calls that were exported, or the database of the Python gateway',
  params: {
    file: {
      kind: 'string',
      summary: 'what cwm memory export wrote, or fast_memory_api.db',
      completes: 'file',
    },
    export: { kind: 'string', summary: 'the JSON itself' },
    replace: {
      kind: 'boolean',
      default: false,
      summary: 'put calls in the place of others with their name; a backup is made first',
    },
    skipInvalid: {
      kind: 'boolean',
      default: false,
      summary: 'leave out entries that something is wrong with, and take the others',
    },
  },
  async run({ file, export: text, replace, skipInvalid }, services): Promise<Result<MemoryImport>> {
    const source = file === undefined ? 'Standard input' : services.resolvePath(file);
    const catalog = await services.catalog();
    const { entries, invalid } = checkAll(
      file === undefined ? textCandidates(text ?? '', source) : await candidatesOf(source),
      { readPath: pathReader(catalog.modules()), now: services.now() },
    );
    if (invalid.length > 0 && !skipInvalid) throw refused(invalid, source);
    warnOfSecrets(entries, services.report, 'Whoever runs cwm here can read them.');
    const isKnown = knownPaths(catalog);
    warnOfUnknown(entries.filter((entry) => !isKnown(entry)).length, services);
    const memory = await services.memory();
    const plan = memory.entries.merge(entries, replace, () => {
      const { file: backup } = memory.backup('import', services.now());
      services.report.note(`What was there before is kept in ${backup}`);
    });
    const { added, merged, replaced, unchanged, repeated, conflicts } = plan;
    return {
      ...one<MemoryImport>({
        ...{ added: added.length, merged: merged.length, replaced: replaced.length },
        ...{ unchanged, repeated, skipped: invalid.length, conflicts, invalid },
      }),
      wrote: 'The entries were imported.',
    };
  },
});

async function candidatesOf(file: string): Promise<Candidate[]> {
  const found = await stat(file).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
    throw new UsageError(`There is no file ${file}.`, { hint: 'Check the path.', cause: error });
  });
  if (found.isDirectory())
    throw new UsageError(`${file} is a folder.`, { hint: 'Give the path of a file.' });
  refuseLarge(found.size, file);
  const bytes = await readFile(file);
  refuseLarge(bytes.length, file);
  return isDatabase(bytes)
    ? await candidatesInDatabase(file, bytes)
    : textCandidates(decodeText(bytes, file), file);
}

function textCandidates(text: string, source: string): Candidate[] {
  refuseLarge(text.length, source);
  return candidatesIn(text, source);
}

function refuseLarge(size: number, source: string): void {
  if (size > largestFile)
    throw new UsageError(`${source} is larger than ${largestFile / 1024 / 1024} MiB.`, {
      hint: 'Divide it into several files.',
    });
}

function refused(invalid: readonly Invalid[], source: string): UsageError {
  const count = invalid.length === 1 ? '1 entry is' : `${invalid.length} entries are`;
  return new UsageError(`Nothing was imported: ${count} not right in ${source}.`, {
    hint: 'Put them right, or take the others alone: --skip-invalid',
    details: invalid.map(({ place, reason }) => ({
      code: 'invalid_entry',
      message: reason,
      field: place,
    })),
  });
}

function warnOfUnknown(count: number, { report }: Services): void {
  if (count > 0)
    report.warn(
      `${counted(count, 'call')} to endpoints that the catalog does not know; kept all the same.`,
    );
}

import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../errors/errors.js';
import { findJournal, openJournal, type OpenJournal } from '../../rows/journal.js';
import type { JournalHead, KnownRow, ReadJournal } from '../../rows/journal-lines.js';
import { lockRows } from '../../rows/lock-rows.js';
import type { RowSource, Table } from '../../rows/table.js';
import type { Services } from '../../services.js';
import { toJson } from '../../text/json.js';
import { templateOf } from '../../memory/placeholders.js';
import type { RowTemplate } from './row-template.js';

/** The journal of these rows, before any is sent. */
export interface PendingJournal {
  /** What runs before this one have left, by the number of the row. */
  known: ReadonlyMap<number, KnownRow>;
  /** Opens it to write to, which a run does that has been approved; `rows` is how many it sends. */
  open: (rows: number) => Promise<OpenJournal>;
}

export interface Journaled {
  source: RowSource;
  table: Table;
  template: RowTemplate;
  /** Go on with what a journal says. */
  resume: boolean;
}

/**
 * Does work with the journal of some rows: beside their file, else in a folder of cwm's own. Throws UsageError where an
 * earlier run has to be gone on with first, and where there is none that could be.
 */
export async function withJournal<T>(
  rows: Journaled,
  services: Services,
  work: (journal: PendingJournal) => Promise<T>,
): Promise<T> {
  const head = headOf(rows.table, rows.template, services);
  const file = await fileOf(rows.source);
  const own = join(services.journalFolder(), `${hash(file ?? head.command).slice(0, 16)}.ndjson`);
  const beside = file === undefined ? undefined : `${file}.journal.ndjson`;
  const places = beside === undefined ? [own] : [beside, own];
  const unlock = await lockRows(beside && `${beside}.lock`, `${own}.lock`);
  let opened: OpenJournal | undefined;
  try {
    const found = await firstOf(places);
    if (rows.resume) refuseOther(found, head, rows.source);
    else if (found !== undefined) refuseUnfinished(found, head);
    const goOn = rows.resume ? found : undefined;
    return await work({
      known: goOn?.journal.known ?? new Map<number, KnownRow>(),
      open: async (rows) => (opened ??= await openJournal(places, { ...head, rows }, goOn)),
    });
  } finally {
    await opened?.close();
    unlock();
  }
}

/** The file itself, whatever links lead there; a pipe that is named like a file, such as /dev/fd/63, is none. */
async function fileOf({ file }: RowSource): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const real = await realpath(file).catch(() => file);
  const found = await stat(real).catch(() => undefined);
  return found?.isFile() === false ? undefined : real;
}

interface Found {
  file: string;
  journal: ReadJournal;
}

async function firstOf(places: readonly string[]): Promise<Found | undefined> {
  for (const file of places) {
    const journal = await findJournal(file);
    if (journal !== undefined) return { file, journal };
  }
  return undefined;
}

function headOf(
  table: Table,
  { call, columns, given = {}, how }: RowTemplate,
  services: Services,
): Omit<JournalHead, 'rows'> {
  const { check, fit, resolve } = how;
  const connection = services.connectionName() ?? '';
  return {
    call: services.redact(`${call.method} ${templateOf(call.path)}`),
    input: hash(toJson([table.columns, table.rows.map(({ source }) => source)])),
    command: hash(toJson([call, [...columns], given, connection, { check, fit, resolve }])),
    began: services.now().toISOString(),
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function refuseOther(
  found: Found | undefined,
  head: Pick<JournalHead, 'input' | 'command'>,
  { name }: RowSource,
): asserts found is Found {
  if (found === undefined)
    throw new UsageError('There is no run of these rows to go on with.', {
      hint: 'Leave out --resume to begin one.',
    });
  const { file, journal } = found;
  if (journal.head.command !== head.command)
    throw new UsageError(`${file} tells of another command: ${journal.head.call}.`, {
      hint: 'Resume with the command that began it, its values and its profile included.',
    });
  if (journal.head.input !== head.input)
    throw new UsageError(`The rows of ${name} have changed since the run began.`, {
      hint: `Nothing was sent. Put them back as they were, or take out those that are done, by ${file}, and begin anew without it.`,
    });
}

/** A run that left something done is not begun again: its rows would be sent twice. */
function refuseUnfinished(
  { file, journal: { head, known } }: Found,
  now: Pick<JournalHead, 'input' | 'command'>,
): void {
  const rows = [...known.values()];
  const done = rows.filter(({ outcome }) => outcome?.ok === true).length;
  const unknown = rows.filter(({ outcome }) => outcome === undefined || outcome.ok === null).length;
  if (done + unknown === 0) return;
  const isSame = head.input === now.input && head.command === now.command;
  const isWhole = done === head.rows;
  // What was finished long ago makes room for what comes next.
  if (isWhole && !isSame) return;
  const count = `${done} of ${head.rows} rows are done${unknown === 0 ? '' : `, ${unknown} unknown`}`;
  const goOn = isWhole ? '' : 'Go on with --resume. ';
  throw new UsageError(
    isSame
      ? `These rows were sent before: ${count}.`
      : `A run of these rows is not finished: ${head.call}, ${count}.`,
    {
      hint: `${goOn}To send all of them again, remove ${file} first.`,
    },
  );
}

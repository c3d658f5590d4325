import { isNumber, parseJson, toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import type { RowOutcome } from './outcome.js';

/** What a journal is about: only the same rows and the same command go on with it. */
export interface JournalHead {
  /** The call for people, such as `PATCH /service/tickets/{id}`. */
  call: string;
  /** How many rows there are. */
  rows: number;
  /** Hash of the rows. */
  input: string;
  /** Hash of the command, with the connection that it is for. */
  command: string;
  began: string;
}

/** What is known of a row that was sent, or may have been. */
export interface KnownRow {
  /** Undefined where it was about to be sent, and no more is known. */
  outcome: RowOutcome | undefined;
  /** When it was last about to be sent. */
  sentAt: Date | undefined;
  /** The highest id that a row had got by then. */
  highestBefore: number | undefined;
}

export interface ReadJournal {
  head: JournalHead;
  known: Map<number, KnownRow>;
  /** The newest id that a list had before the first of its rows was sent, by its path. */
  newest: Map<string, number>;
}

const version = 1;

export function headLine(head: JournalHead): string {
  return toJson({ cwm: 'journal', version, ...head });
}

export function sendingLine(row: number, at: Date): string {
  return toJson({ row, sending: at.toISOString() });
}

/** Without what the server said, which may repeat what it was sent. */
export function endedLine({ row, status, ok, id }: RowOutcome): string {
  return toJson({ row, status, ok, id });
}

export function newestLine(path: string, newest: number): string {
  return toJson({ path, newest });
}

/** What a journal says; undefined for a text that is none. A line that was cut off was never relied on. */
export function readJournal(text: string): ReadJournal | undefined {
  const [first, ...lines] = text.split('\n').map(recordIn);
  const head = first === undefined ? undefined : headOf(first);
  if (head === undefined) return undefined;
  const known = new Map<number, KnownRow>();
  const newest = new Map<string, number>();
  let highest: number | undefined;
  for (const line of lines) {
    if (line === undefined) continue;
    const { row, sending, path, newest: id } = line;
    if (typeof path === 'string' && typeof id === 'number') newest.set(path, id);
    if (typeof row !== 'number') continue;
    if (typeof sending === 'string') {
      known.set(row, { outcome: undefined, sentAt: new Date(sending), highestBefore: highest });
      continue;
    }
    const outcome = outcomeOf(row, line);
    const { sentAt, highestBefore } = known.get(row) ?? {};
    known.set(row, { outcome, sentAt, highestBefore });
    if (outcome.ok === true && typeof outcome.id === 'number')
      highest = Math.max(highest ?? 0, outcome.id);
  }
  return { head, known, newest };
}

function recordIn(line: string): JsonRecord | undefined {
  try {
    const value = parseJson(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function headOf({
  cwm,
  version: written,
  call,
  rows,
  input,
  command,
  began,
}: JsonRecord): JournalHead | undefined {
  if (cwm !== 'journal' || written !== version) return undefined;
  return {
    call: String(call),
    rows: Number(rows),
    input: String(input),
    command: String(command),
    began: String(began),
  };
}

function outcomeOf(row: number, { status, ok, id }: JsonRecord): RowOutcome {
  return {
    row,
    status: typeof status === 'number' ? status : null,
    ok: typeof ok === 'boolean' ? ok : null,
    id: isNumber(id) || typeof id === 'string' ? id : null,
    error: null,
  };
}

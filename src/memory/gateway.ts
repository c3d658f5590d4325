import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../errors/errors.js';
import { isDatabaseError, openShared, type Db } from '../sqlite/open.js';
import { parseJson } from '../text/json.js';
import { isRecord, mapTexts, type JsonRecord } from '../text/records.js';
import { refuseTooMany, type Candidate } from './import.js';
import { escapeBraces } from './placeholders.js';

/** Whether these are the first bytes of an SQLite database. */
export function isDatabase(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 16)).toString('latin1') === 'SQLite format 3\0';
}

/**
 * The saved queries of the Python gateway's database, or the entries of another memory of cwm. A copy is opened, with
 * what a running gateway has not yet put into the file itself: the original stays untouched, wherever it lies.
 */
export async function candidatesInDatabase(file: string, bytes: Uint8Array): Promise<Candidate[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cwm-import-'));
  try {
    const copy = join(folder, 'copy.db');
    await writeFile(copy, bytes);
    const original = await realpath(file);
    for (const beside of ['-wal', '-journal']) {
      const rest = await readFile(`${original}${beside}`).catch(() => undefined);
      if (rest !== undefined) await writeFile(`${copy}${beside}`, rest);
    }
    return readRows(copy, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readRows(copy: string, source: string): Candidate[] {
  let db: Db | undefined;
  try {
    db = openShared(copy);
    const columns = db.prepare("SELECT name FROM pragma_table_info('saved_queries')").pluck().all();
    const missing = needed.filter((name) => !columns.includes(name));
    if (missing.length > 0) {
      throw new UsageError(
        missing.length === needed.length
          ? `${source} is a database without saved queries.`
          : `The saved queries of ${source} have no ${missing.join(', ')}.`,
        { hint: "The gateway's own is called fast_memory_api.db." },
      );
    }
    refuseTooMany(Number(db.prepare('SELECT count(*) FROM saved_queries').pluck().get()), source);
    const rows = db.prepare('SELECT * FROM saved_queries ORDER BY id').all() as JsonRecord[];
    // Only cwm gives slugs, and means braces as placeholders.
    const isOwn = columns.includes('slug');
    return rows.map((row) => ({
      place: `id ${String(row['id'])}`,
      read: () => (isOwn ? ownEntry(row) : gatewayEntry(row)),
    }));
  } catch (error) {
    if (!isDatabaseError(error)) throw error;
    throw new UsageError(`The database ${source} is damaged: ${error.message}.`, {
      hint: 'Take another copy of it.',
      cause: error,
    });
  } finally {
    db?.close();
  }
}

const needed = [
  ...['id', 'description', 'path', 'method'],
  ...['params', 'data', 'timestamp', 'usage_count'],
];

function ownEntry(row: JsonRecord): JsonRecord {
  const [params, data] = [jsonIn(row, 'params'), jsonIn(row, 'data')];
  return { ...row, params, data, created: row['timestamp'] };
}

/** Its time is that of the last save or use, and an empty body is none; its braces are its own. */
export function gatewayEntry(row: JsonRecord): JsonRecord {
  const { description, method, path, usage_count, timestamp } = row as Record<string, unknown>;
  const data = jsonIn(row, 'data');
  const time = timeOf(timestamp);
  const isNamed = typeof description !== 'string' || description.trim() !== '';
  return {
    description: isNamed ? description : `${String(method).toUpperCase()} ${String(path)}`,
    method,
    path: mapTexts(path, escapeBraces),
    params: mapTexts(jsonIn(row, 'params'), escapeBraces),
    data: isRecord(data) && Object.keys(data).length === 0 ? null : mapTexts(data, escapeBraces),
    usage_count,
    created: time,
    last_used: usage_count === 0 || usage_count === null ? null : time,
  };
}

/** Seconds since 1970, as Python counts them, or a date in UTC as SQLite writes it. */
function timeOf(timestamp: unknown): unknown {
  if (typeof timestamp !== 'number') return timestamp;
  const date = new Date(timestamp * 1000);
  return Number.isNaN(date.getTime()) ? String(timestamp) : date.toISOString();
}

/** The value of a column of JSON text; null for none. */
function jsonIn(row: JsonRecord, name: string): unknown {
  const text = row[name];
  if (text === null || text === undefined || text === '') return null;
  try {
    if (typeof text === 'string') return parseJson(text);
  } catch {
    // told below, in the same words as what is no text at all
  }
  throw new UsageError(`its ${name} are no JSON`);
}

import { UsageError } from '../errors/errors.js';
import { jsonFault, parseJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { checkEntry, type EntryRules } from './check-entry.js';
import type { SharedEntry } from './entry.js';
import { exportFormat, exportVersion } from './export.js';

/** What may be an entry, and where it stands. */
export interface Candidate {
  place: string;
  /** Throws UsageError with what is wrong with it. */
  read: () => unknown;
}

/** Why something is no entry. */
export interface Invalid {
  place: string;
  reason: string;
}

/** Bounds of what is read. */
export const largestFile = 64 * 1024 * 1024;
const mostEntries = 100_000;

const takes = 'It takes what cwm memory export wrote, or the fast_memory_api.db of the gateway.';

/** What stands in a JSON file: an export, a list of entries, or one entry. */
export function candidatesIn(text: string, source: string): Candidate[] {
  if (text.trim() === '') throw new UsageError(`${source} is empty.`, { hint: takes });
  const value = entriesOf(readJson(text, source), source);
  return value.map((entry, index) => ({ place: `entry ${index + 1}`, read: () => entry }));
}

/** Checks each on its own, so that all that is wrong is told at once. */
export function checkAll(
  candidates: readonly Candidate[],
  rules: EntryRules,
): { entries: SharedEntry[]; invalid: Invalid[] } {
  const entries: SharedEntry[] = [];
  const invalid: Invalid[] = [];
  for (const { place, read } of candidates) {
    try {
      entries.push(checkEntry(read(), rules));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      invalid.push({ place, reason: error.message });
    }
  }
  return { entries, invalid };
}

/** Throws UsageError for more than can be taken at once. */
export function refuseTooMany(count: number, source: string): void {
  if (count > mostEntries)
    throw new UsageError(`${source} holds ${count} entries; at most ${mostEntries} are read.`, {
      hint: 'Divide it into several files.',
    });
}

function readJson(text: string, source: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const fault = jsonFault(text);
    throw new UsageError(`${source} is not valid JSON: ${fault}.`, { hint: takes, cause: error });
  }
}

function entriesOf(value: unknown, source: string): unknown[] {
  const inside = isRecord(value) && 'entries' in value ? value : undefined;
  if (inside !== undefined) refuseForeign(inside['format'], inside['version'], source);
  const entries = inside?.['entries'] ?? value;
  if (Array.isArray(entries)) {
    refuseTooMany(entries.length, source);
    return entries;
  }
  if (isRecord(entries) && inside === undefined) return [entries];
  throw new UsageError(`${source} holds no entries.`, { hint: takes });
}

function refuseForeign(format: unknown, version: unknown, source: string): void {
  if (format !== undefined && format !== exportFormat)
    throw new UsageError(`${source} is no export of cwm's memory.`, { hint: takes });
  if (typeof version === 'number' && version > exportVersion)
    throw new UsageError(
      `${source} was written by a newer cwm: version ${version} of the format, and this cwm reads up to ${exportVersion}.`,
      { hint: 'Update cwm here.' },
    );
}

import type { Field } from '../catalog/model.js';
import { quoteText } from '../conditions/quote.js';
import { UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { listed, nearest } from '../text/nearest.js';
import type { JsonRecord } from '../text/records.js';
import { inertLine } from '../text/sanitize.js';
import { ifReadable, readRows } from './read-aside.js';

export interface Collection {
  /** Encoded path of the list. */
  path: string;
  /** Fields that tell the name of its records, in the order in which they are asked. */
  labels: readonly string[];
  /** Words that other paths have where the name stands: it may be a misspelling of one. */
  words: () => readonly string[];
}

/** The fields that tell a record's name: its identifier, and its name or what stands for one. */
export function labelsOf(fields: readonly Field[]): string[] {
  const has = (name: string) => fields.some((one) => one.name === name && one.type === 'string');
  const name = ['name', 'summary', 'description'].find(has);
  return [...(has('identifier') ? ['identifier'] : []), ...(name === undefined ? [] : [name])];
}

/**
 * The id of the record that has this identifier, else exactly this name; the server compares, without case.
 * Throws UsageError with candidates where there is none or more than one.
 */
export async function findByName(
  name: string,
  collection: Collection,
  services: Services,
): Promise<string> {
  for (const label of collection.labels) {
    const rows = await rowsWhere(`${label}=${quoteText(name)}`, 10, collection, services);
    // Some lists ignore conditions: what is not called so must not be taken for it.
    const found = rows.filter((row) => isSame(row[label], name) && isId(row['id']));
    if (found.length > 1) {
      throw new UsageError(`"${name}" in ${collection.path} could be any of ${found.length}.`, {
        hint: `Give the id: ${listed(
          found.map((row) => labelled(row, collection)),
          'or',
        )}.`,
      });
    }
    if (found[0] !== undefined) return String(found[0]['id']);
  }
  const near = await similar(name, collection, services);
  near.push(...misspeltWords(name, collection));
  throw new UsageError(`There is no "${name}" in ${collection.path}.`, {
    hint:
      near.length > 0
        ? `Did you mean ${listed(near, 'or')}?`
        : `Give the id. What there is: cwm call GET ${collection.path}`,
  });
}

/** What a server sends as an id goes into a path: digits alone. */
function isId(value: unknown): boolean {
  return /^\d+$/.test(String(value));
}

/** Compared by the word alone: a long path before it would make every word look near. */
function misspeltWords(name: string, { path, words }: Collection): string[] {
  return nearest(name, words(), 1).map((word) => `${path}/${word}`);
}

function rowsWhere(
  conditions: string,
  pageSize: number,
  { path, labels }: Collection,
  services: Services,
): Promise<JsonRecord[]> {
  const fields = ['id', ...labels].join(',');
  return readRows(path, { conditions, fields, pageSize }, services);
}

/** Records that hold the first word, or else begin alike; none where they cannot be read. */
async function similar(
  name: string,
  collection: Collection,
  services: Services,
): Promise<string[]> {
  const label = collection.labels.at(-1) ?? 'name';
  const [word = name] = name.trim().split(/\s+/);
  const start = quoteText(`${name.trim().slice(0, 2)}%`);
  for (const conditions of [`${label} contains ${quoteText(word)}`, `${label} like ${start}`]) {
    const rows = (await ifReadable(rowsWhere(conditions, 50, collection, services))) ?? [];
    const names = rows.map((row) => String(row[label]));
    const near = nearest(name, names, 5);
    const best = near.map((one) => rows[names.indexOf(one)] ?? {});
    const shown = best.length > 0 ? best : rows.slice(0, 5);
    if (shown.length > 0) return shown.map((row) => labelled(row, collection));
  }
  return [];
}

/** `Help Desk (id 1)`; a name is the server's text and stays on one line. */
function labelled(row: JsonRecord, { labels }: Collection): string {
  const texts = labels.map((label) => row[label]).filter((text) => typeof text === 'string');
  return `${inertLine(texts.join(' ').slice(0, 80))} (id ${String(row['id'])})`;
}

/** Equal for the server, whose comparison knows neither case nor accents nor blanks at the end. */
function isSame(value: unknown, name: string): boolean {
  if (typeof value !== 'string') return false;
  return value.trim().localeCompare(name.trim(), 'en', { sensitivity: 'base' }) === 0;
}

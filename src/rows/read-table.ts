import { UsageError } from '../errors/errors.js';
import { decodeText } from '../text/decode.js';
import type { Table } from './table.js';

/** The rows of a text: csv with a header, a JSON array, or JSON objects one after the other. */
export async function readTable(bytes: Uint8Array, source: string): Promise<Table> {
  const text = decodeText(bytes, source);
  const table = isJson(text, source)
    ? (await import('./read-json.js')).readJsonTable(text, source)
    : (await import('./read-csv.js')).readCsvTable(text, source);
  if (table.rows.length === 0)
    throw new UsageError(`${source} has no rows.`, {
      hint: 'Nothing was sent. Each row is one call.',
    });
  return table;
}

/** A file that is called csv is csv, whatever its first column is called. */
function isJson(text: string, source: string): boolean {
  return !/\.(?:csv|tsv)$/i.test(source) && /^\s*[[{]/.test(text);
}

import { UsageError } from '../errors/errors.js';
import { decodeText } from '../text/decode.js';
import type { Table } from './table.js';

/** The rows of a text: csv with a header, a JSON array, or JSON objects one after the other. */
export async function readTable(bytes: Uint8Array, source: string): Promise<Table> {
  const text = decodeText(bytes, source);
  const table = isJson(text, source)
    ? (await import('./read-json.js')).readJsonTable(text, source)
    : (await import('./read-csv.js')).readCsvTable(text, source, hasMark(bytes));
  if (table.rows.length === 0)
    throw new UsageError(`${source} has no rows.`, {
      hint: 'Nothing was sent. Each row is one call.',
    });
  return table;
}

function hasMark([first, second, third]: Uint8Array): boolean {
  const isUtf8 = first === 0xef && second === 0xbb && third === 0xbf;
  return isUtf8 || (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** A file that is called csv is csv, whatever its first column is called. */
function isJson(text: string, source: string): boolean {
  return !/\.(?:csv|tsv)$/i.test(source) && /^\s*[[{]/.test(text);
}

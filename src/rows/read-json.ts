import { UsageError } from '../errors/errors.js';
import { jsonFault, parseJson } from '../text/json.js';
import { JsonText, splitJsonRows, splitJsonStream } from '../text/json-text.js';
import { isRecord } from '../text/records.js';
import { tableOf, type Table } from './table.js';

/**
 * Rows of JSON: an array of objects, or objects one after the other, on a line each or indented, as
 * `ConvertTo-Json` writes them. Throws UsageError saying where it cannot be read.
 */
export function readJsonTable(text: string, source: string): Table {
  return text.trimStart().startsWith('[') ? fromArray(text, source) : fromStream(text, source);
}

function fromArray(text: string, source: string): Table {
  const rows = orFault(text, source, () => splitJsonRows(text));
  if (rows !== undefined) return tableOf(rows.map(asRecord));
  // Not all of its elements are objects: which, is said there.
  const values = parseJson(text);
  return tableOf((Array.isArray(values) ? (values as unknown[]) : []).map((value) => ({ value })));
}

function fromStream(text: string, source: string): Table {
  const { rows: texts, stray } = splitJsonStream(text);
  if (stray !== undefined) throw unreadable(`line ${stray}: no whole object`, source);
  const rows = texts.map(({ text: one, line }) => ({
    value: orFault(one, `${source}, in the object of line ${line}`, () => parseJson(one)),
    source: new JsonText(one).oneLine,
    line,
  }));
  const [first] = rows;
  const wrapped = rows.length === 1 ? elementsOf(first?.value) : undefined;
  return wrapped === undefined
    ? tableOf(rows, 'ndjson')
    : tableOf(wrapped.map((value) => ({ value })));
}

/** Windows PowerShell writes some arrays as `{"value": […], "Count": 2}`. */
function elementsOf(value: unknown): unknown[] | undefined {
  if (!isRecord(value) || Object.keys(value).length !== 2) return undefined;
  const { value: elements, Count: count } = value;
  return Array.isArray(elements) && elements.length === count ? elements : undefined;
}

function asRecord(row: JsonText) {
  return { value: row.value, source: row.text };
}

function orFault<T>(text: string, source: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw unreadable(jsonFault(text), source, error);
  }
}

function unreadable(fault: string, source: string, cause?: unknown): UsageError {
  return new UsageError(`${source} is not valid JSON, ${fault}.`, {
    hint: 'Give an array of objects, an object on each line, or csv with a header.',
    cause,
  });
}

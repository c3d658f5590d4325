import { CsvError, parse } from 'csv-parse/sync';
import { UsageError } from '../errors/errors.js';
import { counted } from '../text/counted.js';
import type { Row, Table } from './table.js';

/** One record as it was read: its cells, its text, and the line that it ends on. */
interface Read {
  record: string[];
  raw: string;
  info: { lines: number };
}

/** Rows of csv with a header, separated as their header is. Throws UsageError saying where it cannot be read. */
export function readCsvTable(text: string, source: string, isMarked = false): Table {
  // Excel says the separator in a line of its own.
  const [preface = '', said] = /^sep=(.)\r?\n/i.exec(text) ?? [];
  const body = text.slice(preface.length);
  const [first, ...records] = recordsOf(body, said ?? separatorOf(body), source);
  if (first === undefined) throw new UsageError(`${source} is empty.`, { hint: needsHeader });
  const names = first.record.map((name) => name.trim());
  refuseHeader(names, source);
  const lineEnd = /\r\n?$/.test(first.raw) ? '\r\n' : '\n';
  const before = preface === '' ? 0 : 1;
  let line = first.info.lines + before;
  const rows: Row[] = [];
  for (const { record, raw, info } of records) {
    const begins = line + 1 + linesBefore(raw);
    line = info.lines + before;
    // Spreadsheets write separators for rows that only look empty.
    if (record.every((cell) => cell.trim() === '')) continue;
    refuseLength(record, names, `${source}, line ${begins}`);
    const cells = names.flatMap((name, index): [string, string][] =>
      name === '' ? [] : [[name, record[index] ?? '']],
    );
    rows.push({
      number: rows.length + 1,
      line: begins,
      cells: new Map(cells),
      source: bare(raw),
    });
  }
  const head = `${preface}${bare(first.raw)}`;
  const columns = names.filter((name) => name !== '');
  return { columns, rows, form: { kind: 'csv', head, lineEnd, isMarked } };
}

const needsHeader = 'The first line names the columns; each further line is a row.';

function recordsOf(text: string, delimiter: string, source: string): Read[] {
  try {
    const read: unknown = parse(text, {
      delimiter,
      raw: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
    // With `raw` and `info` its records come in this form.
    return read as Read[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UsageError(`${source} is not valid csv: ${error.message}.`, {
      hint: 'A cell with a quote, a separator or a line break in it stands in quotes, and a quote within it is doubled.',
      cause: error,
    });
  }
}

/** The separator that the header has most of, outside of quotes. */
function separatorOf(text: string): string {
  const header = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.trimStart())?.[0] ?? '';
  const plain = header.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counts = [',', ';', '\t', '|'].map((separator) => ({
    separator,
    count: plain.split(separator).length - 1,
  }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}

function refuseHeader(names: readonly string[], source: string): void {
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new UsageError(`${source} has two columns "${twice}".`, {
      hint: 'Give one of them another name in the first line.',
    });
  if (names.every((name) => name === ''))
    throw new UsageError(`${source} names no columns.`, { hint: needsHeader });
}

function refuseLength(record: readonly string[], names: readonly string[], where: string): void {
  const isPlain = record.slice(names.length).every((cell) => cell.trim() === '');
  if (record.length >= names.length && isPlain) return;
  const cells = counted(record.length, 'cell');
  throw new UsageError(`${where} has ${cells}, and the header ${names.length}.`, {
    hint: 'Is a quote or a separator missing there, or one too many?',
  });
}

function linesBefore(raw: string): number {
  return (/^[\r\n]*/.exec(raw)?.[0] ?? '').split('\n').length - 1;
}

function bare(raw: string): string {
  return raw.replaceAll(/^[\r\n]+|[\r\n]+$/g, '');
}

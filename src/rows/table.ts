import { UsageError } from '../errors/errors.js';
import { toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';

/** Rows that calls are made from, one each. */
export interface Table {
  columns: readonly string[];
  rows: readonly Row[];
  form: TableForm;
}

export interface Row {
  /** Counted from 1, without the header. */
  number: number;
  /** The line of the input that it begins on. */
  line: number | undefined;
  /** Its values by column. */
  cells: ReadonlyMap<string, unknown>;
  /** As it was written. */
  source: string;
}

/** How a table was written, so that some of its rows can be written back in the same way. */
export type TableForm =
  | {
      kind: 'csv';
      head: string;
      lineEnd: string;
      /** It began with a byte order mark, by which spreadsheets know UTF-8. */
      isMarked: boolean;
    }
  | { kind: 'json' }
  | { kind: 'ndjson' };

/** Where rows come from; they are read when they are asked for. */
export interface RowSource {
  /** What it is called where something is said of it. */
  name: string;
  /** Absolute path; undefined for what is no file. */
  file: string | undefined;
  read: () => Promise<Table>;
}

/** Records that somebody has already, as a source of rows; `before` is how many rows came before them. */
export function sourceOf(records: readonly unknown[], before = 0): RowSource {
  return {
    name: 'the call',
    file: undefined,
    read() {
      const table = tableOf(records.map((value) => ({ value })));
      const rows = table.rows.map((row) => ({ ...row, number: before + row.number }));
      return Promise.resolve({ ...table, rows });
    },
  };
}

/** A table of records, with the members of objects in them as columns such as `company.id`. */
export function tableOf(
  records: readonly { value: unknown; source?: string; line?: number }[],
  kind: 'json' | 'ndjson' = 'json',
): Table {
  const rows = records.map(({ value, source, line }, index): Row => {
    if (!isRecord(value))
      throw new UsageError(`Row ${index + 1} is no object.`, {
        hint: 'Each row is an object with a member for each column, such as {"id": 4711}.',
      });
    const cells = new Map(cellsOf(value));
    return { number: index + 1, line, cells, source: source ?? toJson(value) };
  });
  const columns = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))];
  return { columns, rows, form: { kind } };
}

/** How deep members of members become columns of their own. */
const deepest = 3;

function cellsOf(record: JsonRecord, above = '', depth = 0): [string, unknown][] {
  return Object.entries(record).flatMap(([name, value]): [string, unknown][] => {
    const column = `${above}${name}`;
    const members =
      isRecord(value) && depth < deepest ? cellsOf(value, `${column}.`, depth + 1) : [];
    return [[column, value], ...members];
  });
}

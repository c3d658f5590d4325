export const formats = ['table', 'json', 'ndjson', 'csv', 'text'] as const;
export type Format = (typeof formats)[number];

/** A way of writing rows. What `start`, `row` and `end` return is written in that order, as it comes. */
export interface RowFormat {
  start?: () => string;
  row: (row: unknown, index: number) => string;
  /** The same for a row that is JSON text already, where the format can take it as it is. */
  text?: (json: string, index: number) => string;
  end?: (count: number) => string;
}

export interface FormatOptions {
  /** Columns asked for with `--columns`. */
  columns: readonly string[] | undefined;
  /** Columns of the result itself, for formats that need some. */
  defaults: readonly string[] | undefined;
  /** Escape everything outside ASCII. */
  ascii: boolean;
  /** The reader is a person: indent. */
  pretty: boolean;
}

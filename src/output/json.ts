import { asciiJson, inertJson } from '../text/sanitize.js';
import { toJson } from '../text/json.js';
import type { FormatOptions, RowFormat } from './format.js';
import { selectColumns } from './select.js';

/** One JSON text, with no character in it that a terminal would act on. */
export function jsonText(
  value: unknown,
  { ascii, pretty }: Pick<FormatOptions, 'ascii' | 'pretty'>,
): string {
  const text = inertJson(toJson(value, pretty ? 2 : undefined));
  return ascii ? asciiJson(text) : text;
}

/** A JSON array, one row a line; left open when the rows fail midway, so that nobody takes it for complete. */
export function jsonRows(options: FormatOptions): RowFormat {
  return {
    start: () => '[',
    row: (row, index) => {
      const value = options.columns === undefined ? row : selectColumns(row, options.columns);
      const text = jsonText(value, options);
      return `${index === 0 ? '\n' : ',\n'}${options.pretty ? text.replace(/^/gm, '  ') : text}`;
    },
    end: (count) => (count === 0 ? ']\n' : '\n]\n'),
  };
}

/** One row a line. */
export function ndjsonRows(options: FormatOptions): RowFormat {
  return {
    row: (row) => {
      const value = options.columns === undefined ? row : selectColumns(row, options.columns);
      return `${jsonText(value, { ...options, pretty: false })}\n`;
    },
  };
}

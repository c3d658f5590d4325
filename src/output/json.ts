import { asciiJson, inertJson } from '../text/sanitize.js';
import { toJson } from '../text/json.js';
import type { FormatOptions, RowFormat } from './format.js';
import { selectColumns } from './select.js';

/** One JSON text, with no character in it that a terminal would act on. */
export function jsonText(
  value: unknown,
  { ascii, pretty }: Pick<FormatOptions, 'ascii' | 'pretty'>,
): string {
  return safeText(toJson(value, pretty ? 2 : undefined), { ascii });
}

/** A JSON array, one row a line; left open when the rows fail midway, so that nobody takes it for complete. */
export function jsonRows(options: FormatOptions): RowFormat {
  const line = (text: string, index: number) => `${index === 0 ? '\n' : ',\n'}${text}`;
  return {
    start: () => '[',
    row: (row, index) => {
      const value = options.columns === undefined ? row : selectColumns(row, options.columns);
      const text = jsonText(value, options);
      return line(options.pretty ? text.replace(/^/gm, '  ') : text, index);
    },
    ...(isAsWritten(options) && !options.pretty
      ? { text: (json, index) => line(safeText(json, options), index) }
      : {}),
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
    ...(isAsWritten(options) ? { text: (json) => `${safeText(json, options)}\n` } : {}),
  };
}

function isAsWritten({ columns }: FormatOptions): boolean {
  return columns === undefined;
}

function safeText(json: string, { ascii }: Pick<FormatOptions, 'ascii'>): string {
  const text = inertJson(json);
  return ascii ? asciiJson(text) : text;
}

import { inertLine } from '../text/sanitize.js';
import type { FormatOptions, RowFormat } from './format.js';
import { jsonText } from './json.js';
import { cellText, isScalar, valueAt } from './select.js';

/** Scalars bare, one a line; with columns, their values separated by tabs; other objects as JSON. */
export function textRows({ columns }: FormatOptions): RowFormat {
  return {
    row: (row) => {
      if (isScalar(row)) return `${inertLine(cellText(row))}\n`;
      if (columns === undefined) return `${jsonText(row, { ascii: false, pretty: false })}\n`;
      return `${columns.map((column) => inertLine(cellText(valueAt(row, column)))).join('\t')}\n`;
    },
  };
}

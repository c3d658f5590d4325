import { stringify } from 'csv-stringify/sync';
import { isRecord } from '../text/records.js';
import { isExactNumber } from '../text/json.js';
import { inertText } from '../text/sanitize.js';
import type { FormatOptions, RowFormat } from './format.js';
import { cellText, isScalar, valueAt } from './select.js';

/**
 * RFC 4180 lines. The header comes from the columns asked for, else from the result's own, and only where
 * a result has neither from its first row. A cell that a spreadsheet would run as a formula gets an
 * apostrophe, unless `raw`.
 */
export function csvRows({ columns, defaults }: FormatOptions, raw: boolean): RowFormat {
  let header = columns ?? defaults;
  const line = (cells: readonly string[]) =>
    stringify([[...cells]], { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
  return {
    start: () => (header === undefined ? '' : line(header.map(keepLines))),
    row: (row) => {
      const first = header === undefined ? line((header = columnsOf(row)).map(keepLines)) : '';
      const names = header;
      const cells = names.map((name) =>
        cell(isScalar(row) && names.length === 1 ? row : valueAt(row, name), raw),
      );
      return first + line(cells);
    },
  };
}

function columnsOf(row: unknown): string[] {
  return isRecord(row) && !isExactNumber(row) ? Object.keys(row) : ['value'];
}

function cell(value: unknown, raw: boolean): string {
  const text = keepLines(cellText(value)).toWellFormed();
  const isNumber = typeof value === 'number' || isExactNumber(value);
  return raw || isNumber || !isFormula(text) ? text : `'${text}`;
}

/** Control characters made inert; line breaks and NUL, which a quoted cell may hold, are kept. */
function keepLines(text: string): string {
  return text
    .split(/(\r\n|\0)/)
    .map((part, index) => (index % 2 === 0 ? inertText(part) : part))
    .join('');
}

/** Leading `= + - @`, tab or carriage return, also full-width, and after quotes or blanks that a spreadsheet drops. */
function isFormula(text: string): boolean {
  return /^["'\s\0]*[=+\-@\t\r＝＋－＠]/u.test(text) && !/^[+-]?\d+(?:[.,]\d+)?$/.test(text);
}

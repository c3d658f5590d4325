import { stringify } from 'csv-stringify/sync';
import { isRecord } from '../text/records.js';
import { isExactNumber, isNumber } from '../text/json.js';
import { inertText } from '../text/sanitize.js';
import type { FormatOptions, RowFormat } from './format.js';
import { toLocalTime } from './local-time.js';
import { cellText, isScalar, valueAt } from './select.js';

/** Where a spreadsheet runs: it takes times and numbers only as its reader writes them. */
export interface Reader {
  zone: string;
  locale: string;
}

/**
 * RFC 4180 lines. The header comes from the columns asked for, else from the result's own, and only where
 * a result has neither from its first row. A cell that a spreadsheet would run as a formula gets an
 * apostrophe, unless `raw`.
 */
export function csvRows(
  { columns, defaults }: FormatOptions,
  raw: boolean,
  excel?: Reader,
): RowFormat {
  let header = columns ?? defaults;
  const decimal = excel === undefined ? '.' : decimalOf(excel.locale);
  const delimiter = decimal === ',' ? ';' : ',';
  const line = (cells: readonly string[]) =>
    stringify([[...cells]], { delimiter, record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
  const local = (value: unknown, name: string): unknown =>
    excel === undefined ? value : (toLocalTime(value, name, excel.zone, true)?.text ?? value);
  return {
    start: () =>
      (excel === undefined ? '' : '\ufeff') +
      (header === undefined ? '' : line(header.map(keepLines))),
    row: (row) => {
      const first = header === undefined ? line((header = columnsOf(row)).map(keepLines)) : '';
      const names = header;
      const cells = names.map((name) =>
        cell(
          local(isScalar(row) && names.length === 1 ? row : valueAt(row, name), name),
          raw,
          decimal,
        ),
      );
      return first + line(cells);
    },
  };
}

/** A program that reads numbers with a decimal comma separates cells with semicolons. */
function decimalOf(locale: string): string {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
}

function columnsOf(row: unknown): string[] {
  return isRecord(row) && !isExactNumber(row) ? Object.keys(row) : ['value'];
}

function cell(value: unknown, raw: boolean, decimal: string): string {
  if (isNumber(value)) return cellText(value).replace('.', decimal);
  const text = keepLines(cellText(value)).toWellFormed();
  return raw || !isFormula(text) ? text : `'${text}`;
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

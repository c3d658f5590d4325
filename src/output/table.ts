import Table from 'cli-table3';
import stringWidth from 'string-width';
import type { Style } from '../terminal/style.js';
import { inertLine } from '../text/sanitize.js';
import { isRecord } from '../text/records.js';
import type { RowFormat } from './format.js';
import { cellText, isScalar, valueAt } from './select.js';

export interface Column {
  header: string;
  /** Path of the value in a row. */
  path: string;
}

export interface TableOptions {
  columns: readonly Column[] | undefined;
  style: Style;
  /** Width to fit into; undefined for a reader that has none (a pipe). */
  width: number | undefined;
}

/** Rows in aligned columns without rules; waits for all rows to know their widths. */
export function tableRows(options: TableOptions): RowFormat {
  const rows: unknown[] = [];
  return {
    row: (row) => {
      rows.push(row);
      return '';
    },
    end: () => drawTable(rows, options),
  };
}

function drawTable(rows: readonly unknown[], { columns, style, width }: TableOptions): string {
  if (rows.length === 0) return '';
  const shown = (columns ?? columnsOf(rows)).map(({ header, path }) => ({
    header: inertLine(header),
    path,
  }));
  const cells = rows.map((row) =>
    shown.map(({ path }) => inertLine(cellText(isScalar(row) ? row : valueAt(row, path)))),
  );
  const widths = shown.map(({ header }, index) =>
    cells.reduce(
      (widest, row) => Math.max(widest, stringWidth(row[index] ?? '')),
      stringWidth(header),
    ),
  );
  const fitted =
    width === undefined
      ? widths
      : fit(
          shown.map(({ header }) => header),
          widths,
          width - 1 - 2 * (shown.length - 1),
        );
  return draw([shown.map(({ header }) => style.bold(header)), ...cells], fitted);
}

/** One object, a line for each of its members. */
export function drawRecord(
  value: Record<string, unknown>,
  { style, width }: Omit<TableOptions, 'columns'>,
): string {
  const entries = Object.entries(value).filter(
    ([name, member]) => member !== undefined && name !== '_info',
  );
  const label = Math.max(0, ...entries.map(([name]) => stringWidth(name)));
  const rest = width === undefined ? 2000 : Math.max(20, width - label - 3);
  const cells = entries.map(([name, member]) => [
    style.bold(inertLine(name)),
    inertLine(cellText(member)),
  ]);
  return draw(
    cells,
    [label, Math.min(rest, Math.max(1, ...cells.map(([, text]) => stringWidth(text ?? ''))))],
    true,
  );
}

function draw(
  cells: readonly (readonly string[])[],
  widths: readonly number[],
  wrap = false,
): string {
  const gap = '  ';
  const table = new Table({
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: gap,
    },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colWidths: [...widths],
    wordWrap: wrap,
    wrapOnWordBoundary: true,
  });
  table.push(...cells.map((row) => [...row]));
  return `${table.toString().replaceAll(/ +$/gm, '')}\n`;
}

/** Columns that are read rather than recognised: they keep twice the width of the others. */
const prose = /^(?:summary|name|text|notes|description|what it does|path)$/i;

/** Takes from the widest columns until the table fits; no column goes below eight characters. */
function fit(headers: readonly string[], widths: readonly number[], available: number): number[] {
  const fitted = [...widths];
  const weights = headers.map((header) => (prose.test(header) ? 2 : 1));
  let excess = fitted.reduce((sum, one) => sum + one, 0) - available;
  for (; excess > 0; excess--) {
    let widest = -1;
    for (const [index, width] of fitted.entries()) {
      const weighted = width / (weights[index] ?? 1);
      const most = widest === -1 ? 0 : (fitted[widest] ?? 0) / (weights[widest] ?? 1);
      if (width > 8 && weighted >= most) widest = index;
    }
    if (widest === -1) break;
    fitted[widest] = (fitted[widest] ?? 0) - 1;
  }
  return fitted;
}

function columnsOf(rows: readonly unknown[]): Column[] {
  const first = rows.find((row) => isRecord(row) && !isScalar(row));
  const names = isRecord(first) ? Object.keys(first).filter((name) => name !== '_info') : ['value'];
  return names.map((name) => ({ header: name, path: name }));
}

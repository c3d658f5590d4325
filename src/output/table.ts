import type { Style } from '../terminal/style.js';
import { inertLine, inertText } from '../text/sanitize.js';
import { isRecord } from '../text/records.js';
import { toCell, type Cell } from './cell.js';
import { fitColumns } from './fit.js';
import type { RowFormat } from './format.js';
import { gap, layOut } from './lay-out.js';
import { isScalar, valueAt } from './select.js';
import { cutText, textWidth, wrapText } from './width.js';

export interface Column {
  header: string;
  /** Path of the value in a row. */
  path: string;
  /** There to be copied: not cut where that can be avoided. */
  whole?: boolean;
}

export interface TableOptions {
  columns: readonly Column[] | undefined;
  /** The columns were asked for by name: none may be left out. */
  asked?: boolean;
  style: Style;
  /** Width to fit into; undefined for a reader that has none (a pipe). */
  width: number | undefined;
  /** Zone in which times are shown. */
  zone: string;
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

function drawTable(rows: readonly unknown[], options: TableOptions): string {
  const { columns = columnsOf(rows), asked = false, style, width, zone } = options;
  if (rows.length === 0) return '';
  const cells = rows.map((row) =>
    columns.map(({ path }) => toCell(isScalar(row) ? row : valueAt(row, path), path, zone)),
  );
  const lines = cells.map((row) => row.map(({ text }) => inertLine(text)));
  const shapes = columns.map(({ header, whole = false }, index) => {
    const kinds = new Set(cells.map((row) => row[index]?.kind));
    return {
      header: inertLine(header),
      headerWidth: textWidth(inertLine(header)),
      cellWidth: lines.reduce((most, row) => Math.max(most, textWidth(row[index] ?? '')), 0),
      whole: !kinds.has('text'),
      copied: whole,
      right:
        kinds.has('number') && [...kinds].every((kind) => kind === 'number' || kind === 'none'),
    };
  });
  const fit = (room: number, keepCopied: boolean) =>
    fitColumns(
      shapes.map((shape) => ({ ...shape, whole: shape.whole || (keepCopied && shape.copied) })),
      { width: room, gap: gap.length, mayDrop: !asked },
    );
  const widths =
    width === undefined
      ? shapes.map(({ headerWidth, cellWidth }) => Math.max(headerWidth, cellWidth))
      : (fit(width, true) ?? fit(width, false));
  if (widths === undefined) return drawBlocks(cells, columns, options);
  const isShown = (_value: unknown, index: number) => widths[index] !== 0;
  const places = shapes
    .map(({ right }, index) => ({ right, width: widths[index] ?? 0 }))
    .filter(isShown);
  const cut = (texts: readonly string[]) =>
    texts.map((text, index) => cutText(text, widths[index] ?? 0)).filter(isShown);
  const [header = '', ...body] = layOut(
    [shapes.map((shape) => shape.header), ...lines].map(cut),
    places,
  );
  const visible = cells.flatMap((row) => row.filter(isShown));
  return `${[style.bold(header), ...body].join('\n')}\n${zoneLine(visible, options)}`;
}

/** One object, a line for each of its members. */
export function drawRecord(
  value: Record<string, unknown>,
  options: Omit<TableOptions, 'columns'>,
): string {
  const entries = Object.entries(value)
    .filter(([name, member]) => member !== undefined && name !== '_info')
    .map(([name, member]) => [name, toCell(member, name, options.zone)] as const);
  const cells = entries.map(([, cell]) => cell);
  return `${drawMembers(entries, options).join('\n')}\n${zoneLine(cells, options)}`;
}

/** A block of lines for each row, where the terminal is too narrow for its columns side by side. */
function drawBlocks(
  cells: readonly (readonly Cell[])[],
  columns: readonly Column[],
  options: TableOptions,
): string {
  const blocks = cells.map((row) => {
    const entries = columns.map(({ header }, index) => [header, row[index] ?? nothing] as const);
    const filled = entries.filter(([, { kind }]) => kind !== 'none');
    return drawMembers(filled, options, widestOf(columns.map(({ header }) => header))).join('\n');
  });
  return `${blocks.join('\n\n')}\n${zoneLine(cells.flat(), options)}`;
}

const nothing: Cell = { text: '', kind: 'none' };

/** `name  value` for each member; a long value goes on below its beginning. */
function drawMembers(
  entries: readonly (readonly [string, Cell])[],
  { style, width }: Omit<TableOptions, 'columns'>,
  label = widestOf(entries.map(([name]) => name)),
): string[] {
  const rest = width === undefined ? Infinity : Math.max(10, width - 1 - label - gap.length);
  return entries.flatMap(([name, { text }]) => {
    const shown = inertLine(name);
    const blank = ' '.repeat(label - textWidth(shown));
    return inertText(text.replaceAll('\r\n', '\n').replaceAll('\t', ' '))
      .split('\n')
      .flatMap((line) => wrapText(line, rest))
      .map((line, index) => {
        const start = index === 0 ? `${style.bold(shown)}${blank}` : ' '.repeat(label);
        return `${start}${gap}${line}`.trimEnd();
      });
  });
}

function widestOf(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => textWidth(inertLine(name))));
}

/** The zone is named once, below everything that is shown in it. */
function zoneLine(cells: readonly Cell[], { style, zone }: Omit<TableOptions, 'columns'>): string {
  return cells.some(({ kind }) => kind === 'moment') ? `${style.dim(`Times: ${zone}`)}\n` : '';
}

function columnsOf(rows: readonly unknown[]): Column[] {
  const first = rows.find((row) => isRecord(row) && !isScalar(row));
  const names = isRecord(first) ? Object.keys(first).filter((name) => name !== '_info') : ['value'];
  return names.map((name) => ({ header: name, path: name }));
}

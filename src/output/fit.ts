export interface FitColumn {
  header: string;
  /** Width of the header and of the widest cell. */
  headerWidth: number;
  cellWidth: number;
  /** Cut, a value of this column would be wrong or useless: a number, a time, a path to copy. */
  whole: boolean;
}

export interface FitOptions {
  /** Width of the terminal. */
  width: number;
  gap: number;
  /** Columns may be left out: nobody asked for them by name. */
  mayDrop: boolean;
}

/** Columns that are read rather than recognised: they keep twice the width of the others. */
const prose = /^(?:summary|name|text|notes|description|what it does|path)$/i;

/** What a record is known by is never left out. */
const naming = /^(?:summary|name|text|what it does|path)$/i;

/** The first to go when there is no room for all: they say least about a record. */
const leastTelling = ['inactiveFlag', 'closedFlag', 'type', 'createdBy', 'board', 'priority'];

const shortest = { prose: 20, other: 10, header: 12 };

/**
 * The width of each column so that a row fits, with 0 for one that is left out; undefined where no table fits
 * that is worth reading. Where not all fit, empty columns go first; then cells are shortened, down to what can
 * still be recognised; then the least telling columns go.
 */
export function fitColumns(
  columns: readonly FitColumn[],
  { width, gap, mayDrop }: FitOptions,
): number[] | undefined {
  const shown = new Set(columns.keys());
  const isTooWide = (widthOf: (column: FitColumn) => number) =>
    sumOf(columns, shown, widthOf) > width - 1 - gap * (shown.size - 1);
  if (mayDrop && isTooWide(naturalOf)) {
    for (const [index, { cellWidth }] of columns.entries())
      if (cellWidth === 0 && index > 0) shown.delete(index);
  }
  while (isTooWide(floorOf)) {
    const least = mayDrop ? leastImportant(columns, shown) : undefined;
    if (least === undefined) return undefined;
    shown.delete(least);
    const isNamed = [...shown].some((index) => naming.test(columns[index]?.header ?? ''));
    // An id and one more thing say too little, unless that is the record's name.
    if (shown.size < 3 && !isNamed) return undefined;
  }
  const natural = columns.map((column, index) => (shown.has(index) ? naturalOf(column) : 0));
  return shrink(columns, natural, width - 1 - gap * (shown.size - 1));
}

function naturalOf({ headerWidth, cellWidth }: FitColumn): number {
  return Math.max(headerWidth, cellWidth);
}

function floorOf(column: FitColumn): number {
  const { header, headerWidth, cellWidth, whole } = column;
  const least = prose.test(header) ? shortest.prose : shortest.other;
  const cells = whole ? cellWidth : Math.min(cellWidth, least);
  return Math.max(cells, Math.min(headerWidth, shortest.header));
}

function sumOf(
  columns: readonly FitColumn[],
  shown: ReadonlySet<number>,
  widthOf: (column: FitColumn) => number,
): number {
  return columns.reduce(
    (sum, column, index) => (shown.has(index) ? sum + widthOf(column) : sum),
    0,
  );
}

function leastImportant(
  columns: readonly FitColumn[],
  shown: ReadonlySet<number>,
): number | undefined {
  const indexes = [...shown].filter(
    (index) => index > 0 && !naming.test(columns[index]?.header ?? ''),
  );
  const named = leastTelling
    .map((name) => indexes.find((index) => columns[index]?.header === name))
    .find((index) => index !== undefined);
  return named ?? indexes.at(-1);
}

/** Takes from the widest columns until the row fits; none goes below what it needs. */
function shrink(
  columns: readonly FitColumn[],
  natural: readonly number[],
  available: number,
): number[] {
  const fitted = [...natural];
  const floors = columns.map(floorOf);
  const weights = columns.map(({ header }) => (prose.test(header) ? 2 : 1));
  let excess = fitted.reduce((sum, one) => sum + one, 0) - available;
  for (; excess > 0; excess--) {
    let widest = -1;
    let most = 0;
    for (const [index, width] of fitted.entries()) {
      const weighted = width / (weights[index] ?? 1);
      if (width > (floors[index] ?? 0) && weighted >= most) {
        widest = index;
        most = weighted;
      }
    }
    if (widest === -1) break;
    fitted[widest] = (fitted[widest] ?? 0) - 1;
  }
  return fitted;
}

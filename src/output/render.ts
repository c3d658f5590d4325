import type { Result } from '../actions/define.js';
import { JsonText, valueOf } from '../text/json-text.js';
import { isRecord } from '../text/records.js';
import type { Output } from '../terminal/io.js';
import type { Shell } from '../text/shell-words.js';
import type { Style } from '../terminal/style.js';
import type { Format, FormatOptions, RowFormat } from './format.js';
import { jsonRows, jsonText, ndjsonRows } from './json.js';
import { isScalar, selectColumns } from './select.js';
import type { Column } from './table.js';
import { textRows } from './text.js';

/** How a command wants its result shown to a person. */
export interface View {
  columns?: readonly Column[] | undefined;
  /** Draws a single result; without it, or where it gives nothing, a line for each member. */
  present?:
    ((value: unknown, style: Style, width: number, shell: Shell) => string | undefined) | undefined;
  /** Draws all rows of a result; without it, a table of them. */
  presentRows?: ((rows: readonly unknown[], style: Style, width: number) => string) | undefined;
}

export interface RenderOptions {
  format: Format;
  query: string | undefined;
  columns: readonly string[] | undefined;
  ascii: boolean;
  rawCsv: boolean;
  /** csv as this machine's spreadsheet opens it: local times, the locale's separators. */
  excel: boolean;
  /** The reader is a person at a terminal. */
  terminal: boolean;
  width: number;
  style: Style;
  /** The shell that printed commands are written for. */
  shell: Shell;
  /** Time zone and locale of the reader. */
  zone: string;
  locale: string;
}

/** Text is handed on in pieces of about this many characters: a write for each row would be slow. */
const chunkSize = 32_768;

/** Writes a result in one format. The same value feeds every format. */
export async function render(
  result: Result,
  view: View,
  options: RenderOptions,
  output: Pick<Output, 'write'>,
): Promise<void> {
  if (result.kind === 'none') return;
  if (result.kind === 'bytes') {
    await output.write(result.bytes);
    return;
  }
  const queried = options.query === undefined ? result : await query(result, options.query);
  const shownView = queried === result ? view : {};
  if (queried.kind === 'one') await output.write(await renderOne(queried, shownView, options));
  if (queried.kind === 'many' || queried.kind === 'pages') {
    const pages = queried.kind === 'pages' ? queried.pages : [queried.rows];
    await writeRows(pages, await rowFormat(queried.columns, shownView, options), output);
  }
}

async function renderOne(
  result: Result & { kind: 'one' },
  view: View,
  options: RenderOptions,
): Promise<string> {
  const { value } = result;
  const { columns, format, style, terminal, width } = options;
  if (columns === undefined && (format === 'json' || format === 'ndjson')) {
    return `${jsonText(value, { ascii: options.ascii, pretty: terminal && format === 'json' })}\n`;
  }
  if (format === 'json')
    return `${jsonText(selectColumns(value, columns ?? []), { ascii: options.ascii, pretty: terminal })}\n`;
  if (format === 'table' && columns === undefined && !isScalar(value)) {
    const drawn = view.present?.(value, style, terminal ? width : 100, options.shell);
    if (drawn !== undefined) return drawn;
    const { drawRecord } = await import('./table.js');
    if (isRecord(value))
      return drawRecord(value, { style, width: terminal ? width : undefined, zone: options.zone });
  }
  if (isScalar(value) && format === 'table')
    return await collect([value], textRows(formatOptions(undefined, options)));
  return await collect([value], await rowFormat(result.columns, view, options));
}

async function rowFormat(
  defaults: readonly string[] | undefined,
  view: View,
  options: RenderOptions,
): Promise<RowFormat> {
  const formatted = formatOptions(defaults, options);
  switch (options.format) {
    case 'json':
      return jsonRows(formatted);
    case 'ndjson':
      return ndjsonRows(formatted);
    case 'text':
      return textRows(formatted);
    case 'csv': {
      const { csvRows } = await import('./csv.js');
      return csvRows(formatted, options.rawCsv, options.excel ? options : undefined);
    }
    case 'table': {
      const { presentRows } = view;
      if (presentRows !== undefined && options.columns === undefined)
        return drawn((rows) =>
          presentRows(rows, options.style, options.terminal ? options.width : 100),
        );
      const { tableRows } = await import('./table.js');
      const columns =
        options.columns?.map(asColumn) ?? view.columns ?? defaults?.map(asShortColumn);
      return tableRows({
        columns,
        asked: options.columns !== undefined,
        style: options.style,
        width: options.terminal ? options.width : undefined,
        zone: options.zone,
      });
    }
  }
}

/** Waits for all rows. */
function drawn(draw: (rows: readonly unknown[]) => string): RowFormat {
  const rows: unknown[] = [];
  return {
    row: (row) => {
      rows.push(row);
      return '';
    },
    end: () => draw(rows),
  };
}

function asColumn(path: string): Column {
  return { header: path, path };
}

/** Headed by the reference rather than by its `name`: the values are names anyway, and width is scarce. */
function asShortColumn(path: string): Column {
  return { header: path.replace(/[./](?:name|identifier|summary)$/, ''), path };
}

function formatOptions(
  defaults: readonly string[] | undefined,
  options: RenderOptions,
): FormatOptions {
  return { columns: options.columns, defaults, ascii: options.ascii, pretty: options.terminal };
}

async function writeRows(
  pages: Iterable<Iterable<unknown>> | AsyncIterable<Iterable<unknown>>,
  format: RowFormat,
  output: Pick<Output, 'write'>,
): Promise<void> {
  let pending = '';
  let count = 0;
  try {
    pending += format.start?.() ?? '';
    for await (const page of pages) {
      for (const row of page) {
        pending +=
          row instanceof JsonText && format.text !== undefined
            ? format.text(row.text, count)
            : format.row(valueOf(row), count);
        count++;
        if (pending.length >= chunkSize) {
          await output.write(pending);
          pending = '';
        }
      }
    }
  } catch (error) {
    // What was read before the failure is written; the end is not, so that it does not look complete.
    if (count > 0) await output.write(pending);
    throw error;
  }
  pending += format.end?.(count) ?? '';
  if (pending !== '') await output.write(pending);
}

async function collect(rows: Iterable<unknown>, format: RowFormat): Promise<string> {
  const parts: string[] = [];
  await writeRows([rows], format, {
    write: (chunk) => Promise.resolve(void parts.push(String(chunk))),
  });
  return parts.join('');
}

async function query(
  result: Result & { kind: 'one' | 'many' | 'pages' },
  expression: string,
): Promise<Result> {
  const { queryResult } = await import('./query.js');
  return await queryResult(result, expression);
}

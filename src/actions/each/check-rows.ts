import type { ApiResponse } from '../../api/client.js';
import {
  ApiError,
  cancelledBy,
  NotFoundError,
  UsageError,
  type CwmError,
} from '../../errors/errors.js';
import { mostDetails } from '../../errors/present.js';
import type { Row, Table } from '../../rows/table.js';
import type { Report, Services } from '../../services.js';
import { counted } from '../../text/counted.js';
import { listed } from '../../text/nearest.js';
import { sentences } from '../../text/sentences.js';
import { prepareCall, type PreparedCall } from '../prepare-call.js';
import { checkReferences } from './check-references.js';
import { filledRow, hasEmptyCell } from './fill-row.js';
import { spokenNames, type RowTemplate } from './row-template.js';

/** A row whose call is checked and can be sent. */
export interface ReadyRow {
  row: Row;
  call: Omit<PreparedCall, 'written'>;
}

/** A row that cannot be sent, and why. */
export interface RowFault {
  row: Row;
  message: string;
  /** Whether a cell that it takes is empty, which may be what is wrong. */
  hasEmpty?: boolean;
}

/**
 * Checks the call of every row; nothing is sent but look-ups of names, each once. Throws what says nothing of a row: no
 * connection, no credentials, an interruption.
 */
export async function checkRows(
  template: RowTemplate,
  { rows }: Table,
  services: Services,
): Promise<{ ready: ReadyRow[]; faults: RowFault[] }> {
  const asking = { ...askingOnce(services), report: sayingOnce(services.report) };
  const { check, resolve, dryRun } = template.how;
  const looksUp = check && resolve && !dryRun;
  const ready: ReadyRow[] = [];
  const faults: RowFault[] = [];
  const emptied = new Map<string, number[]>();
  for (const [index, row] of rows.entries()) {
    if (services.signal.aborted) throw cancelledBy(services.signal);
    if (index % 25 === 24)
      services.report.progress(
        `checking ${index + 1} of ${counted(rows.length, 'row')}`,
        (index + 1) / rows.length,
      );
    try {
      const { input, emptying } = await filledRow(template, row, asking);
      const { endpoint, request, send } = await prepareCall(input, asking);
      if (looksUp) await checkReferences({ endpoint, request }, asking);
      ready.push({ row, call: { endpoint, request, send } });
      if (endpoint.method === 'POST') continue;
      for (const column of emptying) {
        const numbers = emptied.get(column) ?? [];
        numbers.push(row.number);
        emptied.set(column, numbers);
      }
    } catch (error) {
      const hasEmpty = hasEmptyCell(template, row);
      faults.push({ row, message: faultOf(error, template), hasEmpty });
    }
  }
  for (const [column, numbers] of emptied)
    asking.report.warn(
      [`An empty "${column}" empties its field: ${rowsNamed(numbers)}.`, template.leavingOut ?? []]
        .flat()
        .join(' '),
    );
  return { ready, faults };
}

/** Throws one UsageError that names every row that cannot be sent. */
export function refuseFaults(
  faults: readonly RowFault[],
  all: number,
  { leavingOut }: RowTemplate,
): void {
  if (faults.length === 0) return;
  const hasEmpty = faults.some((fault) => fault.hasEmpty);
  throw new UsageError(
    faults.length === all
      ? all === 1
        ? 'The row cannot be sent.'
        : `None of ${all} rows can be sent.`
      : `${faults.length} of ${counted(all, 'row')} cannot be sent.`,
    {
      hint: [
        'Nothing was sent. Correct them, or leave them out with --skip-invalid.',
        ...(hasEmpty && leavingOut !== undefined ? [leavingOut] : []),
        '--no-check and --no-resolve leave it to the server.',
        ...(faults.length > mostDetails
          ? [`The first ${mostDetails} are named; --dry-run --skip-invalid names all.`]
          : []),
      ].join(' '),
      details: faults.map(({ row, message }) => ({
        code: 'InvalidRow',
        message,
        field: rowName(row),
      })),
    },
  );
}

/** `row 3`, `rows 3 and 9`; of many the first. */
export function rowsNamed(numbers: readonly number[]): string {
  const shown = numbers.slice(0, mostNamed).map(String);
  const more = numbers.length - shown.length;
  const named = listed(more > 0 ? [...shown, `${more} more`] : shown);
  return `row${numbers.length === 1 ? '' : 's'} ${named}`;
}

const mostNamed = 5;

export function rowName({ number, line }: Row): string {
  return line === undefined ? `row ${number}` : `row ${number} (line ${line})`;
}

function faultOf(error: unknown, template: RowTemplate): string {
  const isOfRow =
    error instanceof UsageError || error instanceof NotFoundError || error instanceof ApiError;
  if (!isOfRow) throw error;
  return spokenNames(inWords(error), template);
}

/** All that one error says of what is wrong. */
function inWords({ message, details, hint = '' }: CwmError): string {
  if (details.length < 2) return /^Did you mean/.test(hint) ? `${message} ${hint}` : message;
  return sentences(details.map((detail) => detail.message));
}

/** The same question is asked once, however many rows have it. */
function askingOnce(services: Services): Services {
  const asked = new Map<string, Promise<ApiResponse>>();
  return {
    ...services,
    async api(until) {
      const api = await services.api(until);
      return {
        ...api,
        async send(request) {
          if (request.method !== 'GET') return await api.send(request);
          const answer = asked.get(request.target) ?? api.send(request);
          asked.set(request.target, answer);
          return await answer;
        },
      };
    },
  };
}

/** What is worth a warning in one row is so in all of them. Notes are about one call. */
export function sayingOnce(report: Report): Report {
  const said = new Set<string>();
  return {
    ...report,
    note: () => undefined,
    progress: () => undefined,
    warn(text) {
      if (!said.has(text)) report.warn(text);
      said.add(text);
    },
  };
}

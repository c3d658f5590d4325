import type { JsonRecord } from '../../src/text/records.js';
import type { SandboxProcess } from './sandbox-process.js';
import type { Written } from './write-ledger.js';

export type TrialMethod = 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface TrialRow {
  number: number;
  id: number;
  summary: string;
  company: number;
  /** The server refuses it, however often it is sent. */
  isRefused: boolean;
}

const nowhere = 900_000;

/** Rows of which one in twenty is refused. What a DELETE needs is made for it: other tickets are in use. */
export async function makeRows(
  method: TrialMethod,
  count: number,
  sandbox: SandboxProcess,
): Promise<TrialRow[]> {
  const rows: TrialRow[] = [];
  const inUse = method === 'DELETE' ? await ticketsInUse(sandbox) : [];
  for (let number = 1; number <= count; number++) {
    const isRefused = number % 20 === 7;
    const summary = `Row ${number}`;
    const refusedId = inUse[Math.floor(number / 20)] ?? nowhere + number;
    const id = isRefused ? refusedId : method === 'DELETE' ? await newTicket(sandbox) : number;
    rows.push({ number, id, summary, company: isRefused ? nowhere : 2, isRefused });
  }
  return rows;
}

async function newTicket(sandbox: SandboxProcess): Promise<number> {
  const ticket = { summary: 'To be deleted', board: { id: 1 }, company: { id: 2 } };
  const { id } = await sandbox.send('POST', '/service/tickets', ticket);
  return Number(id);
}

async function ticketsInUse(sandbox: SandboxProcess): Promise<number[]> {
  const query = 'pageSize=1000&fields=chargeToId&conditions=chargeToType="ServiceTicket"';
  const entries = await sandbox.send('GET', `/time/entries?${query}`);
  return [
    ...new Set(Object.values(entries).map((entry) => Number((entry as JsonRecord)['chargeToId']))),
  ];
}

export function toCsv(rows: readonly TrialRow[]): string {
  const lines = rows.map(({ id, summary, company }) => `${id},${summary},${company}`);
  return ['id,summary,company', ...lines].map((line) => `${line}\r\n`).join('');
}

const ticket = '/service/tickets/{id}';
const summary = ['--set', 'summary={summary}'];

/** The command for each row. */
export const commands: Record<TrialMethod, readonly string[]> = {
  POST: ['/service/tickets', ...summary, '--set', 'board.id=1', '--set', 'company.id={company}'],
  PATCH: [ticket, ...summary],
  PUT: [
    ...[ticket, ...summary, '--set', 'board.id=1', '--set', 'company.id=2'],
    ...['--set', 'severity=Low', '--set', 'impact=Low'],
  ],
  DELETE: [ticket],
};

const actions = { POST: 'added', PATCH: 'updated', PUT: 'updated', DELETE: 'deleted' } as const;

/** How often the server carried out each row, by its number; throws for a write that is of no row. */
export function countApplied(
  method: TrialMethod,
  rows: readonly TrialRow[],
  written: readonly Written[],
): Map<number, number> {
  const keyOf = ({ id, summary }: Pick<Written, 'id' | 'summary'>) =>
    method === 'POST' ? summary : String(id);
  const numbers = new Map(rows.map((row) => [keyOf(row), row]));
  const counts = new Map(rows.map(({ number }) => [number, 0]));
  for (const one of written) {
    if (one.action !== actions[method]) continue;
    const row = numbers.get(keyOf(one));
    if (row === undefined || (method !== 'DELETE' && one.summary !== row.summary))
      throw new Error(`the server did what no row asked for: ${JSON.stringify(one)}`);
    counts.set(row.number, (counts.get(row.number) ?? 0) + 1);
  }
  return counts;
}

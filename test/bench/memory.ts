// How long a memory of 100,000 entries takes for what a command asks of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SavedCall } from '../../src/memory/entry.js';
import { openMemory, type Memory } from '../../src/memory/memory.js';

const number = Number(process.argv[2] ?? 100_000);
const rounds = 30;
/** Milliseconds that one of them may take. */
const bound = 50;
const folder = mkdtempSync(join(tmpdir(), 'cwm-bench-'));
const file = join(folder, 'memory.db');
const now = new Date('2026-11-22T12:00:00Z');
const surroundings = { warn: print, now: () => now };

try {
  const start = performance.now();
  fill(openMemory(file, surroundings));
  print(`${number} entries kept in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  print(`Milliseconds; bound ${bound}; load ${(loadavg()[0] ?? 0).toFixed(1)}`);
  print(
    `${''.padEnd(34)} ${['median', 'p95', 'processor'].map((word) => word.padStart(9)).join(' ')}`,
  );
  measure('open', () => {
    openMemory(file, surroundings).close();
  });
  const memory = openMemory(file, surroundings);
  const { entries } = memory;
  const search = (words: string) => () => entries.list({ search: words, limit: 50 });
  measure('list, the first 50', () => entries.list({ limit: 50 }));
  measure('search, found everywhere', search('tickets'));
  measure('search, found in some', search('tickets contoso status'));
  measure('search, found in one', search(`number-${number - 7}`));
  measure('search, a piece of a word', search('umber-99'));
  measure('search, found nowhere', search('zeppelin'));
  measure('search, several words nowhere', search('tickets zeppelin'));
  measure('search, two letters nowhere', search('qx'));
  measure('reuse of a path', () => entries.mostUsed('GET', '/service/tickets', 'sandbox'));
  measure('reuse of a path without entries', () =>
    entries.mostUsed('GET', '/finance/agreements', 'sandbox'),
  );
  measure('show by slug', () => entries.find(`open-tickets-of-contoso-number-${number - 7}`));
  let added = number;
  const save = () => entries.save(callOf(added), aboutOf(added++));
  const first = timed(save);
  measure('save', save);
  measure('a use is counted', () => {
    entries.use(1, now);
  });
  measure('delete', () => {
    entries.delete(added--);
  });
  print(`the day's first save, with its backup: ${first.toFixed(0)}`);
  memory.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function fill(memory: Memory): void {
  memory.atomic(() => {
    for (let one = 0; one < number; one++) {
      const { entry } = memory.entries.save(callOf(one), aboutOf(one));
      for (let use = 0; use < one % 4; use++) memory.entries.use(entry.id, now);
    }
  });
  for (const { file: backup } of memory.backups()) rmSync(backup);
  memory.close();
}

/** One in ten is a list of tickets, so that one path has many entries. */
function callOf(one: number): SavedCall {
  const path = ['/service/tickets', '/company/companies', '/time/entries', '/project/tickets'][
    one % 4
  ];
  return {
    method: 'GET',
    path: one % 10 === 0 ? '/service/tickets' : `${path ?? ''}/${one}`,
    params: { conditions: `id > ${one} and status/name = "New"`, pageSize: '50' },
    data: null,
  };
}

function aboutOf(one: number) {
  const company = ['Acme', 'Contoso', 'Northwind', 'Fabrikam'][one % 4] ?? '';
  const description = `Open ${one % 3 === 0 ? 'status' : 'tickets'} of ${company} number-${one}`;
  return { description, profile: 'sandbox', savedBy: 'cli' as const, now };
}

/** A busy machine adds waiting: what counts is the time that passed or that the processor worked, whichever is less. */
function measure(name: string, work: () => unknown): void {
  const times: number[] = [];
  const busy: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    times.push(timed(work));
    const { user, system } = process.cpuUsage(before);
    busy.push((user + system) / 1000);
  }
  const spent = [quantile(times, 0.5), quantile(times, 0.95), quantile(busy, 0.5)];
  const verdict = Math.min(...spent) > bound ? '  over the bound' : '';
  print(
    `${name.padEnd(34)} ${spent.map((time) => time.toFixed(1).padStart(9)).join(' ')}${verdict}`,
  );
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

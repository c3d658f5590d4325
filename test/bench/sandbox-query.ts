import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCatalog } from '../../src/catalog/build.js';
import { Catalog } from '../../src/catalog/catalog.js';
import { genericMaker } from '../../src/sandbox/generic.js';
import { makers } from '../../src/sandbox/makers/index.js';
import { collections } from '../../src/sandbox/records.js';
import { References } from '../../src/sandbox/references.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { SandboxStore } from '../../src/sandbox/store.js';

// How long the sandbox takes for the first page of a list over 100,000 tickets, over HTTP, with nothing remembered of
// an earlier answer; beside it the processor's time for it, which is what a quiet machine would take. Reports; never fails.

const tickets = 100_000;
const bound = 200;
const rounds = Number(process.argv[2] ?? 15);

const ids = Array.from({ length: 200 }, (_, index) => 17 + index * 499);
const people = Array.from({ length: 20 }, (_, index) => `owner/identifier = "member${index}"`);
const queries: Record<string, Record<string, string>> = {
  'no conditions': {},
  'two references': { conditions: 'status/name = "New" and company/identifier = "ACME"' },
  'a flag': { conditions: 'closedFlag = false' },
  'text within text': { conditions: 'summary contains "printer"' },
  'text that is not ASCII': { conditions: 'summary contains "Büro"' },
  'a pattern': { conditions: 'summary like "%second%print%"' },
  'a stretch of time': {
    conditions: 'lastUpdated >= [2026-01-01T00:00:00Z] and lastUpdated < [2026-11-01T00:00:00Z]',
  },
  '200 ids': { conditions: `id in (${ids.join(',')})` },
  '200 ids of companies, open': {
    conditions: `company/id in (${ids.join(',')},1) and closedFlag = false`,
  },
  'a tree of ors': {
    conditions: `(${people.join(' or ')} or priority/name like "Priority 1%") and (board/name = "Help Desk" or contact = null)`,
  },
  'newest first': { orderBy: 'dateEntered desc' },
  'open, newest first': { conditions: 'closedFlag = false', orderBy: 'dateEntered desc' },
  'by two keys': {
    conditions: 'status/name != "Closed"',
    orderBy: 'company/name asc,summary desc',
  },
  'a custom field': { customFieldConditions: 'caption = "Root Cause" and value = "Hardware"' },
  'a custom field that is set': {
    customFieldConditions: 'caption = "Root Cause" and value != null',
  },
  'members of a list': {
    childConditions: 'customFields/caption = "Root Cause" and customFields/type = "Text"',
  },
};

const folder = mkdtempSync(join(tmpdir(), 'cwm-bench-sandbox-query-'));
try {
  const file = join(folder, 'catalog.db');
  await buildCatalog({ source: 'data/manage-2025.1.json', target: file, now: new Date() });
  const catalog = new Catalog(file);
  const writer = makeTickets(catalog);
  const now = () => new Date('2026-11-22T12:00:00Z');
  const sandbox = await startSandbox({ catalog, folder, now });
  const { baseUrl, username, password, clientId } = sandbox.connection;
  const headers = {
    authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    clientId,
  };
  const get = async (path: string, query: Record<string, string>) => {
    const response = await fetch(`${baseUrl}${path}?${String(new URLSearchParams(query))}`, {
      headers,
    });
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(body));
    return body;
  };
  let written = 0;
  /** Another process writes: what was found before is forgotten. The same text again would be no write to SQLite. */
  const forget = () => {
    const member = writer.get(collections.members, 1)?.record ?? {};
    writer.update(collections.members, 1, { ...member, title: `Technician ${++written}` });
  };
  print(`Milliseconds to the first page; bound ${bound}; load ${load()}`);
  print(
    `${''.padEnd(28)} ${['found', 'median', 'p95', 'processor'].map((word) => word.padStart(9)).join(' ')}`,
  );
  for (const [name, query] of Object.entries(queries)) {
    const times: number[] = [];
    const busy: number[] = [];
    for (let round = 0; round < rounds; round++) {
      forget();
      const before = process.cpuUsage();
      times.push(await timed(() => get('/service/tickets', query)));
      const { user, system } = process.cpuUsage(before);
      busy.push((user + system) / 1000);
    }
    const { count } = (await get('/service/tickets/count', query)) as { count: number };
    const spent = [quantile(times, 0.5), quantile(times, 0.95), quantile(busy, 0.5)];
    const figures = [count, ...spent.map((time) => time.toFixed(0))];
    const verdict = Math.min(...spent) > bound ? '  over the bound' : '';
    print(
      `${name.padEnd(28)} ${figures.map((one) => String(one).padStart(9)).join(' ')}${verdict}`,
    );
  }
  const walk = await timed(async () => {
    for (let page = 1; page <= 20; page++)
      await get('/service/tickets', {
        ...queries['newest first'],
        pageSize: '1000',
        page: String(page),
      });
  });
  print(`20 pages of 1000, newest first: ${walk.toFixed(0)} in all; load ${load()}`);
  await sandbox.close();
  writer.close();
  catalog.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function makeTickets(catalog: Catalog): SandboxStore {
  const store = new SandboxStore(
    join(folder, 'sandbox.db'),
    (collection) => makers[collection] ?? genericMaker(collection, catalog),
    new References(catalog),
    () => ({ epoch: new Date('2026-11-22T12:00:00Z'), seed: 1, tickets }),
  );
  const time = performance.now();
  store.get(collections.tickets, 1);
  print(`${tickets} tickets made in ${((performance.now() - time) / 1000).toFixed(1)} s`);
  return store;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

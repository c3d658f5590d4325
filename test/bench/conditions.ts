import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCatalog } from '../../src/catalog/build.js';
import { Catalog } from '../../src/catalog/catalog.js';
import { recordShape } from '../../src/catalog/record-shape.js';
import { checkCondition } from '../../src/conditions/check/check.js';
import { parseCondition } from '../../src/conditions/parse.js';
import type { RecordShape } from '../../src/conditions/shape.js';

// What parsing and checking a condition of 2,000 characters takes, beside JSON.parse of a text of the same length.
// The bound is 1 ms; since machines are noisy, only a p95 over ten times of it fails.

const length = 2000;
const bound = 1;
const warm = 300;
const runs = 2000;

/** Conditions as people and scripts write them, repeated up to the length. */
const shapes: Record<string, string> = {
  'a list of ids': repeated((index) => `${index}`, ',', 'id in (', ')'),
  'a list of names': repeated((index) => `"Site ${index}"`, ',', 'company/name not in (', ')'),
  'joined by or': repeated((index) => `id=${index}`, ' or '),
  'fields of every kind': repeated(
    (index) =>
      `status/name="New" and closedFlag=false and lastUpdated>[2026-01-31T18:04:26Z] and summary like "%${index}%" and budgetHours>=1.5`,
    ' and ',
  ),
  nested: repeated(
    (index) => `(board/id=${index} and (owner=null or priority/name contains "Crit"))`,
    ' or ',
  ),
  'one long text': repeated((index) => `line ${index} \\"x\\" `, '', 'summary="', '"'),
  'misspelt names': repeated((index) => `sumary="${index}"`, ' and '),
};

const folder = mkdtempSync(join(tmpdir(), 'cwm-bench-conditions-'));
try {
  const file = join(folder, 'catalog.db');
  await buildCatalog({ source: 'data/manage-2025.1.json', target: file, now: new Date() });
  const catalog = new Catalog(file);
  const shape = ticketShape(catalog);
  print(`parse and check ${length} characters, ${runs} runs`);
  print('condition               median ms   p95 ms   first ms');
  const all = Object.entries(shapes).map(([name, text]) =>
    measured(name, () => {
      checkCondition('conditions', parseCondition(text), shape);
    }),
  );
  const json = JSON.stringify(Array.from({ length: 90 }, (_, id) => ({ id, name: 'New' }))).slice(
    0,
    length,
  );
  const whole = `${json.slice(0, json.lastIndexOf(',{'))}]`;
  measured('JSON.parse', () => {
    JSON.parse(whole);
  });
  const median = Math.max(...all.map((times) => times.median));
  const p95 = Math.max(...all.map((times) => times.p95));
  print(`The bound is ${bound} ms: slowest median ${judged(median)}, slowest p95 ${judged(p95)}.`);
  if (p95 > bound * 10) process.exitCode = 1;
  catalog.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function ticketShape(catalog: Catalog): RecordShape {
  const path = '/service/tickets';
  const found = catalog.match(path).find(({ endpoint }) => endpoint.method === 'GET');
  if (found === undefined) throw new Error(`there is no GET ${path}`);
  return recordShape(catalog, found.endpoint);
}

/** Prints how long it takes, the first time and warm. */
function measured(name: string, run: () => void): { median: number; p95: number } {
  const first = timed(run);
  for (let index = 0; index < warm; index++) run();
  const times = Array.from({ length: runs }, () => timed(run)).sort((a, b) => a - b);
  const at = (quantile: number) => times[Math.floor(runs * quantile)] ?? 0;
  const [median, p95] = [at(0.5), at(0.95)];
  const columns = [median, p95, first].map((time) => time.toFixed(3).padStart(9));
  print(`${name.padEnd(22)}  ${columns.join('  ')}`);
  return { median, p95 };
}

function judged(time: number): string {
  return `${time.toFixed(3)} ms (${time <= bound ? 'met' : 'not met'})`;
}

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function repeated(
  piece: (index: number) => string,
  separator: string,
  before = '',
  after = '',
): string {
  let text = `${before}${piece(1)}`;
  for (let index = 2; ; index++) {
    const longer = `${text}${separator}${piece(index)}`;
    if (longer.length + after.length > length) return text + after;
    text = longer;
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

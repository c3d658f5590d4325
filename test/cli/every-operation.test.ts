import { describe, expect, test } from 'vitest';
import { echoApi, type Echo } from '../support/echo-api.js';
import { definedOperations, type DefinedOperation } from '../support/operations.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

const operations = definedOperations();
const modules = [...new Set(operations.map(({ module }) => module))];

/** The ways to name an operation and to give its placeholders their values. */
const spellings: [string, (operation: DefinedOperation) => string[]][] = [
  ['its operationId and -p', ({ operationId, values }) => [operationId, ...pairs(values)]],
  ['its template and -p', ({ method, template, values }) => [method, template, ...pairs(values)]],
  [
    'a path with encoded values',
    ({ method, segments }) => [method, segments.map(encodeURIComponent).join('/')],
  ],
];

/** Runs at once: enough to keep a server on the same machine busy. */
const atOnce = 16;

test('the definition has the operations that the catalog is known for', () => {
  expect(operations).toHaveLength(3053);
});

describe.each(spellings)('called by %s, every operation of', (_name, spell) => {
  test.each(modules)('%s arrives at its own route', async (module) => {
    const api = await echoApi();
    const home = temporaryFolder();
    const own = operations.filter((operation) => operation.module === module);
    const arrived = await inBatches(own, async (operation) => {
      const argv = ['call', ...spell(operation), '--no-resolve', ...bodyOf(operation)];
      // Thousands of calls: what is noted of them is no matter here, and would be written to disk.
      const env = { ...api.env, CWM_NO_MEMORY: '1' };
      const { code, stdout, stderr } = await runCwm(argv, { env, home });
      return code === 0
        ? routeOf(JSON.parse(stdout) as Echo, api.base)
        : `${argv.join(' ')}: ${stderr}`;
    });
    expect(arrived).toEqual(own.map(({ method, segments }) => ({ method, segments, query: '' })));
    expect(api.seen).toHaveLength(own.length);
  });
});

function pairs(values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-p', `${name}=${value}`]);
}

/** An empty body where one is taken; whether it is complete is not what is asked here. */
function bodyOf({ method, hasBody }: DefinedOperation): string[] {
  const body =
    hasBody && method !== 'GET' ? ['--no-check', '-d', method === 'PATCH' ? '[]' : '{}'] : [];
  return method === 'GET' ? body : [...body, '--yes'];
}

function routeOf({ method, target }: Echo, base: string): object {
  const [path = '', ...query] = target.split('?');
  const segments = path.slice(base.length).split('/').map(decodeURIComponent);
  return { method, segments, query: query.join('?') };
}

async function inBatches<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += atOnce)
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(run))));
  return results;
}

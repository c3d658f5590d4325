import { encodeQuery, pathOf, queryOf, type ApiRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { listParameters, type Endpoint } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { isNumber, plainNumbers } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { one, type Result } from './define.js';
import { divide, dividedNote, firstNote, isTooLong } from './divide.js';
import { ifReadable } from './read-aside.js';
import { dryRun } from './dry-run.js';
import { prepare, type Sending } from './send.js';

type Counting = Pick<Sending, 'request' | 'dryRun' | 'notes'> & { endpoint: Endpoint };

/** How many records a list has, by its count endpoint. */
export async function count(counting: Counting, services: Services): Promise<Result> {
  const { request, endpoint, dryRun: isDry, notes = [] } = counting;
  const target = countTarget(await services.catalog(), endpoint, request.target);
  if (target === undefined) {
    throw new UsageError(`${endpoint.path} has no count endpoint.`, {
      hint: countRows,
    });
  }
  if (isTooLong(target)) return await countParts(target, counting, services);
  if (isDry) return await dryRun({ ...request, target }, notes, services);
  services.expect('records');
  return one(await countAt(target, request, services), ['count']);
}

/** The sum of what several requests count, where none counts a record that another one does. */
async function countParts(
  whole: string,
  { request, endpoint, dryRun: isDry, notes = [] }: Counting,
  services: Services,
): Promise<Result> {
  const division = divide(await services.catalog(), endpoint, whole);
  const { targets, disjoint } = division;
  const [first = ''] = targets;
  if (!disjoint) {
    throw new UsageError(
      `A filter this long is counted in ${targets.length} requests, and two of them may count the same record.`,
      { hint: countRows },
    );
  }
  if (isDry) {
    const said = targets.length === 1 ? notes : [...notes, dividedNote(division), firstNote];
    return await dryRun({ ...request, target: first }, said, services);
  }
  services.expect('records');
  let sum = 0;
  for (const target of targets) {
    const value = await countAt(target, request, services);
    sum += Number(countIn(plainNumbers(value)));
  }
  return one({ count: sum }, ['count']);
}

/** What a count endpoint answers. */
async function countAt(target: string, request: ApiRequest, services: Services): Promise<unknown> {
  const asked = await prepare({ request: { ...request, target }, endpoint: undefined }, services);
  const { answer, unreadable } = await asked.send(target);
  const value = answer.kind === 'value' ? answer.value : undefined;
  if (!isNumber(countIn(value))) throw unreadable('it is not a count');
  return value;
}

const countRows =
  "Count the rows instead: the same command with --all --fields id --query 'length(@)' in place of --count.";

/** The twin of a list that counts, with what it takes of the list's query: which records are meant, not how they are shown. */
function countTarget(catalog: Catalog, endpoint: Endpoint, target: string): string | undefined {
  const path = pathOf(target);
  const twin = catalog
    .onPath(`${endpoint.path.replace(/\/$/, '')}/count`)
    .find(({ method }) => method === 'GET');
  if (twin === undefined || endpoint.method !== 'GET') return undefined;
  const shaping = ['fields', 'orderBy', 'page', 'pageSize', 'pageId'];
  const taken = [...catalog.parameters(twin).map(({ name }) => name), ...listParameters]
    .filter((name) => !shaping.includes(name))
    .map((name) => name.toLowerCase());
  const kept = queryOf(target).filter(([name]) => taken.includes(name.toLowerCase()));
  return `${path.replace(/\/$/, '')}/count${encodeQuery(kept)}`;
}

/** The total, where asking for it is cheap. */
export async function totalFor(
  counting: Counting,
  limit: number | undefined,
  services: Services,
): Promise<number | undefined> {
  const target = countTarget(await services.catalog(), counting.endpoint, counting.request.target);
  if (target === undefined || isTooLong(target)) return undefined;
  const asked = await prepare({ ...counting, endpoint: undefined }, services);
  // Only the progress needs it; the list itself will tell what is wrong.
  const found = await ifReadable(asked.send(target, { once: true }));
  const rows = found?.answer.kind === 'value' ? countIn(found.answer.value) : undefined;
  return typeof rows === 'number' ? Math.min(rows, limit ?? rows) : undefined;
}

function countIn(value: unknown): unknown {
  return isRecord(value) ? value['count'] : undefined;
}

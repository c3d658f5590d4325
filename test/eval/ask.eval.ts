import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/actions/ask.js';
import { call } from '../../src/actions/call.js';
import type { DryRun } from '../../src/actions/dry-run.js';
import { parseInput } from '../../src/actions/parse-input.js';
import type { Plan } from '../../src/actions/plan-of-draft.js';
import { inputOf } from '../../src/actions/saved-input.js';
import { encodeQuery } from '../../src/api/request.js';
import { lowConfidence } from '../../src/ask/confidence.js';
import { isRead } from '../../src/catalog/model.js';
import type { Services } from '../../src/services.js';
import { openDesk } from '../support/desk.js';
import { readLabelled, type Labelled } from './labelled-sentences.js';
import { Comparing, type Request } from './same-result.js';
import { tableOf, type Scored } from './score-table.js';

/** Which share has to be exact. */
const target = 0.9;

test('sentences become the requests that they ask for', { timeout: 1_800_000 }, async () => {
  const file = process.env['CWM_ASK_SET'] ?? 'test/eval/ask-dev.jsonl';
  const now = new Date();
  const { services } = await openDesk([], { now });
  const comparing = await Comparing.open(now);
  onTestFinished(() => comparing.close());
  const scored: Scored[] = [];
  for (const labelled of readLabelled(file))
    scored.push(await score(labelled, comparing, services));
  process.stdout.write(`${tableOf(scored)}\n`);
  const counted = (of: Scored['outcome']) => scored.filter(({ outcome }) => outcome === of).length;
  expect(scored.filter(({ isWrongWrite }) => isWrongWrite)).toEqual([]);
  expect({ silent: counted('silent'), unusable: counted('unusable') }).toEqual({
    silent: 0,
    unusable: 0,
  });
  expect(counted('exact') / scored.length).toBeGreaterThanOrEqual(target);
});

async function score(
  labelled: Labelled,
  comparing: Comparing,
  services: Services,
): Promise<Scored> {
  const plan = await planOf(labelled.q, services);
  const isSure = plan.confidence >= lowConfidence;
  const isWrite = plan.method !== null && !isRead({ method: plan.method, path: plan.path ?? '' });
  try {
    const isExact = await isSame(labelled, plan, comparing, services);
    const isNamed = !isSure || plan.unused.length > 0;
    const outcome = isExact && isSure ? 'exact' : isNamed ? 'named' : 'silent';
    return { labelled, plan, outcome, isWrongWrite: isWrite && isSure && !isExact };
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    return { labelled, plan, outcome: 'unusable', isWrongWrite: false, fault };
  }
}

/** What a script gets. */
async function planOf(sentence: string, services: Services): Promise<Plan> {
  const result = await ask.run({ sentence, dryRun: true }, services);
  if (result.kind !== 'one') throw new Error('a dry run gives a plan');
  return result.value as Plan;
}

async function isSame(
  labelled: Labelled,
  plan: Plan,
  comparing: Comparing,
  services: Services,
): Promise<boolean> {
  const expected = await expectedOf(labelled, services);
  if (plan.path === null || plan.method === null) return false;
  const query = Object.entries(plan.params).map(([name, value]) => [name, String(value)] as const);
  const got: Request = {
    method: plan.method,
    target: `${encodeURI(plan.path)}${encodeQuery(query)}`,
    body: plan.data ?? undefined,
  };
  if (!isRead({ method: expected.method, path: labelled.path }))
    return await comparing.writeSame(expected, got);
  if (!isRead({ method: got.method, path: plan.path })) return false;
  for (const params of [labelled.params ?? {}, ...(labelled.ok ?? [])]) {
    // Who asks for all of them gets as many as a page holds.
    const size = plan.params['pageSize'] === 1000 ? { pageSize: 1000 } : {};
    const wanted = await expectedOf({ ...labelled, params: { ...size, ...params } }, services);
    if (await comparing.readSame(wanted, got, labelled.ordered === true)) return true;
  }
  return false;
}

/** The expected request as call would send it, its clauses and dates put in the server's words. */
async function expectedOf(
  { method, path, params = {}, data }: Labelled,
  services: Services,
): Promise<Request> {
  const saved = { method: method as 'GET', path, params, data: data ?? null };
  const input = parseInput(call.params, { ...inputOf(saved), dryRun: true });
  const result = await call.run(input, services);
  if (result.kind !== 'one') throw new Error('a dry run gives a request');
  const sent = result.value as DryRun;
  const { baseUrl } = await services.destination();
  return {
    method: sent.method,
    target: sent.url.slice(baseUrl.length),
    body: sent.body ?? undefined,
  };
}

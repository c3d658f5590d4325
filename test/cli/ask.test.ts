import { describe, expect, test } from 'vitest';
import { fakeApi } from '../support/fake-api.js';
import {
  runCwm,
  temporaryFolder,
  type ErrorEnvelope,
  type RunOptions,
} from '../support/run-cwm.js';

const sandbox = ['--profile', 'sandbox'];
/** Without addresses, whose port differs from run to run. */
const brief = ['--columns', 'id,summary'];
/** Of its words two are none that anybody could mean. */
const unsure = 'open tickets frobnicated quuxily';
const unsureWrite = 'close ticket 1 frobnicated quuxily';

interface Plan {
  method: string | null;
  path: string | null;
  params: Record<string, unknown>;
  data: unknown;
  explanation: string;
  confidence: number;
  understood: { words: string; as: string }[];
  unused: string[];
  alternatives: { method: string; path: string; summary: string; memory?: string }[];
}

async function ask(sentence: string, flags: string[] = [], options: RunOptions = {}) {
  return await runCwm(['ask', sentence, ...sandbox, ...flags], options);
}

async function planned(sentence: string, flags: string[] = [], options: RunOptions = {}) {
  const run = await ask(sentence, ['--dry-run', ...flags], options);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return run.json() as Plan;
}

function planIn({ details }: ErrorEnvelope): Partial<Plan> {
  const [detail] = details as { code: string; plan?: Partial<Plan> }[];
  expect(detail?.code).toBe('plan');
  return detail?.plan ?? {};
}

describe('the plan', () => {
  test('has the request as it would be sent, what the words became, and nothing else', async () => {
    const plan = await planned('open tickets entered this week', [], {
      now: new Date('2026-11-04T12:00:00Z'),
    });
    expect(Object.keys(plan)).toEqual([
      ...['method', 'path', 'params', 'data', 'explanation', 'confidence'],
      ...['understood', 'unused', 'alternatives'],
    ]);
    expect(plan).toMatchObject({
      ...{ method: 'GET', path: '/service/tickets', data: null, unused: [] },
      confidence: 1,
    });
    expect(plan.params['conditions']).toContain('dateEntered>=[2026-11-02T00:00:00Z]');
    expect(plan.explanation).toMatch(/^List open service tickets/);
    expect(plan.understood.map(({ words }) => words)).toEqual(
      expect.arrayContaining(['open', 'tickets']),
    );
  });

  test('is what raw sends with the same rows', async () => {
    const home = temporaryFolder();
    const { method, path, params } = await planned('open tickets', [], { home });
    const query = new URLSearchParams(params as Record<string, string>).toString();
    const sent = await runCwm(
      ['raw', `${method ?? ''} ${path ?? ''}?${query}`, ...sandbox, ...brief],
      {
        home,
      },
    );
    const asked = await ask('open tickets', brief, { home });
    expect(asked.json()).not.toEqual([]);
    expect(asked.json()).toEqual(sent.json());
  });

  test('names the words that nobody understood', async () => {
    const plan = await planned(unsure);
    expect(plan.unused).toEqual(['frobnicated', 'quuxily']);
    expect(plan.confidence).toBeLessThan(0.5);
  });

  test('of a sentence that nobody understands is no call', async () => {
    expect(await planned('xyzzyqwv frobnicated')).toMatchObject({
      ...{ method: null, path: null, params: {}, data: null, confidence: 0 },
      unused: ['xyzzyqwv', 'frobnicated'],
    });
  });

  test('says what a change would change', async () => {
    const plan = await planned('close ticket 1');
    expect(plan).toMatchObject({ method: 'PATCH', path: '/service/tickets/1' });
    expect(plan.explanation).toContain('PATCH /service/tickets/1: status →');
  });

  test('is not good where the call would be refused', async () => {
    const plan = await planned('tickets', [], { env: { CWM_TZ: 'UTC' } });
    expect(plan.confidence).toBe(1);
    const refused = await planned('create a ticket');
    expect(refused).toMatchObject({ method: 'POST', confidence: 0 });
    expect(refused.explanation).toMatch(/^This would be refused: /);
  });

  test('asks a server for nothing, and needs none', async () => {
    const api = await fakeApi();
    const argv = ['ask', 'open tickets for Acme', '--dry-run'];
    expect((await runCwm(argv, { env: api.env })).code).toBe(0);
    expect((await runCwm(argv)).code).toBe(0);
    expect(api.seen).toEqual([]);
  });

  test('looks names up where it is told to, and in the sandbox for a change', async () => {
    const home = temporaryFolder();
    const read = 'open tickets for Acme';
    const conditionsOf = async (...flags: string[]) =>
      (await planned(read, flags, { home })).params['conditions'];
    expect(await conditionsOf()).toContain('company/name');
    expect(await conditionsOf('--resolve')).toContain('company/id=1');
    const write = 'assign ticket 1 to jdoe';
    expect((await planned(write, [], { home })).data).toMatchObject([{ value: { id: 1 } }]);
    expect((await planned(write, ['--no-resolve'], { home })).data).toMatchObject([
      { value: { identifier: 'jdoe' } },
    ]);
  });

  test('is a card on a terminal', async () => {
    const { stdout, code } = await ask(unsure, ['--dry-run'], {
      tty: true,
      env: { NO_COLOR: '1' },
    });
    expect(code).toBe(0);
    expect(stdout).toContain('GET /service/tickets\n  conditions=closedFlag=false\n');
    expect(stdout).toMatch(/^ {2}open +closedFlag = false$/m);
    expect(stdout).toContain('Not understood: frobnicated, quuxily');
  });
});

describe('without a terminal', () => {
  test('a sure read gives what call gives, and says nothing', async () => {
    const home = temporaryFolder();
    const { code, stdout, stderr } = await ask('open tickets', ['-o', 'csv'], { home });
    const called = await runCwm(
      ['call', '/service/tickets', '--where', 'closedFlag = false', '-o', 'csv', ...sandbox],
      { home },
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: called.stdout });
    expect(stderr).toBe(called.stderr);
  });

  test('an unsure read is sent with --yes alone', async () => {
    const home = temporaryFolder();
    const refused = await ask(unsure, [], { home });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.error()).toMatchObject({ code: 'usage' });
    expect(planIn(refused.error())).toMatchObject({
      path: '/service/tickets',
      unused: ['frobnicated', 'quuxily'],
    });
    const sent = await ask(unsure, ['--yes', ...brief], { home });
    expect(sent.code).toBe(0);
    expect(sent.json()).toEqual((await ask('open tickets', brief, { home })).json());
  });

  test('a sure write is sent with --yes alone', async () => {
    const home = temporaryFolder();
    const refused = await ask('close ticket 1', [], { home });
    expect(refused).toMatchObject({ code: 8, stdout: '' });
    expect(refused.error()).toMatchObject({ code: 'refused' });
    const sent = await ask('close ticket 1', ['--yes'], { home });
    expect(sent.code).toBe(0);
    expect(sent.json()).toMatchObject({ id: 1, closedFlag: true });
  });

  test('an unsure write is never sent', async () => {
    const api = await fakeApi();
    const { code, stdout, error } = await runCwm(['ask', unsureWrite, '--yes'], { env: api.env });
    expect({ code, stdout }).toEqual({ code: 8, stdout: '' });
    expect(planIn(error())).toMatchObject({ method: 'PATCH', unused: ['frobnicated', 'quuxily'] });
    expect(api.seen).toEqual([]);
  });

  test('a sentence that nobody understands, and a call that would be refused, are exit 2', async () => {
    const api = await fakeApi();
    for (const sentence of ['xyzzyqwv frobnicated', 'create a ticket']) {
      const { code, error } = await runCwm(['ask', sentence, '--yes'], { env: api.env });
      expect(code).toBe(2);
      expect(planIn(error()).confidence).toBe(0);
    }
    expect(api.seen).toEqual([]);
  });
});

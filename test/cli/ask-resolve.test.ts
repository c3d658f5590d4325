import { describe, expect, test } from 'vitest';
import { runCwm, type RunOptions } from '../support/run-cwm.js';
import { fakeApi } from '../support/fake-api.js';

interface Plan {
  params: Record<string, unknown>;
  confidence: number;
  understood: { words: string; as: string }[];
  explanation: string;
}

async function resolved(sentence: string, options: RunOptions = {}): Promise<Plan> {
  const profile = options.env === undefined ? ['--profile', 'sandbox'] : [];
  const run = await runCwm(['ask', sentence, '--resolve', '--dry-run', ...profile], options);
  expect(run.code).toBe(0);
  return run.json() as Plan;
}

const conditions = async (sentence: string) => (await resolved(sentence)).params['conditions'];

describe('names are looked up', () => {
  test.each([
    ['tickets for acme', 'company/id=1'],
    ['tickets for Northwind Traders', 'company/id=3'],
    ['tickets for Northwind and Contoso', 'company/id=3 or company/id=2'],
    ['tickets excluding Acme', 'company/id!=1'],
    ['acme tickets', 'company/id=1'],
    [
      'printer tickets',
      ['status/name', 'board/name', 'type/name', 'workType/name', 'summary']
        .map((path) => `${path} contains "printer"`)
        .join(' or '),
    ],
    ['time entries for Anna', 'member/id=2'],
    ['tickets for Anna', '(owner/identifier="asmith" or resources contains "asmith")'],
    [
      'tickets assigned to Anna Smith',
      '(owner/identifier="asmith" or resources contains "asmith")',
    ],
    ['tickets entered by Anna Smith', 'enteredBy="asmith"'],
    ['projects managed by Lee', 'manager/id=3'],
  ])('%s', async (sentence, expected) => {
    expect(await conditions(sentence)).toBe(expected);
  });

  test('what a name turned out to be stands beside its words, and nothing is doubted', async () => {
    const plan = await resolved('tickets for acme');
    expect(plan.confidence).toBe(1);
    expect(plan.understood).toContainEqual({
      words: 'for acme',
      as: 'company Acme Manufacturing (1)',
    });
  });

  test('a name that nobody has is low and says so', async () => {
    const plan = await resolved('tickets for Quuxwood');
    expect(plan.confidence).toBeLessThan(0.5);
    expect(plan.explanation).toContain('knows no "Quuxwood"');
  });

  test('a name that several have is listed', async () => {
    const plan = await resolved('projects managed by Jo');
    expect(plan.explanation).toMatch(/"Jo" may be John Doe \(1\).* or /);
  });

  test('what cannot be read leaves the names', async () => {
    const api = await fakeApi({
      request:
        'GET /company/companies?conditions=identifier%3D%22Acme%22%20or%20name%3D%22Acme%22&fields=id%2Cidentifier%2Cname&pageSize=4',
      status: 403,
      body: {},
    });
    const plan = await resolved('tickets at Acme', { env: api.env });
    expect(plan).toMatchObject({
      params: { conditions: '(company/identifier like "Acme%" or company/name like "Acme%")' },
      confidence: 1,
    });
  });
});

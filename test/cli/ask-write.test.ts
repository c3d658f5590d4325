import { describe, expect, test } from 'vitest';
import { runCwm } from '../support/run-cwm.js';

const now = new Date('2026-11-23T10:00:00Z');

function ask(sentence: string, ...flags: string[]) {
  return runCwm(['ask', sentence, '--profile', 'sandbox', ...flags, '-o', 'json'], { now });
}

interface Plan {
  method: string;
  path: string;
  data: unknown;
  explanation: string;
  confidence: number;
  unused: string[];
}

async function planned(sentence: string): Promise<Plan> {
  const { code, json } = await ask(sentence, '--dry-run', '--no-resolve');
  expect(code).toBe(0);
  return json() as Plan;
}

describe('a sentence that changes something is planned as the request that does it', () => {
  test('a record is made with references by name', async () => {
    const plan = await planned('create a ticket for Acme: printer down, board Help Desk');
    expect(plan).toMatchObject({
      method: 'POST',
      path: '/service/tickets',
      data: {
        company: { identifier: 'Acme' },
        summary: 'printer down',
        board: { name: 'Help Desk' },
      },
      confidence: 1,
      unused: [],
    });
  });

  test('a change is operations on whole fields', async () => {
    const plan = await planned('set the warranty of configuration 45 to 2027-01-31');
    expect(plan).toMatchObject({
      method: 'PATCH',
      path: '/company/configurations/45',
      data: [{ op: 'replace', path: 'warrantyExpirationDate', value: '2027-01-31T00:00:00Z' }],
    });
  });

  test('an empty field is removed', async () => {
    const plan = await planned('unassign ticket 5');
    expect(plan).toMatchObject({
      method: 'PATCH',
      data: [{ op: 'remove', path: 'owner' }],
    });
  });

  test('work without a time ended when it is written down', async () => {
    const plan = await planned('log 30 minutes on ticket 5: rebooted');
    expect(plan).toMatchObject({
      method: 'POST',
      path: '/time/entries',
      data: {
        chargeToId: 5,
        chargeToType: 'ServiceTicket',
        actualHours: 0.5,
        timeStart: '2026-11-23T09:30:00Z',
        notes: 'rebooted',
      },
    });
  });

  test('what a record needs and nobody said is named, and the plan is not sure', async () => {
    const plan = await planned('create an opportunity for Acme: server refresh');
    expect(plan.confidence).toBe(0);
    expect(plan.explanation).toContain('contact');
  });
});

test('a sure change needs a yes, and is made with one', async () => {
  const refused = await ask('add an internal note to ticket 5: called back');
  expect(refused.code).toBe(8);
  const made = await ask('add an internal note to ticket 5: called back', '--yes');
  expect(made.json()).toMatchObject({
    ticketId: 5,
    text: 'called back',
    internalAnalysisFlag: true,
  });
});

test('a change of many records is never sent, and says how many are changed', async () => {
  const { code, error } = await ask('close all tickets for Acme', '--yes');
  expect(code).toBe(2);
  expect(error().message).toContain('One record at a time is changed');
  expect(error().hint).toContain('--each');
});

test('a change with a word that nobody understood is not sent', async () => {
  const { code, error } = await ask('delete configuration 45 of Acme', '--yes');
  expect(code).toBe(8);
  expect(error().message).toContain('Acme');
});

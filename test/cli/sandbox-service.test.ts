import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isRecord, type JsonRecord } from '../../src/text/records.js';
import { runCwm } from '../support/run-cwm.js';

/** One sandbox for all tests here: nothing is written. */
const home = mkdtempSync(join(tmpdir(), 'cwm-test-'));
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

async function rows(path: string, ...flags: string[]): Promise<JsonRecord[]> {
  const argv = ['call', path, '--all', ...flags, '--profile', 'sandbox'];
  return (await runCwm(argv, { home })).json() as JsonRecord[];
}

/** The first ticket that others are below, and that somebody worked on. */
async function parent(): Promise<number> {
  const [first] = await rows(
    '/service/tickets',
    '--conditions',
    'hasChildTicket = true and actualHours > 0',
    '--fields',
    'id',
  );
  return Number(first?.['id']);
}

test('a ticket lists the time and the appointments that are recorded for it, and counts them', async () => {
  const id = await parent();
  const ids = (list: JsonRecord[]) => list.map((one) => one['id']);
  const entries = await rows(
    '/time/entries',
    '--conditions',
    `chargeToId = ${id} and chargeToType = "ServiceTicket"`,
  );
  expect(entries.length).toBeGreaterThan(0);
  expect(ids(await rows(`/service/tickets/${id}/timeentries`))).toEqual(ids(entries));
  const { json } = await runCwm(
    ['call', `/service/tickets/${id}/timeentries/count`, '--profile', 'sandbox'],
    { home },
  );
  expect(json()).toEqual({ count: entries.length });
  const appointments = await rows(
    '/schedule/entries',
    '--conditions',
    `objectId = ${id} and type/identifier = "S"`,
  );
  expect(ids(await rows(`/service/tickets/${id}/scheduleentries`))).toEqual(ids(appointments));
});

test('all notes of a ticket are its own, its time and those of the tickets below it, in order', async () => {
  const id = await parent();
  const notes = await rows(`/service/tickets/${id}/allNotes`);
  const below = await rows('/service/tickets', '--conditions', `parentTicketId = ${id}`);
  const told = new Set(notes.map(({ ticket }) => isRecord(ticket) && ticket['id']));
  expect(told).toEqual(new Set([id, ...below.map((one) => one['id'])]));
  expect(new Set(notes.map(({ noteType }) => noteType))).toEqual(
    new Set(['TicketNote', 'TimeEntryNote']),
  );
  for (const { ticket, bundledFlag } of notes)
    expect(bundledFlag).toBe(isRecord(ticket) && ticket['id'] !== id);
});

import { expect, test } from 'vitest';
import { runCall } from '../../src/actions/call.js';
import { callParams } from '../../src/actions/call-params.js';
import { parseInput } from '../../src/actions/parse-input.js';
import { askBody } from '../../src/guide/ask-body.js';
import { connectionTo, fakeApi } from '../support/fake-api.js';
import { openDesk, type DeskOptions, type TestDesk } from '../support/desk.js';
import type { Reply } from '../support/run-cwm.js';

interface Asked {
  raw: Record<string, unknown>;
  /** The body that the call would send. */
  body: unknown;
  desk: TestDesk;
}

/** What a person who answers so has written for a call, checked by the call itself. */
async function ask(
  target: string,
  replies: Reply[],
  { given = {}, ...options }: DeskOptions & { given?: Record<string, unknown> } = {},
): Promise<Asked> {
  const [method = '', path = ''] = target.split(' ');
  const desk = await openDesk(replies, options);
  const catalog = await desk.services.catalog();
  const match = catalog.match(path).find(({ endpoint }) => endpoint.method === method);
  if (match === undefined) throw new Error(`no ${target}`);
  const raw = await askBody({ catalog, ...match, given }, desk);
  const input = parseInput(callParams, { method, path, ...given, ...raw, dryRun: true });
  const { result } = await runCall(input, desk.services);
  const value = result.kind === 'one' ? (result.value as { body: unknown }) : undefined;
  return { raw, body: value?.body, desk };
}

test('a ticket: required fields first, then those that are picked, records by letters of their names', async () => {
  const { body, raw, desk } = await ask('POST /service/tickets', [
    'Printer jams',
    { type: 'cont', take: 'Contoso' },
    'Add a field',
    { type: 'board' },
    { type: 'help desk' },
    'Add a field',
    { type: 'status' },
    { type: '', take: 'In Progress' },
    'Add a field',
    { type: 'priority' },
    { type: 'priority 2' },
    'Done',
  ]);
  expect(raw['set']).toEqual([
    'summary=Printer jams',
    'company=2',
    'board=1',
    'status=2',
    'priority=2',
  ]);
  expect(body).toEqual({
    summary: 'Printer jams',
    company: { id: 2 },
    board: { id: 1 },
    status: { id: 2 },
    priority: { id: 2 },
  });
  expect(desk.said.at(-1)).toBe(
    '  summary: Printer jams | company: Contoso Dental (CONTOSO) | board: Help Desk\n' +
      '  status: In Progress | priority: Priority 2 - High',
  );
});

test('a status before its board: the board is asked for first, and its statuses stand there at once', async () => {
  const { raw, desk } = await ask('PATCH /service/tickets/1', [
    { type: 'status' },
    'Give it a value',
    { type: '', take: 'Closed' },
    'Change a field',
    { type: 'owner' },
    'Give it a value',
    { type: 'smith', take: 'Anna' },
    'Done',
  ]);
  expect(raw['set']).toEqual(['status=4', 'owner=2']);
  expect(desk.said.at(-1)).toMatch(/^ {2}status: Closed \| owner: Anna Smith \(asmith\)$/);

  const post = await ask('POST /service/tickets', [
    'Printer jams',
    { type: '1' },
    'Add a field',
    { type: 'status' },
    { type: 'help' },
    { type: 'wait' },
    'Done',
  ]);
  expect(post.desk.said).toContain('What status can be depends on board: that first.');
  expect(post.raw['set']).toEqual(['summary=Printer jams', 'company=1', 'board=1', 'status=3']);
});

test('a note says in words who reads it', async () => {
  const { body } = await ask('POST /service/tickets/1/notes', [
    { type: 'text' },
    'Called back\\nno answer',
    'Add a field',
    { type: 'internalAnalysis' },
    'Yes - internal: your own staff alone reads this text',
    'Add a field',
    { type: 'detail' },
    'Yes - the customer will see this text',
    'Done',
  ]);
  expect(body).toEqual({
    text: 'Called back\\nno answer',
    internalAnalysisFlag: true,
    detailDescriptionFlag: true,
  });
});

test('a note begins with its text: when and by whom the server knows by itself', async () => {
  const { body } = await ask('POST /service/tickets/1/notes', [
    { type: '' },
    'Called back',
    'Done',
  ]);
  expect(body).toEqual({ text: 'Called back' });
});

test('a time entry: a date as it is meant, numbers and texts asked for until they are right', async () => {
  const { raw, desk } = await ask(
    'POST /time/entries',
    [
      'soon',
      'today',
      'Add a field',
      { type: 'actualHours' },
      'two',
      '1.5',
      'Add a field',
      { type: 'billableOption' },
      'DoNotBill',
      'Add a field',
      { type: 'member' },
      { type: 'me' },
      'Done',
    ],
    { zone: 'Europe/Berlin' },
  );
  expect(raw['set']).toEqual([
    'timeStart=today',
    'actualHours=1.5',
    'billableOption=DoNotBill',
    'member=me',
  ]);
  expect(desk.questions[1]).toMatch(/\(timeStart: "soon" is not a date/);
  expect(desk.questions).toContainEqual(
    expect.stringContaining('actualHours takes a number, not "two".'),
  );
  expect(desk.said.at(-1)).toContain('timeStart: 2026-11-02 00:00 Europe/Berlin (today)');
});

test('a contact with ways to reach it: elements of a list, one after the other', async () => {
  const { body } = await ask('POST /company/contacts', [
    { type: 'firstName' },
    'Ada',
    'Add a field',
    { type: 'communication' },
    { type: 'value' },
    'ada@example.com',
    { type: 'communicationType' },
    'Email',
    { type: 'zzz', take: 'Done with communicationItems.0' },
    true,
    { type: 'value' },
    '555-0100',
    { type: 'zzz', take: 'Done with communicationItems.1' },
    false,
    'Done',
  ]);
  expect(body).toEqual({
    firstName: 'Ada',
    communicationItems: [
      { value: 'ada@example.com', communicationType: 'Email' },
      { value: '555-0100' },
    ],
  });
});

test('a PATCH shows what the record has, and can empty a field', async () => {
  const { body, desk } = await ask('PATCH /service/tickets/1', [
    { type: 'site', take: 'site: ' },
    'Empty it',
    'Change a field',
    { type: 'summary', take: 'summary: ' },
    'Printer jams again',
    'Go back to an answer',
    'site: (empty)',
    'Take it out',
    'Done',
  ]);
  expect(body).toEqual([{ op: 'replace', path: 'summary', value: 'Printer jams again' }]);
  expect(desk.said).toContain('  site: (empty)');
});

test('a PUT says that it replaces the record, and asks for what an update requires', async () => {
  const { body, desk } = await ask('PUT /service/priorities/1', [
    'Priority 1',
    { type: 'gre' },
    'Done',
  ]);
  expect(desk.said[0]).toMatch(/^A PUT replaces the whole record/);
  expect(body).toEqual({ name: 'Priority 1', color: 'Green' });
});

test('what was given before is kept, and not asked for again', async () => {
  const { raw, desk } = await ask('POST /service/tickets', ['Done'], {
    given: { set: ['company.identifier=ACME'], data: { summary: 'Printer jams' } },
  });
  expect(desk.questions).toEqual(['The body']);
  expect(raw).toMatchObject({
    set: ['company.identifier=ACME'],
    data: { summary: 'Printer jams' },
  });
});

test('a document: its path, a field of the form, and no file that is not there', async () => {
  const { raw, desk } = await ask('POST /system/documents', [
    'no-such-file.pdf',
    'package.json',
    'Add a field',
    { type: 'recordType' },
    'Ticket',
    'Add a field',
    { type: 'recordId' },
    '1',
    'Done',
  ]);
  expect(raw).toMatchObject({ file: 'package.json', set: ['recordType=Ticket', 'recordId=1'] });
  expect(desk.questions[1]).toMatch(/there is no file .*no-such-file\.pdf/);
});

test('lists of plain values become elements of a new record, and replace those of an old one', async () => {
  const merge = await ask('POST /service/tickets/1/merge', ['2, 3', '1', 'Done']);
  expect(merge.body).toMatchObject({ mergeTicketIds: [2, 3] });
  const { body } = await ask('PATCH /company/contacts/1', [
    { type: 'typeIds' },
    'Give it a value',
    '[1,"two"]',
    '[1,2]',
    'Done',
  ]);
  expect(body).toEqual([{ op: 'replace', path: 'typeIds', value: [1, 2] }]);
});

test('a body that is a list is asked for as JSON', async () => {
  const { body, desk } = await ask('POST /company/configurations/bulk', [
    '{',
    '{}',
    '[{"name":"Laptop","type":{"id":1},"company":{"id":1}}]',
  ]);
  expect(body).toEqual([{ name: 'Laptop', type: { id: 1 }, company: { id: 1 } }]);
  expect(desk.questions).toHaveLength(3);
});

test('without a server, names are taken as they are typed', async () => {
  const { raw } = await ask(
    'POST /service/tickets',
    ['Printer jams', { type: 'ACME', take: 'Take "ACME" as it is' }, 'Done'],
    { env: connectionTo('http://127.0.0.1:9') },
  );
  expect(raw['set']).toEqual(['summary=Printer jams', 'company=ACME']);
});

test('a server is asked once for a text; its names do nothing to the terminal', async () => {
  const api = await fakeApi({
    request:
      'GET /company/companies?conditions=%28identifier%20contains%20%22ev%22%20or%20name%20contains%20%22ev%22%29' +
      '&fields=id%2Cidentifier%2Cname&orderBy=name%20asc&pageSize=10',
    body: [{ id: 7, identifier: 'EVIL', name: 'Evil\u001b[2J\u202e Inc' }],
  });
  const { raw, desk } = await ask(
    'POST /service/tickets',
    [
      'Printer jams',
      { type: 'ev' },
      'Go back to an answer',
      'company',
      { type: 'ev', take: 'Evil' },
      'Done',
    ],
    { env: api.env },
  );
  expect(raw['set']).toEqual(['summary=Printer jams', 'company=7']);
  expect(desk.said.at(-1)).toBe('  summary: Printer jams | company: Evil^[[2J\\u202e Inc (EVIL)');
  expect(api.seen).toHaveLength(1);
});

test('a custom field of the record is asked for by its caption, with its type', async () => {
  const record = {
    id: 1,
    summary: 'Printer jams',
    customFields: [
      { id: 5, caption: 'Floor', type: 'Number', value: 2 },
      { id: 6, caption: 'Key\u001b[2J = where?', type: 'Text', value: 'Safe' },
    ],
  };
  const api = await fakeApi({ request: 'GET /service/tickets/1', body: record });
  const { raw, desk } = await ask(
    'PATCH /service/tickets/1',
    [
      { type: 'customFields' },
      'Give it a value',
      { type: 'floor' },
      'Give it another value',
      'three',
      '3',
      'Change a field',
      { type: 'customFields' },
      'Give it a value',
      { type: 'key' },
      'Give it another value',
      'Reception',
      'Done',
    ],
    { env: api.env },
  );
  expect(raw['set']).toEqual(['customFields.Floor=3', 'customFields.6=Reception']);
  expect(desk.questions.join()).toContain('takes a number, not "three"');
  expect(desk.questions.join()).not.toContain('\u001b');
});

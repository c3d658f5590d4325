import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { JsonRecord } from '../../src/text/records.js';
import { sandboxHttp, type SandboxHttp } from '../support/sandbox-http.js';

let http: SandboxHttp;
beforeAll(async () => {
  http = await sandboxHttp();
});
afterAll(() => http.close());

async function make(path: string, body: JsonRecord): Promise<JsonRecord & { id: number }> {
  const reply = await http.send('POST', path, body);
  expect(reply.status, reply.text).toBe(201);
  return reply.json as JsonRecord & { id: number };
}

const ticket = (body: JsonRecord = {}) =>
  make('/service/tickets', { summary: 'Printer jams', company: { identifier: 'acme' }, ...body });

async function patch(path: string, ...operations: [op: string, path: string, value?: unknown][]) {
  const body = operations.map(([op, at, value]) => ({ op, path: at, value }));
  return http.send('PATCH', path, body);
}

/** Code and field of each fault. */
async function faults(method: string, path: string, body: unknown): Promise<string[]> {
  const { json } = await http.send(method, path, body);
  expect(json['code'], JSON.stringify(json)).toBe('InvalidObject');
  return (json['errors'] as JsonRecord[]).map(
    ({ code, resource, field }) => `${String(code)} ${String(resource)}.${String(field)}`,
  );
}

describe('a body is checked as a whole', () => {
  const entry = {
    company: { id: 1 },
    timeStart: '2026-03-02T08:00:00Z',
    timeEnd: '2026-03-02T09:00:00Z',
  };
  test.each<[string, string, unknown, string[]]>([
    [
      'everything at once',
      '/service/tickets',
      {
        summary: 'x'.repeat(101),
        severity: 'Odd',
        requiredDate: '[2026-01-01]',
        priority: { id: 99 },
      },
      [
        'MaxLengthField ticket.summary',
        'MissingRequiredField ticket.company',
        'NotFound ticket.priority/id',
        'UnsupportedFormat ticket.requiredDate',
        'InvalidField ticket.severity',
      ],
    ],
    [
      'a status of another board',
      '/service/tickets',
      { summary: 'x', company: { id: 1 }, board: { id: 2 }, status: { id: 1 } },
      ['NotFound ticket.status/id'],
    ],
    [
      'a name that is none',
      '/service/tickets',
      { summary: 'x', company: { identifier: 'NOBODY' } },
      ['NotFound ticket.company/identifier'],
    ],
    [
      'a contact of another company',
      '/service/tickets',
      { summary: 'x', company: { id: 1 }, contact: { id: 3 } },
      ['NotFound ticket.contact/id'],
    ],
    [
      'an empty required text',
      '/service/tickets',
      { summary: '', company: { id: 1 } },
      ['MissingRequiredField ticket.summary'],
    ],
    [
      'a reference without a key',
      '/service/tickets',
      { summary: 'x', company: {} },
      ['MissingRequiredField ticket.company'],
    ],
    [
      'a note without text',
      '/service/tickets/1/notes',
      {},
      ['MissingRequiredField serviceNote.text'],
    ],
    [
      'a contact without a name',
      '/company/contacts',
      { communicationItems: [{ type: { id: 999 }, value: 'a@b.example' }] },
      ['MissingRequiredField contact.firstName', 'NotFound contact.communicationItems/0/type/id'],
    ],
    [
      'an identifier twice',
      '/company/companies',
      { identifier: 'acme', name: 'Another' },
      ['ObjectExists company.identifier'],
    ],
    [
      'a time zone',
      '/time/entries',
      { ...entry, timeStart: '2026-03-02T08:00:00-04:00' },
      ['UnsupportedFormat timeEntry.timeStart'],
    ],
    [
      'a fraction of a second',
      '/time/entries',
      { ...entry, timeStart: '2026-03-02T08:00:00.000Z' },
      ['UnsupportedFormat timeEntry.timeStart'],
    ],
    [
      'time without an end',
      '/time/entries',
      { timeStart: entry.timeStart },
      ['MissingRequiredField timeEntry.chargeToId', 'MissingRequiredField timeEntry.timeEnd'],
    ],
    [
      'time on a ticket that is not there',
      '/time/entries',
      { ...entry, chargeToId: 9999, chargeToType: 'ServiceTicket' },
      ['NotFound timeEntry.chargeToId'],
    ],
  ])('%s', async (_case, path, body, expected) => {
    expect(await faults('POST', path, body)).toEqual(expected);
  });

  test('text becomes numbers and flags, names count without case, nulls and unknown names go', async () => {
    const made = await ticket({
      Summary: 'Odd names',
      budgetHours: '1.5',
      approved: 'True',
      poNumber: null,
      colour: 'red',
      board: { id: '1' },
    });
    expect(made).toMatchObject({ summary: 'Odd names', budgetHours: 1.5, approved: true });
    expect(made).not.toHaveProperty('poNumber');
    expect(made).not.toHaveProperty('colour');
  });

  test('a day is midnight, a fraction of a second dropped', async () => {
    const made = await ticket({
      requiredDate: '2026-04-01',
      estimatedStartDate: '2026-04-01T08:30:00.123Z',
    });
    expect(made).toMatchObject({
      requiredDate: '2026-04-01T00:00:00Z',
      estimatedStartDate: '2026-04-01T08:30:00Z',
    });
  });
});

describe('what the server works out', () => {
  test('a ticket from its board and company; what is derived is not taken from a body', async () => {
    const made = await ticket({
      id: 7,
      closedFlag: true,
      actualHours: 9,
      _info: { enteredBy: 'x' },
    });
    expect(made).toMatchObject({
      board: { name: 'Help Desk' },
      status: { name: 'New' },
      severity: 'Medium',
      closedFlag: false,
      _info: { enteredBy: 'jdoe', dateEntered: '2026-03-02T10:00:00Z' },
    });
    expect(made.id).toBeGreaterThan(60);
    expect(made).not.toHaveProperty('actualHours');
  });

  test('the first texts become notes, and are not shown', async () => {
    const made = await ticket({ initialDescription: 'It jams.', initialResolution: 'New roller.' });
    expect(made).not.toHaveProperty('initialDescription');
    expect((await http.send('GET', `/service/tickets/${made.id}/notes`)).rows).toMatchObject([
      { text: 'It jams.', detailDescriptionFlag: true, resolutionFlag: false, ticketId: made.id },
      {
        text: 'New roller.',
        detailDescriptionFlag: false,
        resolutionFlag: true,
        createdBy: 'jdoe',
      },
    ]);
  });

  test('a new note says more than it does later', async () => {
    const { id } = await ticket();
    const path = `/service/tickets/${id}/notes`;
    const note = await make(path, { text: 'Called back', internalAnalysisFlag: true });
    expect(note).toMatchObject({ internalFlag: true, externalFlag: true });
    const later = (await http.send('GET', `${path}/${note.id}`)).json;
    expect(later).toMatchObject({ text: 'Called back', internalAnalysisFlag: true });
    expect(later).not.toHaveProperty('internalFlag');
  });

  test('time is summed on its ticket, and follows from start and end', async () => {
    const { id } = await ticket();
    const hours = async () =>
      (await http.send('GET', `/service/tickets/${id}`)).json['actualHours'];
    const made = await make('/time/entries', {
      chargeToId: id,
      chargeToType: 'ServiceTicket',
      timeStart: '2026-03-02T08:00:00Z',
      timeEnd: '2026-03-02T09:30:00Z',
      actualHours: 8,
    });
    expect(made).toMatchObject({
      actualHours: 1.5,
      company: { identifier: 'ACME' },
      enteredBy: 'jdoe',
      ticket: { id },
    });
    expect(await hours()).toBe(1.5);
    const path = `/time/entries/${made.id}`;
    expect((await patch(path, ['replace', 'actualHours', 9])).json).toMatchObject({
      actualHours: 1.5,
    });
    await patch(path, ['replace', 'timeEnd', '2026-03-02T10:00:00Z']);
    expect(await hours()).toBe(2);
    expect((await http.send('DELETE', `/service/tickets/${id}`)).status).toBe(409);
    expect((await http.send('DELETE', path)).status).toBe(204);
    expect(await hours()).toBe(0);
  });

  test('a status that takes no time refuses it, and an API member owns none', async () => {
    const status = await make('/service/boards/1/statuses', {
      name: 'On hold',
      timeEntryNotAllowed: true,
    });
    expect(status).toMatchObject({ board: { name: 'Help Desk' } });
    const { id } = await ticket({ status: { id: status.id } });
    const member = (await http.send('GET', '/system/members/3')).json;
    await patch('/system/members/3', ['replace', 'licenseClass', 'A']);
    const body = {
      chargeToId: id,
      chargeToType: 'ServiceTicket',
      timeStart: '2026-03-02T08:00:00Z',
      actualHours: 1,
      member: { id: 3 },
    };
    expect(await faults('POST', '/time/entries', body)).toEqual([
      'InvalidField timeEntry.member/id',
      'InvalidField timeEntry.chargeToId',
    ]);
    await patch('/system/members/3', ['replace', 'licenseClass', member['licenseClass']]);
  });

  test('an inactive member is given nothing', async () => {
    await patch('/system/members/2', ['replace', 'inactiveFlag', true]);
    expect(
      await faults('POST', '/service/tickets', {
        summary: 'x',
        company: { id: 1 },
        owner: { identifier: 'asmith' },
      }),
    ).toEqual(['InvalidField ticket.owner/identifier']);
    await patch('/system/members/2', ['replace', 'inactiveFlag', 'false']);
  });

  test('fields trims the answer of a POST', async () => {
    const reply = await http.send('POST', '/service/tickets?fields=summary,status/name', {
      summary: 'Short',
      company: { id: 1 },
    });
    expect(reply.json).toEqual({ summary: 'Short', status: { name: 'New' } });
  });
});

describe('PUT replaces', () => {
  test('what is not sent is reset, what only an update needs is asked for', async () => {
    const { id } = await ticket({ poNumber: '17', status: { name: 'In Progress' } });
    const path = `/service/tickets/${id}`;
    const body = { summary: 'Renamed', company: { id: 1 } };
    expect(await faults('PUT', path, body)).toEqual([
      'MissingRequiredField ticket.severity',
      'MissingRequiredField ticket.impact',
    ]);
    const after = (await http.send('PUT', path, { ...body, severity: 'low', impact: 'High' })).json;
    expect(after).toMatchObject({
      id,
      summary: 'Renamed',
      severity: 'Low',
      status: { name: 'New' },
    });
    expect(after).not.toHaveProperty('poNumber');
  });

  test('a company keeps the types that it was made with', async () => {
    const { json: before } = await http.send('GET', '/company/companies/1');
    expect(await faults('PUT', '/company/companies/1', { ...before, types: [{ id: 1 }] })).toEqual([
      'InvalidField company.typeIds',
    ]);
  });
});

describe('PATCH', () => {
  test.each<[string, [string, string, unknown?][], JsonRecord]>([
    [
      'without a slash, in order',
      [
        ['replace', 'summary', 'a'],
        ['Replace', 'summary', 'b'],
      ],
      { summary: 'b' },
    ],
    ['with a slash, op in capitals', [['ADD', '/poNumber', 12]], { poNumber: '12' }],
    [
      'a whole reference by name',
      [['replace', 'status', { name: 'closed' }]],
      { status: { id: 4 }, closedFlag: true, closedBy: 'jdoe', closedDate: '2026-03-02T10:00:00Z' },
    ],
    [
      'a reference by a path into it',
      [['replace', '/priority/id', '1']],
      { priority: { name: 'Priority 1 - Critical' } },
    ],
    [
      'a board, which brings its own status',
      [['replace', 'board', { name: 'Alerts' }]],
      { board: { id: 3 }, status: { id: 9, name: 'New' } },
    ],
    [
      'a company, whose people are others',
      [['replace', 'company/identifier', 'CONTOSO']],
      { company: { name: 'Contoso Dental' } },
    ],
  ])('%s', async (_case, operations, expected) => {
    const { id } = await ticket();
    const reply = await patch(`/service/tickets/${id}`, ...operations);
    expect(reply.status, reply.text).toBe(200);
    expect(reply.json).toMatchObject(expected);
  });

  test.each<[string, string, unknown?]>([
    ['remove', 'poNumber'],
    ['replace', 'poNumber', null],
    ['replace', 'poNumber', ''],
  ])('%s takes a value away (%s, %j)', async (op, path, value) => {
    const { id } = await ticket({ poNumber: '17' });
    expect((await patch(`/service/tickets/${id}`, [op, path, value])).json).not.toHaveProperty(
      'poNumber',
    );
  });

  test.each([
    ['a path that no ticket has', 'colour', 'InvalidField ticket.colour'],
    ['one in another case', 'Summary', 'InvalidField ticket.Summary'],
    ['one below what has nothing', 'summary/x', 'InvalidField ticket.summary/x'],
    ['a required field', 'summary', 'MissingRequiredField ticket.summary'],
  ])('%s is refused', async (_case, path, expected) => {
    expect(await faults('PATCH', '/service/tickets/1', [{ op: 'remove', path }])).toEqual([
      expected,
    ]);
  });

  test('an operation that is none is refused, and what is derived stays', async () => {
    expect((await patch('/service/tickets/1', ['move', 'summary', 'x'])).status).toBe(400);
    expect((await http.send('PATCH', '/service/tickets/1', { summary: 'x' })).status).toBe(400);
    expect((await patch('/service/tickets/1', ['replace', 'closedFlag', true])).json).toMatchObject(
      { closedFlag: false },
    );
  });

  test('elements by index: what is added comes last, a new default takes the place of the old', async () => {
    const types = (await http.send('GET', '/company/communicationTypes')).rows;
    const email = types.find(({ emailFlag }) => emailFlag === true);
    const item = (value: string, defaultFlag: boolean) => ({
      type: { id: String(email?.['id']) },
      value,
      defaultFlag,
      communicationType: 'Email',
    });
    const { id } = await make('/company/contacts', {
      firstName: 'Ada',
      company: { id: 1 },
      communicationItems: [item('ada@acme.example', true)],
    });
    const path = `/company/contacts/${id}`;
    const added = await patch(path, [
      'add',
      '/communicationItems/7',
      item('al@acme.example', true),
    ]);
    expect(added.json['communicationItems']).toMatchObject([
      { value: 'ada@acme.example', defaultFlag: false, domain: '@acme.example' },
      { value: 'al@acme.example', defaultFlag: true, id: expect.any(Number) as unknown },
    ]);
    const changed = await patch(
      path,
      ['replace', '/communicationItems/1/value', 'l@acme.example'],
      ['remove', 'communicationItems/0'],
    );
    expect(changed.json['communicationItems']).toMatchObject([{ value: 'l@acme.example' }]);
    expect(
      await faults('PATCH', path, [
        { op: 'replace', path: 'communicationItems/5/value', value: 'x' },
      ]),
    ).toEqual(['InvalidField contact.communicationItems/5/value']);
  });

  test('custom fields are merged by id', async () => {
    const fields = [
      { id: 1, caption: 'Rack', value: 'A1' },
      { id: 2, caption: 'Floor', value: 3 },
    ];
    const { id } = await ticket({ customFields: fields });
    const path = `/service/tickets/${id}`;
    expect(
      (await patch(path, ['replace', 'customFields', [{ id: '2', value: 4 }]])).json[
        'customFields'
      ],
    ).toMatchObject([
      { id: 1, value: 'A1' },
      { id: 2, caption: 'Floor', value: 4 },
    ]);
    expect((await patch(path, ['replace', 'customFields', []])).json['customFields']).toHaveLength(
      2,
    );
  });

  test('a path into a reference can be ignored instead', async () => {
    const own = await sandboxHttp({ switches: { referencePaths: 'ignore' } });
    onTestFinished(() => own.close());
    const body = [{ op: 'replace', path: 'priority/id', value: 1 }];
    const before = (await own.send('GET', '/service/tickets/1')).json;
    const reply = await own.send('PATCH', '/service/tickets/1', body);
    expect([reply.status, reply.json['priority']]).toEqual([200, before['priority']]);
  });
});

describe('DELETE', () => {
  test.each(['/company/companies/1', '/service/boards/1', '/service/boards/1/statuses/1'])(
    '%s is in use',
    async (path) => {
      const reply = await http.send('DELETE', path);
      expect([reply.status, reply.json['code']]).toEqual([409, 'Conflict']);
    },
  );

  test('a contact leaves what it has to another', async () => {
    const [from, to] = await Promise.all(
      ['Ann', 'Bob'].map((firstName) =>
        make('/company/contacts', { firstName, company: { id: 1 } }),
      ),
    );
    const { id } = await ticket({ contact: { id: from?.id } });
    const path = `/company/contacts/${from?.id ?? 0}`;
    expect((await http.send('DELETE', path)).status).toBe(409);
    expect((await http.send('DELETE', `${path}?transferContactId=999999`)).status).toBe(404);
    expect((await http.send('DELETE', `${path}?transferContactId=${to?.id ?? 0}`)).status).toBe(
      204,
    );
    expect((await http.send('GET', `/service/tickets/${id}`)).json).toMatchObject({
      contact: { id: to?.id, name: 'Bob' },
    });
    expect((await http.send('GET', path)).status).toBe(404);
  });

  test('what is gone is gone with what lay below it', async () => {
    const { id } = await ticket({ initialDescription: 'x' });
    expect((await http.send('DELETE', `/service/tickets/${id}`)).text).toBe('');
    expect((await http.send('DELETE', `/service/tickets/${id}`)).json).toMatchObject({
      code: 'NotFound',
    });
  });
});

test('a bulk of records answers for each of them', async () => {
  const [type] = (await http.send('GET', '/company/configurations/types')).rows;
  const good = { name: 'Server 1', type: { id: type?.['id'] }, company: { id: 1 } };
  const path = '/company/configurations/bulk';
  const made = await http.send('POST', path, [good, { name: 'No type' }, 7]);
  expect(made.status).toBe(207);
  expect(made.json).toMatchObject({
    payload: [
      { success: true, originalIndex: 0, statusCode: 201, data: { name: 'Server 1' } },
      { success: false, originalIndex: 1, statusCode: 400, error: { code: 'InvalidObject' } },
      { success: false, originalIndex: 2, statusCode: 400 },
    ],
  });
  const [first] = made.json['payload'] as { data: { id: number } }[];
  const id = first?.data.id ?? 0;
  const put = await http.send('PUT', path, [
    { ...good, id, name: 'Server 2' },
    { ...good, id: 999999 },
  ]);
  expect(put.json).toMatchObject({
    payload: [{ statusCode: 200, data: { name: 'Server 2' } }, { statusCode: 404 }],
  });
  const gone = await http.send('DELETE', path, { ids: [id, id] });
  expect(gone.json).toMatchObject({ payload: [{ statusCode: 204 }, { statusCode: 404 }] });
});

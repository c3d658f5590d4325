import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonRecord } from '../../src/text/records.js';
import { sandboxHttp, type SandboxHttp } from '../support/sandbox-http.js';

/** What an integrator does in a day, each thing written and read again. */
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

async function read(path: string): Promise<JsonRecord> {
  const reply = await http.send('GET', path);
  expect(reply.status, reply.text).toBe(200);
  return reply.json;
}

async function ids(path: string): Promise<unknown[]> {
  const { status, rows, text } = await http.send('GET', path);
  expect(status, text).toBe(200);
  return rows.map(({ id }) => id);
}

async function patch(path: string, name: string, value: unknown): Promise<JsonRecord> {
  const reply = await http.send('PATCH', path, [{ op: 'replace', path: name, value }]);
  expect(reply.status, reply.text).toBe(200);
  return reply.json;
}

const ticket = (more: JsonRecord = {}) =>
  make('/service/tickets', { summary: 'Printer jams', company: { id: 1 }, ...more });

/** Status of a refusal, then code and field of each of its faults. */
async function refusal(method: string, path: string, body?: unknown): Promise<unknown[]> {
  const { status, json } = await http.send(method, path, body);
  const errors = (json['errors'] ?? []) as JsonRecord[];
  return [status, ...errors.map(({ code, field }) => `${String(code)} ${String(field)}`)];
}

test.each(['undefined', 'null', 'NaN', 'abc', '1.5', '-1', '[object Object]'])(
  'an id %s is the way to nothing, and nothing is written there',
  async (id) => {
    for (const path of [
      `/sales/orders/${encodeURIComponent(id)}`,
      `/service/tickets/${encodeURIComponent(id)}/notes`,
    ]) {
      const { status, json } = await http.send('GET', path);
      expect([status, json['code']]).toEqual([404, 'ConnectWiseApi']);
    }
    const path = `/service/tickets/${encodeURIComponent(id)}`;
    expect((await http.send('DELETE', path)).status).toBe(404);
    const operations = [{ op: 'replace', path: 'summary', value: 'Lost' }];
    expect((await http.send('PATCH', path, operations)).status).toBe(404);
  },
);

describe('a configuration on a ticket', () => {
  test.each(['/service/tickets', '/project/tickets'])('%s', async (tickets) => {
    const [id = 0] = await ids(`${tickets}?pageSize=1&orderBy=id desc`);
    const { id: machine } = await make('/company/configurations', {
      name: 'PC-77',
      type: { id: 1 },
      company: { id: 1 },
    });
    const list = `${tickets}/${String(id)}/configurations`;
    const before = await ids(list);
    expect(await make(list, { id: machine })).toMatchObject({ id: machine });
    expect(await ids(list)).toEqual([...before, machine]);
    expect(await read(`${list}/count`)).toEqual({ count: before.length + 1 });
    expect(await read(`${list}/${machine}`)).toMatchObject({
      id: machine,
      _info: {
        configuration_href: expect.stringContaining(`/company/configurations/${machine}`) as string,
      },
    });
    expect(await refusal('POST', list, { id: machine })).toEqual([400, 'ObjectExists id']);
    expect((await http.send('DELETE', `${list}/${machine}`)).status).toBe(204);
    expect(await ids(list)).toEqual(before);
    expect(await refusal('DELETE', `${list}/${machine}`)).toEqual([404]);
  });

  test('without an id it is asked for one; one that does not exist is not attached', async () => {
    const { id } = await ticket();
    const list = `/service/tickets/${id}/configurations`;
    expect(await refusal('POST', list, {})).toEqual([400, 'MissingRequiredField id']);
    expect(await refusal('POST', list, { id: 999_999 })).toEqual([400, 'NotFound id']);
    expect(await ids(list)).toEqual([]);
  });

  test('tickets are found by it, in the singular', async () => {
    const [first, second] = [await ticket(), await ticket()];
    const { id: machine } = await make('/company/configurations', {
      name: 'Printer 12',
      type: { id: 1 },
      company: { id: 1 },
      deviceIdentifier: 'printer-12',
    });
    for (const { id } of [first, second])
      await make(`/service/tickets/${id}/configurations`, { deviceIdentifier: 'printer-12' });
    const found = (conditions: string) =>
      ids(`/service/tickets?fields=id&conditions=${encodeURIComponent(conditions)}`);
    expect(await found(`configuration/id = ${machine}`)).toEqual([first.id, second.id]);
    expect(await found(`configuration/id=${machine} and id > ${first.id}`)).toEqual([second.id]);
    expect(await found(`configuration/id = 999999`)).toEqual([]);
    expect(await refusal('GET', '/service/tickets?conditions=configurations/id=1')).toEqual([400]);
  });
});

test('a product on a ticket is one of the ticket, and its link leads there', async () => {
  const { id, _info } = await ticket();
  const product = await make('/procurement/products', {
    catalogItem: { id: 1 },
    billableOption: 'Billable',
    ticket: { id },
  });
  expect(await ids(`/service/tickets/${id}/products`)).toEqual([product.id]);
  const { products_href: link } = _info as Record<string, string>;
  expect(await ids(String(link))).toEqual([product.id]);
});

describe('the ways to reach a contact', () => {
  const items = async (id: number) =>
    (await read(`/company/contacts/${id}`))['communicationItems'] as JsonRecord[];
  const rows = async (id: number) =>
    (await http.send('GET', `/company/contacts/${id}/communications`)).rows;
  const shown = (list: JsonRecord[]) =>
    list.map(({ id, value, defaultFlag, communicationType }) => [
      ...[id, value, defaultFlag, communicationType],
    ]);

  test('are the same in its record and in the list below it, whichever is written', async () => {
    const { id } = await make('/company/contacts', {
      firstName: 'Zed',
      company: { id: 1 },
      communicationItems: [{ type: { name: 'Direct' }, value: '8135550101', defaultFlag: true }],
    });
    expect(shown(await rows(id))).toEqual(shown(await items(id)));
    const list = `/company/contacts/${id}/communications`;
    const mail = await make(list, { type: { name: 'Email' }, value: 'zed@acme.example' });
    expect(mail).toMatchObject({ domain: '@acme.example', defaultFlag: false, contactId: id });
    const cell = await make(list, {
      ...{ type: { name: 'Cell' }, value: '8135550102', defaultFlag: true },
    });
    expect(shown(await items(id))).toEqual([
      [expect.any(Number), '8135550101', false, 'Phone'],
      [mail.id, 'zed@acme.example', false, 'Email'],
      [cell.id, '8135550102', true, 'Phone'],
    ]);
    expect(await read(`/company/contacts/${id}`)).toMatchObject({ defaultPhoneNbr: '8135550102' });
    await patch(`/company/contacts/${id}`, '/communicationItems/1/value', 'zed.b@acme.example');
    expect(await read(`${list}/${mail.id}`)).toMatchObject({ value: 'zed.b@acme.example' });
    expect((await http.send('DELETE', `${list}/${cell.id}`)).status).toBe(204);
    expect(shown(await items(id))).toEqual(shown(await rows(id)));
    expect(await items(id)).toHaveLength(2);
  });

  test('have ids that no other contact has', async () => {
    const person = (firstName: string) =>
      make('/company/contacts', {
        firstName,
        communicationItems: [{ type: { name: 'Direct' }, value: '8135550103' }],
      });
    const [one, other] = [await person('Ann'), await person('Ben')];
    const found = [...(await items(one.id)), ...(await items(other.id))].map(({ id }) => id);
    expect(new Set(found).size).toBe(2);
  });
});

describe('money', () => {
  test('an agreement bills what its additions in force come to', async () => {
    const { id } = await make('/finance/agreements', {
      ...{ name: 'Managed', type: { id: 1 }, company: { id: 1 }, contact: { id: 1 } },
      startDate: '2026-01-01T00:00:00Z',
    });
    const billed = async () => (await read(`/finance/agreements/${id}`))['billAmount'];
    const list = `/finance/agreements/${id}/additions`;
    const line = { product: { id: 1 }, billCustomer: 'Billable', unitPrice: 50 };
    const addition = await make(list, { ...line, quantity: 10 });
    await make(list, { ...line, quantity: 1, billCustomer: 'NoCharge' });
    await make(list, { ...line, quantity: 1, effectiveDate: '2030-01-01T00:00:00Z' });
    expect(await billed()).toBe(500);
    await patch(`${list}/${addition.id}`, 'quantity', 12);
    expect(await billed()).toBe(600);
    await patch(`${list}/${addition.id}`, 'cancelledDate', '2026-02-01T00:00:00Z');
    expect(await billed()).toBe(0);
    await patch(`${list}/${addition.id}`, 'cancelledDate', null);
    expect((await http.send('DELETE', `${list}/${addition.id}`)).status).toBe(204);
    expect(await billed()).toBe(0);
    expect(await refusal('POST', list, { ...line, effectiveDate: '2025-12-01T00:00:00Z' })).toEqual(
      [400, 'InvalidField effectiveDate'],
    );
  });

  test('an invoice has a number and a status, and what is paid on it closes it', async () => {
    expect(
      await refusal('POST', '/finance/invoices', { type: 'Agreement', company: { id: 1 } }),
    ).toEqual([400, 'InvalidField type']);
    const { id, ...invoice } = await make('/finance/invoices', {
      ...{ type: 'Standard', company: { id: 1 }, serviceTotal: 100 },
    });
    expect(invoice).toMatchObject({
      ...{ invoiceNumber: expect.stringMatching(/^\d+$/) as string, balance: 100, payments: 0 },
      status: { name: 'New' },
      billToCompany: { id: 1 },
    });
    const list = `/finance/invoices/${id}/payments`;
    const payment = await make(list, { amount: 40, type: 'Check' });
    expect(payment).toMatchObject({ invoiceBalance: 60, invoiceTotal: 100, appliedBy: 'jdoe' });
    const shown = { fields: 'payments,balance,status/name' };
    const state = () => read(`/finance/invoices/${id}?fields=${shown.fields}`);
    expect(await state()).toEqual({ payments: 40, balance: 60, status: { name: 'Partly paid' } });
    await make(list, { amount: 60, type: 'Check' });
    expect(await state()).toEqual({ payments: 100, balance: 0, status: { name: 'Paid' } });
    expect((await http.send('DELETE', `${list}/${payment.id}`)).status).toBe(204);
    expect(await state()).toEqual({ payments: 60, balance: 40, status: { name: 'Partly paid' } });
  });

  test('a product is described and priced as the catalog has it', async () => {
    const item = await read('/procurement/catalog/5');
    const product = await make('/procurement/products', {
      ...{ catalogItem: { id: 5 }, billableOption: 'Billable', quantity: 2 },
      ticket: { id: (await ticket()).id },
    });
    expect(product).toMatchObject({
      description: item['description'],
      price: item['price'],
      extPrice: Number(item['price']) * 2,
      company: { id: 1 },
    });
  });
});

describe('an opportunity', () => {
  const opportunity = () =>
    make('/sales/opportunities', {
      ...{ name: 'New phones', primarySalesRep: { identifier: 'jdoe' } },
      company: { id: 1 },
      contact: { id: 1 },
    });

  test('begins in the first stage, and is decided when its status is', async () => {
    const made = await opportunity();
    const path = `/sales/opportunities/${made.id}`;
    expect(made).toMatchObject({
      ...{ status: { name: 'Open' }, stage: { name: '1.Lead' }, probability: { name: '10' } },
      locationId: expect.any(Number) as number,
      businessUnitId: expect.any(Number) as number,
    });
    expect(made).not.toHaveProperty('closedDate');
    expect(await patch(path, 'stage', { name: '3.Quote' })).toMatchObject({
      probability: { name: '50' },
    });
    expect(await patch(path, 'status', { name: 'Won' })).toMatchObject({
      closedDate: '2026-03-02T10:00:00Z',
      closedBy: { identifier: 'jdoe' },
    });
    expect(await patch(path, 'status', { name: 'Open' })).not.toHaveProperty('closedDate');
  });

  test.each([
    ['convertToServiceTicket', '/service/tickets', { summary: 'New phones' }],
    ['convertToProject', '/project/projects', { name: 'New phones' }],
    ['convertToAgreement', '/finance/agreements', { name: 'New phones' }],
    ['convertToSalesOrder', '/sales/orders', { salesRep: { identifier: 'jdoe' } }],
  ])('%s makes one of %s for its company', async (action, collection, shown) => {
    const { id } = await opportunity();
    const before = await read(`${collection}/count`);
    const made = await make(`/sales/opportunities/${id}/${action}`, {});
    expect(await read(`${collection}/${made.id}`)).toMatchObject({ ...shown, company: { id: 1 } });
    expect(await read(`${collection}/count`)).toEqual({ count: Number(before['count']) + 1 });
  });

  test('takes its notes and products along where it is told to', async () => {
    const { id } = await opportunity();
    await make(`/sales/opportunities/${id}/notes`, { text: 'Wants red ones.' });
    const product = await make('/procurement/products', {
      ...{ catalogItem: { id: 1 }, billableOption: 'Billable', opportunity: { id } },
    });
    const made = await make(`/sales/opportunities/${id}/convertToServiceTicket`, {
      ...{ includeAllNotesFlag: true, includeAllProductsFlag: true },
    });
    const { rows } = await http.send('GET', `/service/tickets/${made.id}/notes`);
    expect(rows.map(({ text }) => text)).toEqual(['Wants red ones.']);
    expect(await ids(`/service/tickets/${made.id}/products`)).toEqual([product.id]);
  });
});

describe('work on a ticket', () => {
  const people = async (id: number) => (await read(`/service/tickets/${id}`))['resources'];

  test('its people are its owner and whoever has an appointment for it', async () => {
    const { id } = await ticket({ owner: { identifier: 'jdoe' } });
    expect(await people(id)).toBe('jdoe');
    const entry = await make('/schedule/entries', {
      ...{ objectId: id, type: { identifier: 'S' }, member: { identifier: 'asmith' } },
      ...{ dateStart: '2026-03-03T09:00:00Z', dateEnd: '2026-03-03T10:30:00Z' },
    });
    expect(entry).toMatchObject({
      name: `Acme Manufacturing / Ticket# ${id} - Printer jams`,
      ...{ hours: 1.5, doneFlag: false, ownerFlag: false, status: { name: 'Firm' } },
    });
    expect(await people(id)).toBe('jdoe, asmith');
    await patch(`/service/tickets/${id}`, 'owner', { identifier: 'mlee' });
    expect(await people(id)).toBe('asmith, mlee');
    const done = await patch(`/schedule/entries/${entry.id}`, 'doneFlag', true);
    expect(done).toMatchObject({ closeDate: '2026-03-02T10:00:00Z' });
    expect((await http.send('DELETE', `/schedule/entries/${entry.id}`)).status).toBe(204);
    expect(await people(id)).toBe('mlee');
  });

  test('an appointment for no ticket, or that ends before it begins, is refused', async () => {
    const body = { type: { identifier: 'S' }, member: { id: 1 } };
    expect(await refusal('POST', '/schedule/entries', { ...body, objectId: 999_999 })).toEqual([
      ...[400, 'NotFound objectId'],
    ]);
    const dates = { dateStart: '2026-03-03T10:00:00Z', dateEnd: '2026-03-03T09:00:00Z' };
    expect(await refusal('POST', '/schedule/entries', { ...body, ...dates, objectId: 1 })).toEqual([
      400,
      'InvalidField dateEnd',
    ]);
  });

  test('time stands on the sheet of its week, and is worth what its role costs', async () => {
    const { id } = await ticket({ company: { id: 1 } });
    const entry = await make('/time/entries', {
      ...{ chargeToId: id, chargeToType: 'ServiceTicket', billableOption: 'Billable' },
      ...{ timeStart: '2026-03-02T08:00:00Z', timeEnd: '2026-03-02T09:30:00Z' },
    });
    const { id: sheet } = entry['timeSheet'] as { id: number };
    const rate = Number(entry['hourlyRate']);
    expect(entry).toMatchObject({ hoursBilled: 1.5, extendedInvoiceAmount: rate * 1.5 });
    const { dateStart, dateEnd, hours } = await read(`/time/sheets/${sheet}`);
    expect(String(dateStart) <= '2026-03-02' && '2026-03-02' <= String(dateEnd)).toBe(true);
    expect((await http.send('DELETE', `/time/entries/${entry.id}`)).status).toBe(204);
    expect(await read(`/time/sheets/${sheet}`)).toMatchObject({ hours: Number(hours) - 1.5 });
  });

  test('time on a project ticket counts for its project', async () => {
    const { id } = await make('/project/projects', {
      ...{ name: 'Move', board: { name: 'Projects' }, company: { id: 1 } },
      billingMethod: 'ActualRates',
      ...{ estimatedStart: '2026-03-01T00:00:00Z', estimatedEnd: '2026-04-01T00:00:00Z' },
    });
    const phase = await make(`/project/projects/${id}/phases`, { description: 'Plan' });
    const task = await make('/project/tickets', { summary: 'Plan it', phase: { id: phase.id } });
    const entry = await make('/time/entries', {
      ...{ chargeToId: task.id, chargeToType: 'ProjectTicket' },
      ...{ timeStart: '2026-03-02T08:00:00Z', timeEnd: '2026-03-02T10:00:00Z' },
    });
    expect(entry).toMatchObject({ project: { id }, phase: { id: phase.id } });
    expect(await read(`/project/projects/${id}`)).toMatchObject({ actualHours: 2 });
    expect((await http.send('DELETE', `/time/entries/${entry.id}`)).status).toBe(204);
    expect(await read(`/project/projects/${id}`)).toMatchObject({ actualHours: 0 });
  });

  test.each(['board', 'status', 'priority'])('its %s is not taken away', async (name) => {
    const path = `/service/tickets/${(await ticket()).id}`;
    for (const operation of [{ op: 'remove' }, { op: 'replace', value: {} }])
      expect(await refusal('PATCH', path, [{ ...operation, path: name }])).toEqual([
        ...[400, `MissingRequiredField ${name}`],
      ]);
  });
});

test('a ticket knows whether it has others below it, and goes below none of them', async () => {
  const [above, below] = [await ticket(), await ticket()];
  const [top, bottom] = [above, below].map(({ id }) => `/service/tickets/${id}`);
  const has = async () => (await read(String(top)))['hasChildTicket'];
  await patch(String(bottom), 'parentTicketId', above.id);
  expect(await has()).toBe(true);
  const up = [{ op: 'add', path: 'parentTicketId', value: below.id }];
  expect(await refusal('PATCH', String(top), up)).toEqual([400, 'InvalidField parentTicketId']);
  const children = { childTicketIds: [above.id] };
  expect(await refusal('POST', `${bottom}/attachChildren`, children)).toEqual([
    ...[400, 'InvalidField childTicketIds'],
  ]);
  const nowhere = [{ op: 'add', path: 'parentTicketId', value: 999_999 }];
  expect(await refusal('PATCH', String(bottom), nowhere)).toEqual([400, 'NotFound parentTicketId']);
  await patch(String(bottom), 'parentTicketId', null);
  expect(await has()).toBe(false);
});

test('an expense is charged to a record that is there, and to its company', async () => {
  const { id } = await ticket();
  const body = { amount: 12.5, type: { id: 1 }, date: '2026-03-01T00:00:00Z' };
  expect(
    await make('/expense/entries', { ...body, chargeToId: id, chargeToType: 'ServiceTicket' }),
  ).toMatchObject({
    ...{ company: { id: 1 }, ticket: { id }, member: { identifier: 'jdoe' }, status: 'Open' },
    invoiceAmount: 12.5,
  });
  const wrong = { ...body, chargeToId: 999_999, chargeToType: 'ServiceTicket' };
  expect(await refusal('POST', '/expense/entries', wrong)).toEqual([400, 'NotFound chargeToId']);
  expect(await refusal('POST', '/expense/entries', body)).toEqual([
    ...[400, 'MissingRequiredField chargeToId'],
  ]);
});

test('a new record shows its flags and its custom fields, which then take values by id', async () => {
  const { id, ...made } = await ticket();
  expect(made).toMatchObject({ customerUpdatedFlag: false });
  expect(made['customFields']).toMatchObject([{ id: 1, caption: 'Root Cause', type: 'Text' }]);
  const path = `/service/tickets/${id}`;
  expect(await patch(path, 'customFields', [{ id: 1, value: 'Hardware' }])).toMatchObject({
    customFields: [{ id: 1, caption: 'Root Cause', value: 'Hardware' }],
  });
  const found = `customFieldConditions=${encodeURIComponent('caption="Root Cause" and value="Hardware"')}`;
  expect(await ids(`/service/tickets?${found}&conditions=id=${id}`)).toEqual([id]);
});

test.each<[string, JsonRecord]>([
  ['/service/tickets', { summary: 'Jams', company: { id: 1 } }],
  ['/company/configurations', { name: 'PC-1', type: { id: 1 }, company: { id: 1 } }],
  [
    '/finance/agreements',
    { name: 'Care', type: { id: 1 }, company: { id: 1 }, contact: { id: 1 } },
  ],
  ['/finance/invoices', { type: 'Standard', company: { id: 1 } }],
  ['/procurement/products', { catalogItem: { id: 1 }, billableOption: 'Billable' }],
  [
    '/sales/opportunities',
    {
      ...{ name: 'Phones', primarySalesRep: { id: 1 }, company: { id: 1 }, contact: { id: 1 } },
      expectedCloseDate: '2026-05-01T00:00:00Z',
    },
  ],
  [
    '/time/entries',
    {
      ...{ chargeToId: 1, chargeToType: 'ServiceTicket' },
      ...{ timeStart: '2026-03-02T08:00:00Z', timeEnd: '2026-03-02T09:00:00Z' },
    },
  ],
  [
    '/project/projects',
    {
      ...{ name: 'Move', board: { name: 'Projects' }, company: { id: 1 } },
      billingMethod: 'ActualRates',
      ...{ estimatedStart: '2026-03-01T00:00:00Z', estimatedEnd: '2026-04-01T00:00:00Z' },
    },
  ],
])(
  'what a POST to %s answers can be read, sent back as a PUT, and is the same',
  async (path, body) => {
    const { id } = await make(path, body);
    const { _info, ...before } = await read(`${path}/${id}`);
    const reply = await http.send('PUT', `${path}/${id}`, { ...before, _info });
    expect(reply.status, reply.text).toBe(200);
    expect(await read(`${path}/${id}`)).toMatchObject(before);
  },
);

test('a receiver that never answers holds up nobody who closes the sandbox', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const called = once(silent, 'request');
  const other = await sandboxHttp();
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/?recordId=`;
  await other.send('POST', '/system/callbacks', {
    ...{ url, objectId: 1, type: 'ticket', level: 'owner' },
  });
  await other.send('POST', '/service/tickets', { summary: 'Ring', company: { id: 1 } });
  await called;
  // Closed while the call is under way, which then is given up.
  await other.close();
  await new Promise((resolve) => silent.close(resolve));
});

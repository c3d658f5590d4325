import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { runCwm, type Run } from '../support/run-cwm.js';

let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'cwm-test-'));
  return () => rmSync(home, { recursive: true, force: true });
});

const call = (...argv: string[]): Promise<Run> =>
  runCwm(['call', ...argv, '--profile', 'sandbox', '--yes'], { home });

async function record(...argv: string[]): Promise<Record<string, unknown>> {
  const { code, stderr, json } = await call(...argv);
  expect(code, stderr).toBe(0);
  return json() as Record<string, unknown>;
}

const post = (path: string, body: unknown) => record('POST', path, '-d', JSON.stringify(body));

test('an addition is worth what its quantity and price say, before and after a change', async () => {
  const addition = await post('/finance/agreements/1/additions', {
    product: { identifier: 'SEC-EDR' },
    billCustomer: 'Billable',
    quantity: 12,
    lessIncluded: 2,
    unitPrice: 9.5,
    unitCost: 4,
  });
  expect(addition).toMatchObject({
    agreementId: 1,
    billedQuantity: 10,
    extPrice: 95,
    extCost: 48,
    margin: 47,
  });
  const path = `/finance/agreements/1/additions/${String(addition['id'])}`;
  const changed = await record(
    'PATCH',
    path,
    '-d',
    '[{"op":"replace","path":"quantity","value":22}]',
  );
  expect(changed).toMatchObject({ billedQuantity: 20, extPrice: 190 });
});

test('an invoice has the totals of its parts and is due as its terms say', async () => {
  const invoice = await post('/finance/invoices', {
    type: 'Miscellaneous',
    company: { identifier: 'ACME' },
    billingTerms: { name: 'Net 15' },
    date: '2026-03-01T00:00:00Z',
    serviceTotal: 100,
    expenseTotal: 20.5,
    salesTax: 7.25,
  });
  expect(invoice).toMatchObject({
    subtotal: 120.5,
    total: 127.75,
    balance: 127.75,
    dueDate: '2026-03-16T00:00:00Z',
  });
});

test('a project is closed when its status is, and an agreement runs out when it ends', async () => {
  const close = '[{"op":"replace","path":"status","value":{"name":"Completed"}}]';
  expect(await record('PATCH', '/project/projects/1', '-d', close)).toMatchObject({
    closedFlag: true,
  });
  const end = '[{"op":"replace","path":"endDate","value":"2020-01-01T00:00:00Z"}]';
  expect(await record('PATCH', '/finance/agreements/1', '-d', end)).toMatchObject({
    agreementStatus: 'Expired',
    noEndingDateFlag: false,
  });
});

test('a line of a purchase order belongs to it and costs its quantity', async () => {
  const line = await post('/procurement/purchaseorders/2/lineitems', {
    description: 'Firewall Gate 60',
    lineNumber: 9,
    product: { identifier: 'HW-FW-60' },
    quantity: 3,
    unitCost: 600,
    unitOfMeasure: { name: 'Each' },
  });
  expect(line).toMatchObject({
    purchaseOrderId: 2,
    purchaseOrderNumber: 'PO1002',
    extCost: 1800,
    receivedStatus: 'Waiting',
  });
});

test('a project ticket joins the project and board of its phase, among ids of its own', async () => {
  const [phase] = (
    await call('/project/projects/1/phases', '--fields', 'id,description')
  ).json() as { id: number }[];
  const ticket = await post('/project/tickets', { summary: 'Label the cables', phase });
  expect(ticket).toMatchObject({
    project: { id: 1 },
    board: { name: 'Projects' },
    closedFlag: false,
  });
  expect(Number(ticket['id'])).toBeGreaterThan(100_000);
});

test.each([
  ['/company/configurations', 'warrantyExpirationDate < [2000-01-01]', 0],
  ['/finance/agreements', 'cancelledFlag = true and agreementStatus = "Active"', 0],
  ['/finance/invoices', 'balance > 0 and status/name = "Paid"', 0],
  ['/company/configurations', 'type/name = "Firewall" and activeFlag = true'],
  ['/finance/agreements', 'noEndingDateFlag = true'],
  ['/finance/invoices', 'type = "Agreement" and agreementAmount > 500'],
  ['/project/projects', 'closedFlag = false and percentComplete > 0'],
  ['/project/tickets', 'isIssueFlag = true'],
  ['/sales/opportunities', 'stage/name = "3.Quote"'],
  ['/procurement/purchaseorders', 'status/name = "Closed" and total > 100'],
  ['/expense/entries', 'chargeToType = "ServiceTicket"'],
])('%s can be filtered: %s', async (path, conditions, none?: number) => {
  const { count } = await record(`${path}/count`, '--conditions', conditions);
  if (none === undefined) expect(count).toBeGreaterThan(0);
  else expect(count).toBe(none);
});

import { expect, test } from 'vitest';
import { runCwm } from '../support/run-cwm.js';

interface Category {
  category: string;
  module: string;
  endpoints: number;
}

async function allCategories(): Promise<Category[]> {
  const { code, json } = await runCwm(['categories']);
  expect(code).toBe(0);
  return json() as Category[];
}

test('every category of the definition is one row', async () => {
  const rows = await allCategories();
  expect(rows).toHaveLength(515);
  expect(new Set(rows.map(({ category }) => category)).size).toBe(515);
});

test('a row has category, module and number of endpoints', async () => {
  const rows = await allCategories();
  expect(rows.find(({ category }) => category === 'TicketChangeLog')).toEqual({
    category: 'TicketChangeLog',
    module: 'service',
    endpoints: 2,
  });
});

test('the numbers of endpoints add up to all endpoints', async () => {
  const rows = await allCategories();
  expect(rows.reduce((sum, { endpoints }) => sum + endpoints, 0)).toBe(3053);
});

test('a category of two modules is one row with both modules', async () => {
  const rows = await allCategories();
  expect(rows.filter(({ module }) => module.includes(','))).toEqual([
    { category: 'BillingCycles', module: 'finance, procurement', endpoints: 10 },
    { category: 'ConfigurationTypeInfos', module: 'company, configurations', endpoints: 3 },
    { category: 'ExpenseTypeInfos', module: 'company, expense', endpoints: 3 },
    { category: 'HolidayInfos', module: 'sales, schedule', endpoints: 3 },
    { category: 'HolidayListInfos', module: 'sales, schedule', endpoints: 3 },
    { category: 'PaymentTypeInfos', module: 'company, expense', endpoints: 3 },
    { category: 'TicketNotes', module: 'project, service', endpoints: 14 },
    { category: 'TicketTasks', module: 'project, service', endpoints: 14 },
  ]);
});

test('by module, such a category is a row of each', async () => {
  const { json } = await runCwm(['categories', '--by-module']);
  const rows = json() as Category[];
  expect(rows).toHaveLength(523);
  expect(rows.filter(({ category }) => category === 'TicketNotes')).toEqual([
    { category: 'TicketNotes', module: 'project', endpoints: 7 },
    { category: 'TicketNotes', module: 'service', endpoints: 7 },
  ]);
});

test('categories are in alphabetical order, whatever their case', async () => {
  const names = (await allCategories()).map(({ category }) => category.toLowerCase());
  expect(names).toEqual([...names].sort());
});

test('a name shows the endpoints of that category', async () => {
  const { code, json } = await runCwm(['categories', 'TicketChangeLog']);
  expect(code).toBe(0);
  expect(json()).toEqual([
    {
      method: 'GET',
      path: '/service/tickets/changelogs',
      operationId: 'getServiceTicketsChangelogs',
      module: 'service',
      summary: 'List service ticket change logs',
    },
    {
      method: 'DELETE',
      path: '/service/tickets/changelogs',
      operationId: 'deleteServiceTicketsChangelogs',
      module: 'service',
      summary: 'Delete a service ticket change log',
    },
  ]);
});

test('a category is found in any case', async () => {
  const exact = await runCwm(['categories', 'TicketNotes']);
  const other = await runCwm(['categories', 'ticketnotes']);
  expect(other.json()).toEqual(exact.json());
});

test('a category of two modules shows the endpoints of both', async () => {
  const { json } = await runCwm(['categories', 'TicketNotes']);
  const modules = (json() as { module: string }[]).map(({ module }) => module);
  expect(modules).toHaveLength(14);
  expect(new Set(modules)).toEqual(new Set(['project', 'service']));
});

test.each([
  ['Tikets', 'Tickets'],
  ['ticketz', 'Tickets'],
  ['Ticket', 'Tickets'],
  ['AdressFormats', 'AddressFormats'],
])('the unknown category %s is not found, and %s is named', async (name, near) => {
  const { code, stdout, error } = await runCwm(['categories', name]);
  expect(code).toBe(5);
  expect(stdout).toBe('');
  expect(error()).toMatchObject({
    code: 'not_found',
    exit: 5,
    message: `There is no category "${name}".`,
  });
  expect(error().hint).toMatch(new RegExp(`\\b${near}\\b`));
});

test('a name that resembles none points to the list', async () => {
  const { code, error } = await runCwm(['categories', 'xyzzyqwv']);
  expect(code).toBe(5);
  expect(error().hint).toBe('All of them: cwm categories');
});

test('a terminal shows a table', async () => {
  const { stdout } = await runCwm(
    ['categories', 'TicketChangeLog', '--columns', 'method,summary'],
    {
      tty: true,
      env: { NO_COLOR: '1' },
    },
  );
  expect(stdout).toBe(
    [
      'method  summary',
      'GET     List service ticket change logs',
      'DELETE  Delete a service ticket change log',
      '',
    ].join('\n'),
  );
});

test('CSV has the same rows under a header', async () => {
  const { stdout } = await runCwm(['categories', '-o', 'csv']);
  const lines = stdout.trimEnd().split('\r\n');
  expect(lines).toHaveLength(516);
  expect(lines[0]).toBe('category,module,endpoints');
  expect(lines).toContain('BillingCycles,"finance, procurement",10');
});

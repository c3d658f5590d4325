import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonRecord } from '../../src/text/records.js';
import { wholeSandbox, type WholeSandbox } from '../support/whole-sandbox.js';

let sandbox: WholeSandbox;
beforeAll(async () => {
  sandbox = await wholeSandbox();
});
afterAll(() => sandbox.close());

async function get(path: string): Promise<unknown> {
  return (await sandbox.send('GET', path)).body;
}

test.each([
  ['/service/boards', '/service/info/boards'],
  ['/system/members', '/system/info/members'],
  ['/company/companies', '/company/companies/info'],
  ['/company/companies/types', '/company/companies/info/types'],
  ['/service/priorities/1', '/service/priority/1/info'],
])('%s has a twin with fewer fields, %s', async (path, twin) => {
  const [whole, less] = [await get(path), await get(twin)].map(
    (body) => (Array.isArray(body) ? body : [body]) as JsonRecord[],
  );
  expect(less?.length).toBe(whole?.length);
  expect(less?.map(({ id }) => id)).toEqual(whole?.map(({ id }) => id));
  const [first, own] = [Object.keys(less?.[0] ?? {}), Object.keys(whole?.[0] ?? {})];
  expect(own).toEqual(expect.arrayContaining(first));
});

test.each([
  ['/company/contacts/types/count/info', '/company/contacts/types'],
  ['/company/noteTypes/count/info', '/company/noteTypes'],
  ['/company/companies/info/types/count', '/company/companies/types'],
])('%s counts %s', async (path, list) => {
  expect(await get(path)).toEqual({ count: ((await get(list)) as unknown[]).length });
});

test.each([
  [
    '/project/projectTemplates/projectTemplateTickets',
    '/project/projectTemplates/{}/projectTemplateTickets',
  ],
  ['/system/workflows/events', '/system/workflows/{}/events'],
])('%s lists what all of %s have', async (all, own) => {
  const [above = '', child = ''] = own.split('/{}');
  const parents = (await get(`${above}?pageSize=1000`)) as JsonRecord[];
  const lists = await Promise.all(
    parents.map(({ id }) => get(`${above}/${String(id)}${child}?pageSize=1000`)),
  );
  const ids = (list: unknown) => (list as JsonRecord[]).map(({ id }) => id).sort();
  expect(ids(await get(`${all}?pageSize=1000`))).toEqual(ids(lists.flat()));
});

test('what uses a record is counted, and listed', async () => {
  const counts = (await get('/service/priorities/1/usages?pageSize=1000')) as JsonRecord[];
  const tickets = counts.find(({ type }) => type === 'Ticket');
  const listed = (await get('/service/priorities/1/usages/list?pageSize=1000')) as JsonRecord[];
  expect(tickets?.['count']).toBe(listed.filter(({ type }) => type === 'Ticket').length);
  expect(await get('/service/tickets/count?conditions=priority/id=1')).toEqual({
    count: tickets?.['count'],
  });
});

test('a record links to what lies below it, and the links lead there', async () => {
  const ticket = (await get('/service/tickets/1')) as { _info: Record<string, string> };
  expect(Object.keys(ticket._info)).toEqual(
    expect.arrayContaining([
      'activities_href',
      'scheduleentries_href',
      'documents_href',
      'configurations_href',
      'tasks_href',
      'notes_href',
      'products_href',
      'timeentries_href',
    ]),
  );
  const notes = ticket._info['notes_href']?.split('/apis/3.0')[1] ?? '';
  expect(await get(notes)).toEqual(await get('/service/tickets/1/notes'));
});

test('a reference links to its record', async () => {
  const ticket = (await get('/service/tickets/1')) as Record<string, JsonRecord>;
  const info = (ticket['status']?.['_info'] ?? {}) as Record<string, string>;
  const path = info['status_href']?.split('/apis/3.0')[1] ?? '';
  expect(path).toMatch(/^\/service\/boards\/\d+\/statuses\/\d+$/);
  expect(await get(path)).toMatchObject({ id: ticket['status']?.['id'] });
});

test('an action checks what it is sent, and answers as it is declared', async () => {
  const convert = '/sales/opportunities/1/convertToProject';
  const refused = await sandbox.send('POST', convert, { board: { id: 999_999 } });
  expect(refused).toMatchObject({ status: 400, body: { code: 'InvalidObject' } });
  const [sheet] = (await get('/time/sheets?conditions=status="Open"')) as JsonRecord[];
  const submitted = await sandbox.send('POST', `/time/sheets/${String(sheet?.['id'])}/submit`);
  expect(submitted).toMatchObject({ status: 200, body: { success: true } });
  const none = await sandbox.send('POST', '/time/sheets/999999/submit');
  expect(none).toMatchObject({ status: 404, body: { code: 'NotFound' } });
});

test('the same clock gives the same records, whichever are asked for first', async () => {
  const paths = [
    '/sales/orders',
    '/service/boards',
    '/procurement/purchaseorders',
    '/system/members',
  ];
  const bodies = async (order: readonly string[]) => {
    const other = await wholeSandbox();
    const found: Record<string, string> = {};
    for (const path of order) {
      const { body } = await other.send('GET', path);
      found[path] = JSON.stringify(body).replaceAll(/127\.0\.0\.1:\d+/g, 'host');
    }
    await other.close();
    return found;
  };
  expect(await bodies(paths)).toEqual(await bodies([...paths].reverse()));
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';
import { basic, sandboxHttp, type Reply, type SandboxHttp } from '../support/sandbox-http.js';

const start = new Date('2026-11-22T09:00:00Z');
let time = start;
let http: SandboxHttp;
const send: SandboxHttp['send'] = (...request) => http.send(...request);

beforeAll(async () => {
  http = await sandboxHttp({ now: () => time });
});

afterAll(() => http.close());

const origin = () => new URL(http.base).origin;

interface Row {
  id: number;
  [name: string]: unknown;
}

const row = ({ json }: Reply) => json as Row;
const rows = ({ rows: all }: Reply) => all as Row[];
const faults = ({ json }: Reply) =>
  (json as { errors?: { code: string; field: string }[] }).errors?.map(
    ({ code, field }) => `${code} ${field}`,
  );

async function newTicket(more: Record<string, unknown> = {}): Promise<Row> {
  return row(
    await send('POST', '/service/tickets', {
      summary: 'A printer that prints no more',
      company: { identifier: 'ACME' },
      ...more,
    }),
  );
}

describe('outside the API', () => {
  test('companyinfo is open to all, and null for a company that is not there', async () => {
    const known = await fetch(`${origin()}/login/companyinfo/sandbox`);
    expect(await known.json()).toMatchObject({
      Codebase: 'v4_6_release/',
      VersionCode: 'v2025.1',
      CompanyID: 'sandbox',
      IsCloud: false,
    });
    const unknown = await fetch(`${origin()}/login/companyinfo/nobody`);
    expect([unknown.status, await unknown.json()]).toEqual([200, null]);
  });

  test('a key of callbacks is handed out by its id', async () => {
    const address = `${origin()}/v4_6_release/system/callbackkey/index.rails?companyName=sandbox`;
    const first = (await (await fetch(`${address}&id=1`)).json()) as { signing_key: string };
    const second = (await (await fetch(`${address}&id=2`)).json()) as { signing_key: string };
    expect(first.signing_key).not.toBe(second.signing_key);
    expect((await fetch(address)).status).toBe(404);
  });
});

describe('documents', () => {
  function form(fields: Record<string, string>, file?: { name: string; text: string }): FormData {
    const made = new FormData();
    for (const [name, value] of Object.entries(fields)) made.append(name, value);
    if (file !== undefined) made.append('FILE', new Blob([file.text]), file.name);
    return made;
  }

  test('one is uploaded, listed with its record, downloaded, renamed and deleted', async () => {
    const { id: ticket } = await newTicket();
    const bytes = 'line one\r\n--not a boundary\r\n\r\nend\r\n';
    const upload = await send(
      'POST',
      '/system/documents',
      form(
        { RecordType: 'ticket', recordID: String(ticket), Title: 'The log', privateFlag: 'True' },
        { name: 'näive "plan".txt', text: bytes },
      ),
    );
    expect(upload.status).toBe(201);
    expect(row(upload)).toMatchObject({
      title: 'The log',
      fileName: 'näive "plan".txt',
      size: bytes.length,
      publicFlag: false,
      imageFlag: false,
      owner: 'jdoe',
    });
    expect(Object.keys(row(upload))).not.toContain('_keeper');
    const { id } = row(upload);
    const query = `?recordType=Ticket&recordId=${ticket}`;
    expect(rows(await send('GET', `/system/documents${query}`)).map((one) => one.id)).toEqual([id]);
    expect(row(await send('GET', `/system/documents/count${query}`))).toEqual({ count: 1 });
    expect(rows(await send('GET', `/service/tickets/${ticket}/documents`))).toMatchObject([
      { id, name: 'The log' },
    ]);
    const download = await send('GET', `/system/documents/${id}/download`);
    expect(download.text).toBe(bytes);
    expect(download.headers.get('content-type')).toBe('application/octet-stream');
    expect(download.headers.get('content-disposition')).toBe(
      `attachment; filename="n_ive \\"plan\\".txt"; filename*=UTF-8''n%C3%A4ive%20%22plan%22.txt`,
    );
    const renamed = await send('POST', `/system/documents/${id}`, form({ title: 'Old log' }));
    expect([renamed.status, row(renamed)['title']]).toEqual([200, 'Old log']);
    expect((await send('DELETE', `/system/documents/${id}`)).status).toBe(204);
    expect((await send('GET', `/system/documents/${id}/download`)).status).toBe(404);
  });

  test('an address can stand in for a file', async () => {
    const upload = await send(
      'POST',
      '/system/documents',
      form({ recordType: 'Company', recordId: '1', title: 'Map', url: 'https://map.example/1' }),
    );
    expect(row(upload)).toMatchObject({ linkFlag: true, urlFlag: true, size: 0 });
    expect((await send('GET', `/system/documents/${row(upload).id}/download`)).status).toBe(404);
  });

  test('every fault of a form is told', async () => {
    expect(faults(await send('POST', '/system/documents', form({ title: 'x' })))).toEqual([
      'MissingRequiredField recordType',
      'MissingRequiredField recordId',
      'MissingRequiredField file',
    ]);
    const nowhere = form({ recordType: 'Ticket', recordId: '99999' }, { name: 'a', text: 'a' });
    expect(faults(await send('POST', '/system/documents', nowhere))).toEqual(['NotFound recordId']);
    const odd = form({ recordType: 'Teapot', recordId: 'x' }, { name: 'a', text: 'a' });
    expect(faults(await send('POST', '/system/documents', odd))).toEqual([
      'InvalidField recordType',
      'InvalidField recordId',
    ]);
  });

  test('JSON is no upload, and a broken form is refused', async () => {
    expect((await send('POST', '/system/documents', { recordType: 'Ticket' })).status).toBe(415);
    const broken = await send('POST', '/system/documents', 'x', {
      'content-type': 'multipart/form-data; boundary=b',
    });
    expect(broken.status).toBe(400);
  });

  test('the list needs the record', async () => {
    expect(faults(await send('GET', '/system/documents?recordType=Ticket'))).toEqual([
      'MissingRequiredField recordId',
    ]);
  });

  test('companies and tickets have some from the start, as long as they say', async () => {
    for (const query of ['recordType=Ticket&recordId=1', 'recordType=Company&recordId=2']) {
      const found = rows(await send('GET', `/system/documents?${query}`));
      expect(found.length).toBeGreaterThan(0);
      for (const { id, size } of found) {
        const { headers } = await send('GET', `/system/documents/${id}/download`);
        expect(Number(headers.get('content-length') ?? size)).toBe(size);
        const thumbnail = await send('GET', `/system/documents/${id}/thumbnail`);
        expect(thumbnail.text.slice(1, 4)).toBe('PNG');
      }
    }
    const sample = await send('GET', '/system/documents/uploadsample');
    expect(sample.headers.get('content-type')).toContain('text/html');
    expect(sample.text).toContain('<form');
  });

  test('cwm uploads and downloads them', async () => {
    const home = temporaryFolder();
    const file = join(home, 'notes.txt');
    writeFileSync(file, 'remember the milk');
    const upload = await runCwm(
      [
        ...['call', 'POST', '/system/documents', '--profile', 'sandbox', '--yes', '--file', file],
        ...['--set', 'recordType=Ticket', '--set', 'recordId=2', '--set', 'title=Notes'],
      ],
      { home },
    );
    const { id } = upload.json() as Row;
    const download = await runCwm(
      [
        ...['call', 'GET', `/system/documents/${id}/download`, '--profile', 'sandbox'],
        ...['--output-file', join(home, 'copy.txt')],
      ],
      { home },
    );
    expect(download.stderr).toBe('');
    expect(readFileSync(join(home, 'copy.txt'), 'utf8')).toBe('remember the milk');
  });

  test.each([
    ['/company/contacts/1/image', 'PNG'],
    ['/service/priorities/1/image', 'PNG'],
    ['/system/members/1/image', 'PNG'],
    ['/finance/invoices/1/pdf', 'PDF'],
  ])('%s is a %s', async (path, kind) => {
    const { status, text } = await send('GET', path);
    expect(status).toBe(200);
    expect(text.slice(1, 4)).toBe(kind);
  });
});

describe('actions on tickets', () => {
  test('merged tickets are closed and say where they went', async () => {
    const [target, first, second] = [await newTicket(), await newTicket(), await newTicket()];
    const merged = await send('POST', `/service/tickets/${target.id}/merge`, {
      mergeTicketIds: [first.id, second.id],
      status: { name: 'Closed' },
    });
    expect([merged.status, row(merged)]).toMatchObject([200, { success: true }]);
    for (const { id } of [first, second])
      expect(row(await send('GET', `/service/tickets/${id}`))).toMatchObject({
        status: { name: 'Closed' },
        closedFlag: true,
        mergedParentTicket: { id: target.id },
      });
    expect(row(await send('GET', `/service/tickets/${target.id}`))).toMatchObject({
      hasMergedChildTicketFlag: true,
      closedFlag: false,
    });
  });

  test('objects where ids belong stop the server, an unknown ticket or its own id is refused', async () => {
    const { id } = await newTicket();
    const merge = (mergeTicketIds: unknown, status: unknown = { name: 'Closed' }) =>
      send('POST', `/service/tickets/${id}/merge`, { mergeTicketIds, status });
    const objects = await merge([{ id: 1 }]);
    expect(objects.status).toBe(500);
    expect(objects.json['message']).toContain('Unexpected character');
    expect(faults(await merge([id, 99_999]))).toEqual([
      'InvalidField mergeTicketIds',
      'NotFound mergeTicketIds',
    ]);
    const [elsewhere] = rows(await send('GET', '/service/boards/2/statuses'));
    expect(faults(await merge([1], { id: elsewhere?.id }))).toEqual(['NotFound status/id']);
  });

  test('children are attached, a ticket is copied', async () => {
    const [parent, child] = [await newTicket(), await newTicket({ summary: 'A child' })];
    const path = `/service/tickets/${parent.id}`;
    await send('POST', `${path}/attachChildren`, { childTicketIds: [child.id] });
    expect(row(await send('GET', path))['hasChildTicket']).toBe(true);
    expect(row(await send('GET', `/service/tickets/${child.id}`))['parentTicketId']).toBe(
      parent.id,
    );
    const copy = await send('POST', `/service/tickets/${child.id}/copy`);
    expect(copy.status).toBe(200);
    expect(row(copy)).toMatchObject({ summary: 'A child (copy)', company: { identifier: 'ACME' } });
    expect(row(copy).id).not.toBe(child.id);
  });

  test('a service ticket becomes one of a project with its notes, and comes back', async () => {
    const { id } = await newTicket();
    await send('POST', `/service/tickets/${id}/notes`, { text: 'Goes along' });
    const [phase] = rows(await send('GET', '/project/projects/1/phases'));
    const converted = await send('POST', `/service/tickets/${id}/convert`, {
      recordType: 'ProjectTicket',
      phase: { id: phase?.id },
      wbsCode: '1.1',
    });
    expect(converted.json).toMatchObject({ success: true });
    expect((await send('GET', `/service/tickets/${id}`)).status).toBe(404);
    expect(row(await send('GET', `/project/tickets/${id}`))).toMatchObject({
      recordType: 'ProjectTicket',
      wbsCode: '1.1',
      project: { id: 1 },
      phase: { id: phase?.id },
    });
    expect(rows(await send('GET', `/project/tickets/${id}/notes`))).toMatchObject([
      { text: 'Goes along' },
    ]);
    await send('POST', `/project/tickets/${id}/convert`, { recordType: 'ServiceTicket' });
    const back = row(await send('GET', `/service/tickets/${id}`));
    expect(back['recordType']).toBe('ServiceTicket');
    expect(back).not.toHaveProperty('phase');
  });

  test('a search takes its conditions from the body, its page and fields from the query', async () => {
    const found = await send('POST', '/service/tickets/search?pageSize=2&fields=id', {
      Conditions: 'company/identifier = "ACME"',
      orderBy: 'id desc',
    });
    const listed = await send(
      'GET',
      '/service/tickets?pageSize=2&fields=id&orderBy=id%20desc&conditions=company/identifier="ACME"',
    );
    expect(found.status).toBe(200);
    expect(found.json).toEqual(listed.json);
    expect(found.headers.get('link')).toContain('rel="next"');
    expect((await send('POST', '/project/tickets/search', {})).status).toBe(200);
  });
});

describe('other actions', () => {
  test('a company goes into another with what it has', async () => {
    const made = row(
      await send('POST', '/company/companies', { identifier: 'OLDCO', name: 'Old Company' }),
    );
    const ticket = await newTicket({ company: { id: made.id } });
    await send('POST', `/company/companies/${made.id}/merge`, { toCompanyId: 2, name: 'To' });
    expect(row(await send('GET', `/company/companies/${made.id}`))['deletedFlag']).toBe(true);
    expect(row(await send('GET', `/service/tickets/${ticket.id}`))['company']).toMatchObject({
      id: 2,
    });
    const itself = await send('POST', '/company/companies/2/merge', { toCompanyId: 2 });
    expect(faults(itself)).toEqual(['InvalidField toCompanyId']);
  });

  test.each(['/time/sheets', '/expense/reports'])('%s go from hand to hand', async (path) => {
    const sheets = rows(await send('GET', `${path}?pageSize=1000&orderBy=id desc`));
    const before = ({ status }: Row) => (typeof status === 'string' ? status : 'Open');
    const sheet = sheets.find((one) => /^(?:Open|Rejected|ErrorsCorrected)$/.test(before(one)));
    const one = `${path}/${sheet?.id ?? 0}`;
    const step = async (name: string) => {
      const { status } = await send('POST', `${one}/${name}`, name === 'approve' ? {} : undefined);
      return [status, before(row(await send('GET', one)))];
    };
    expect(await step('approve')).toEqual([400, before(sheet ?? { id: 0 })]);
    expect(await step('submit')).toEqual([200, 'PendingApproval']);
    expect(await step('submit')).toEqual([400, 'PendingApproval']);
    expect(await step('reject')).toEqual([200, 'Rejected']);
    expect(await step('submit')).toEqual([200, 'PendingApproval']);
    expect(await step('approve')).toEqual([200, 'ApprovedByTierOne']);
    expect(await step('reverse')).toEqual([200, 'PendingApproval']);
  });

  test.each([
    ['/finance/agreements/1/copy', '/finance/agreements', 201],
    ['/finance/taxCodes/1/copy', '/finance/taxCodes', 200],
    ['/finance/agreements/types1/copy', '/finance/agreements/types', 200],
    ['/procurement/catalog/1/copy', '/procurement/catalog', 200],
    ['/procurement/purchaseorders/1/copy', '/procurement/purchaseorders', 200],
    ['/schedule/calendars/1/copy', '/schedule/calendars', 200],
    ['/service/surveys/1/copy', '/service/surveys', 200],
    ['/system/surveys/1/copy', '/system/surveys', 200],
    ['/system/workflows/1/copy', '/system/workflows', 200],
  ])('POST %s stores a copy', async (path, list, status) => {
    const copy = await send('POST', path);
    expect(copy.status).toBe(status);
    expect(row(await send('GET', `${list}/${row(copy).id}`)).id).toBe(row(copy).id);
    expect(JSON.stringify(copy.json)).toContain('(copy)');
  });

  test.each([
    ['/service/boards/copy', '/service/boards'],
    ['/company/configurations/types/copy', '/company/configurations/types'],
    ['/schedule/holidayLists/copy', '/schedule/holidayLists'],
    ['/company/portalConfigurations/copy', '/company/portalConfigurations'],
  ])('POST %s takes the name from the body', async (path, list) => {
    const copy = await send('POST', path, { id: 1, name: 'Second' });
    expect(copy.status).toBe(200);
    expect(row(await send('GET', `${list}/${row(copy).id}`))['name']).toBe('Second');
  });

  test('a copied board has statuses of its own', async () => {
    const { id } = row(await send('POST', '/service/boards/copy', { id: 1, name: 'Night Desk' }));
    const statuses = rows(await send('GET', `/service/boards/${id}/statuses`));
    expect(statuses.map((one) => one['name'])).toEqual(
      rows(await send('GET', '/service/boards/1/statuses')).map((one) => one['name']),
    );
    expect(statuses[0]?.['board']).toMatchObject({ id, name: 'Night Desk' });
  });

  test('an agreement is billed, an order becomes a ticket', async () => {
    const invoice = await send('POST', '/finance/agreements/1/invoice');
    expect(invoice.status).toBe(201);
    expect(row(await send('GET', `/finance/invoices/${invoice.text}`))).toMatchObject({
      type: 'Agreement',
      applyToType: 'Agreement',
      applyToId: 1,
    });
    const ticket = await send('POST', '/sales/orders/1/convertToServiceTicket');
    expect(row(await send('GET', `/service/tickets/${row(ticket).id}`))).toMatchObject({
      summary: 'Sales order 1',
      closedFlag: false,
    });
  });

  test('a project gives a template, and a template gives a project its phases', async () => {
    const before = rows(await send('GET', '/project/projects/1/phases')).length;
    const template = await send('POST', '/project/projectTemplates/createFromProject/1', {
      name: 'Roll-out',
    });
    expect([template.status, row(template)['name']]).toEqual([201, 'Roll-out']);
    const applied = await send('POST', `/project/projects/1/applyTemplate/${row(template).id}`);
    expect(applied.status).toBe(201);
    expect(row(applied)).toMatchObject({ projectId: 1 });
    expect(row(applied)['phases']).toHaveLength(before * 2);
    expect(row(await send('GET', '/project/projects/1/projectWorkplan'))).toEqual(row(applied));
    const both = await send('POST', '/project/projects/1/applyTemplates', [
      { id: row(template).id, name: 'Roll-out' },
    ]);
    expect(row(both)['phases']).toHaveLength(before * 3);
  });

  test('the type of a configuration changes', async () => {
    const types = rows(await send('GET', '/company/configurations/types'));
    const one = row(await send('GET', '/company/configurations/1'));
    const other = types.find(({ id }) => id !== (one['type'] as Row | undefined)?.id);
    const changed = await send('PATCH', '/company/configurations/1/changeType', [
      { op: 'replace', path: 'type', value: { id: other?.id } },
    ]);
    expect(row(changed)).toMatchObject({ type: { id: other?.id }, questions: [] });
  });

  test('portal credentials are checked, a password is asked for', async () => {
    const { id } = row(
      await send('POST', '/company/contacts', {
        firstName: 'Ida',
        communicationItems: [
          {
            type: { id: 1 },
            value: 'Ida@acme.example',
            communicationType: 'Email',
            defaultFlag: true,
          },
        ],
      }),
    );
    const check = async (password: string) =>
      (
        await send('POST', '/company/contacts/validatePortalCredentials', {
          email: 'ida@acme.example',
          password,
        })
      ).json;
    expect(await check('sandbox-portal')).toEqual({ success: true, contactId: id });
    expect(await check('wrong')).toEqual({ success: false });
    const asked = await send('POST', '/company/contacts/requestPassword', { email: 'x@y.example' });
    expect(asked.status).toBe(204);
    expect((await send('DELETE', '/service/tickets/changelogs')).status).toBe(204);
  });
});

describe('members and the system', () => {
  test('tokens act as their member until they expire', async () => {
    const path = '/system/members/asmith/tokens';
    const told = { memberIdentifier: 'asmith' };
    expect((await send('POST', path, told)).status).toBe(403);
    const headers = { 'x-cw-usertype': 'integrator' };
    const minted = await send('POST', path, told, headers);
    expect(minted.status).toBe(200);
    const { publicKey, privateKey, expiration } = minted.json as Record<string, string>;
    expect(expiration).toBe('2026-11-22T13:00:00Z');
    const authorization = basic(`sandbox+${publicKey ?? ''}`, privateKey ?? '');
    const mine = () => send('GET', '/system/myMembers', undefined, { authorization });
    expect(row(await mine())['identifier']).toBe('asmith');
    const ticket = await send(
      'POST',
      '/service/tickets',
      { summary: 'By Anna', company: { id: 1 } },
      { authorization },
    );
    expect(row(ticket)['_info']).toMatchObject({ enteredBy: 'asmith' });
    time = new Date('2026-11-22T13:00:00Z');
    expect((await mine()).status).toBe(401);
    time = start;
    const nobody = await send('POST', '/system/members/nobody/tokens', undefined, headers);
    expect(nobody.status).toBe(404);
  });

  test('a member is found by its identifier', async () => {
    const byId = row(await send('GET', '/system/members/2'));
    expect(row(await send('GET', '/system/members/asmith'))).toEqual(byId);
    expect(row(await send('GET', '/system/info/members/ASMITH')).id).toBe(2);
    expect((await send('GET', '/system/members/nobody')).status).toBe(404);
  });

  test('the system tells what it is, and the caller who it is and what it may', async () => {
    expect(row(await send('GET', '/system/info'))).toMatchObject({
      version: 'v2025.1.0',
      isCloud: false,
      serverTimeZone: 'Eastern Standard Time',
    });
    expect(row(await send('GET', '/system/mymembers/info'))).toMatchObject({
      identifier: 'jdoe',
      fullName: 'John Doe',
    });
    expect(
      rows(await send('GET', '/system/mySecurity?conditions=moduleName="Finance"&pageSize=2')),
    ).toMatchObject([{ inquireLevel: 'All', moduleName: 'Finance' }, { moduleName: 'Finance' }]);
    expect((await send('GET', '/system/myAccount')).status).toBe(404);
  });
});

describe('the audit trail', () => {
  test('tells how a record came to be, and each field that changed', async () => {
    const { id } = await newTicket();
    await send('PATCH', `/service/tickets/${id}`, [
      { op: 'replace', path: 'status', value: { name: 'In Progress' } },
      { op: 'replace', path: 'summary', value: 'It prints again' },
    ]);
    await send('POST', `/service/tickets/${id}/notes`, { text: 'New toner' });
    const trail = await send('GET', `/system/audittrail?type=Ticket&id=${id}`);
    const [newest, ...older] = rows(trail).map(({ text }) => text);
    expect(newest).toMatch(/^Ticket note \d+ was added\.$/);
    expect(older.at(-1)).toBe('The ticket was created.');
    expect(older.slice(0, -1).sort()).toEqual([
      'Status was changed from "New" to "In Progress".',
      'Summary was changed from "A printer that prints no more" to "It prints again".',
    ]);
    expect(rows(trail)[0]).toMatchObject({ enteredBy: 'jdoe', auditSource: 'API' });
    const updates = `/system/audittrail/count?type=ticket&id=${id}&conditions=auditSubType="Updated"`;
    expect((await send('GET', updates)).json).toEqual({ count: 2 });
  });

  test('needs a type that it knows, and an id', async () => {
    expect(faults(await send('GET', '/system/audittrail'))).toEqual([
      'MissingRequiredField type',
      'MissingRequiredField id',
    ]);
    expect(faults(await send('GET', '/system/audittrail?type=Teapot&id=1'))).toEqual([
      'InvalidField type',
    ]);
  });
});

describe('reports', () => {
  test('have names, columns, rows and a count', async () => {
    const names = rows(await send('GET', '/system/reports')).map(({ name }) => name);
    expect(names).toContain('Service');
    for (const name of names) {
      const data = await send('GET', `/system/reports/${String(name)}?pageSize=2`);
      const columns = await send('GET', `/system/reports/${String(name)}/columns`);
      const { column_definitions, row_values } = data.json as Record<string, unknown[]>;
      expect(column_definitions).toEqual(columns.json);
      expect(row_values?.map((values) => (values as unknown[]).length)).toEqual(
        row_values?.map(() => column_definitions?.length),
      );
    }
  });

  test('show the columns asked for of the rows that meet conditions on any', async () => {
    const query = 'columns=Company_Name,company_recid&conditions=Company_ID="ACME"';
    expect((await send('GET', `/system/reports/company?${query}`)).json).toEqual({
      column_definitions: [
        { Company_Name: { type: 'Text', isNullable: true, identityColumn: false } },
        { Company_RecID: { type: 'Numeric', isNullable: false, identityColumn: true } },
      ],
      row_values: [['Acme Manufacturing', 1]],
    });
    const counted = await send('GET', '/system/reports/Company/count?conditions=Company_ID="ACME"');
    expect(counted.json).toEqual({ count: 1 });
    expect((await send('GET', '/system/reports/Company?columns=Colour')).status).toBe(400);
    expect((await send('GET', '/system/reports/Teapots')).status).toBe(404);
  });
});

test('a bundle answers each of its requests for itself', async () => {
  const { json, status } = await send('POST', '/system/bundles', {
    requests: [
      { sequenceNumber: 1, resourceType: 'Ticket', apiRequest: { id: 1, fields: 'id' } },
      { sequenceNumber: 2, resourceType: 'Ticket', apiRequest: { id: 99_999 } },
      {
        sequenceNumber: 3,
        resourceType: 'companies',
        apiRequest: {
          filters: { conditions: 'identifier in ("ACME","CONTOSO")', orderBy: 'id desc' },
          page: { pageSize: 1 },
          fields: 'identifier',
        },
      },
      { sequenceNumber: 4, resourceType: 'ServiceNote', apiRequest: { parentId: 1, fields: 'id' } },
      { sequenceNumber: 5, resourceType: 'Teapot', apiRequest: {} },
    ],
  });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    results: [
      { sequenceNumber: 1, success: true, statusCode: 200, entities: [{ id: 1 }], count: 1 },
      { sequenceNumber: 2, success: false, statusCode: 404, error: { code: 'NotFound' } },
      { sequenceNumber: 3, success: true, entities: [{ identifier: 'CONTOSO' }] },
      { sequenceNumber: 4, success: true, entities: [{ id: 1 }, { id: 2 }, { id: 3 }] },
      { sequenceNumber: 5, success: false, statusCode: 400 },
    ],
  });
  const counted = await send('POST', '/system/bundles/count', {
    requests: [
      {
        sequenceNumber: 1,
        resourceType: 'Company',
        apiRequest: { filters: { conditions: 'identifier = "ACME"' } },
      },
    ],
  });
  expect(counted.json).toMatchObject({ results: [{ sequenceNumber: 1, count: 1, entities: [] }] });
  expect((await send('POST', '/system/bundles', {})).status).toBe(400);
});

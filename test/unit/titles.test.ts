import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.js';

let catalog: Catalog;
beforeAll(() => {
  catalog = new Catalog(inject('catalogFile'));
});
afterAll(() => catalog.close());

function title(operation: string): string | undefined {
  const [method, ...path] = operation.split(' ');
  return catalog.onPath(path.join(' ')).find((endpoint) => endpoint.method === method)?.summary;
}

describe('the five verbs name what they do to which record', () => {
  test.each([
    ['GET /service/tickets', 'List service tickets'],
    ['GET /service/tickets/{id}', 'Get a service ticket'],
    ['POST /service/tickets', 'Create a service ticket'],
    ['PUT /service/tickets/{id}', 'Replace a service ticket'],
    ['PATCH /service/tickets/{id}', 'Update a service ticket'],
    ['DELETE /service/tickets/{id}', 'Delete a service ticket'],
    ['GET /company/companies', 'List companies'],
    ['PATCH /company/companies/{id}', 'Update a company'],
  ])('%s: %s', (operation, expected) => {
    expect(title(operation)).toBe(expected);
  });
});

describe('a child names its owners', () => {
  test.each([
    ['GET /service/tickets/{parentId}/notes', 'List notes of a service ticket'],
    ['POST /service/tickets/{parentId}/notes', 'Create a note of a service ticket'],
    ['GET /service/tickets/{parentId}/allNotes', 'List all notes of a service ticket'],
    ['GET /service/boards/{parentId}/statuses', 'List statuses of a service board'],
    ['GET /finance/invoices/{parentId}/glEntries/', 'List GL entries of an invoice'],
  ])('%s: %s', (operation, expected) => {
    expect(title(operation)).toBe(expected);
  });
});

describe('names that are written in one case are read as their words', () => {
  test.each([
    [
      'GET /service/tickets/{parentId}/scheduleentries',
      'List schedule entries of a service ticket',
    ],
    ['GET /procurement/purchaseorders/{id}', 'Get a purchase order'],
    [
      'GET /finance/agreementTypes/{parentId}/workroles/info/count',
      'Count work roles of an agreement type (basic fields)',
    ],
    ['GET /company/m365contact', 'List M365 contacts'],
    ['GET /company/m365contact/{id}', 'Get an M365 contact'],
  ])('%s: %s', (operation, expected) => {
    expect(title(operation)).toBe(expected);
  });
});

describe('an acronym has one plural', () => {
  test.each([
    ['GET /system/kpis', 'List KPIs'],
    ['GET /system/kpis/{id}', 'Get a KPI'],
    ['GET /service/SLAs', 'List SLAs'],
    ['GET /service/SLAs/{id}', 'Get an SLA'],
  ])('%s: %s', (operation, expected) => {
    expect(title(operation)).toBe(expected);
  });
});

describe('counts', () => {
  test.each([
    ['GET /service/tickets/count', 'Count service tickets'],
    ['GET /service/tickets/info/count', 'Count service tickets (basic fields)'],
    ['POST /procurement/invoicegrouping/count', 'Count invoice groupings'],
  ])('%s: %s', (operation, expected) => {
    expect(title(operation)).toBe(expected);
  });
});

describe('usages', () => {
  test.each([
    ['GET /company/companies/{id}/usages', 'Show usage of a company'],
    ['GET /company/companies/{id}/usages/list', 'List usages of a company'],
    ['GET /finance/agreements/types/{id}/usages', 'Show usage of an agreement type'],
  ])('%s: %s', (operation, expected) => {
    expect(title(operation)).toBe(expected);
  });
});

describe('info twins say that they have fewer fields', () => {
  test.each([
    ['GET /service/tickets/info', 'List service tickets (basic fields)'],
    ['GET /service/tickets/{id}/info', 'Get a service ticket (basic fields)'],
    ['GET /company/states/info', 'List states (basic fields)'],
  ])('%s: %s', (operation, expected) => {
    expect(title(operation)).toBe(expected);
  });
});

describe('actions are named by their own verb', () => {
  test.each([
    ['POST /service/tickets/{parentId}/merge', 'Merge a service ticket'],
    ['POST /service/tickets/{parentId}/convert', 'Convert a service ticket'],
    ['POST /service/tickets/{id}/copy', 'Copy a service ticket'],
    ['POST /service/tickets/search', 'Search service tickets'],
    ['POST /service/tickets/{parentId}/attachChildren', 'Attach children to a service ticket'],
    ['POST /sales/opportunities/{id}/convertToProject', 'Convert an opportunity to project'],
    ['POST /project/projects/{parentId}/applyTemplates', 'Apply templates to a project'],
    ['POST /time/sheets/{id}/approve', 'Approve a time sheet'],
    ['POST /system/members/{id}/unlinkSsoUser', 'Unlink SSO user from a member'],
    [
      'POST /system/ssoConfigurations/{id}/registertoken',
      'Register token for an SSO configuration',
    ],
    ['POST /finance/agreements/types{id}/copy', 'Copy an agreement type'],
    ['POST /project/ticketNote/{id}/markAs/', 'Mark a project ticket note'],
  ])('%s: %s', (operation, expected) => {
    expect(title(operation)).toBe(expected);
  });
});

describe('bulk routes', () => {
  test.each([
    ['POST /company/configurations/bulk', 'Create company configurations in bulk'],
    ['DELETE /company/configurations/bulk', 'Delete company configurations in bulk'],
  ])('%s: %s', (operation, expected) => {
    expect(title(operation)).toBe(expected);
  });
});

test('every endpoint has a title that begins with a capital and has no gaps', () => {
  const wrong = catalog.all().filter(({ summary }) => !/^[A-Z][\w()]*(?: [\w()]+)+$/.test(summary));
  expect(wrong.map(({ method, path, summary }) => `${method} ${path}: ${summary}`)).toEqual([]);
});

test('no title repeats the vendor’s names of types', () => {
  const wrong = catalog
    .all()
    .filter(({ summary }) => /SuccessResponse|ConnectWise|Apis\b/.test(summary));
  expect(wrong).toEqual([]);
});

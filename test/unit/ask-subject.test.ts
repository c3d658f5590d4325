import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confidenceOf, lowConfidence } from '../../src/ask/confidence.js';
import { readSentence } from '../../src/ask/plan.js';
import { openWorld, readIn } from '../support/asking.js';
import { carriesNothing } from '../../src/ask/words.js';

const world = openWorld();
const read = readIn(world);

/** A draft as the path with what chooses among its records. */
function target(sentence: string): string {
  const { path, filters, conditions, params } = read(sentence);
  const chosen = [
    ...filters.map(({ where }) => where),
    ...(conditions === undefined ? [] : [conditions]),
    ...Object.entries(params ?? {}).map(([name, value]) => `${name}: ${value}`),
  ];
  return [path, ...chosen].join(' | ');
}

describe('the noun tells the list', () => {
  test.each([
    ['show me all tickets', '/service/tickets'],
    ['tikets', '/service/tickets'],
    ['timesheets', '/time/sheets'],
    ['time sheets', '/time/sheets'],
    ['workroles', '/time/workRoles'],
    ['sales orders', '/sales/orders'],
    ['which SLAs exist?', '/service/SLAs'],
    ['what boards do we have', '/service/boards'],
    ['company statuses', '/company/companies/statuses'],
    ['config types', '/company/configurations/types'],
    ['opportunity stages', '/sales/stages'],
    ['project tickets', '/project/tickets'],
    ['unposted invoices', '/finance/accounting/unpostedinvoices'],
    ['product types', '/procurement/types'],
    ['subcategories', '/procurement/subcategories/'],
    ['units of measure', '/procurement/unitOfMeasures'],
    ['in/out boards', '/system/inOutBoards'],
    ['list holiday lists', '/schedule/holidayLists'],
    ['GL accounts', '/finance/glAccounts'],
    ['knowledge base categories', '/service/knowledgeBaseCategories'],
    ['ticket change logs', '/service/tickets/changelogs'],
    ['custom fields', '/system/userDefinedFields'],
    ['API members', '/system/apiMembers'],
    ['currency codes', '/finance/info/currencyCodes'],
    ['I am looking for the tax codes, please', '/finance/taxCodes'],
    ['show me the reporting services', '/system/mycompany/reportingServices'],
  ])('%s', (sentence, expected) => {
    expect(target(sentence)).toBe(expected);
    expect(read(sentence).unused).toEqual([]);
  });

  test.each([
    ['alerts board tickets', '/service/tickets'],
    ['tickets status new', '/service/tickets'],
    ['list service tickets and project tickets', '/service/tickets'],
    ['tickets about invoices', '/service/tickets'],
    ['in the Help Desk board how many tickets are open', '/service/tickets/count'],
  ])('of several nouns, the head of the sentence: %s', (sentence, expected) => {
    expect(read(sentence).path).toBe(expected);
  });
});

describe('a record by its number or name', () => {
  test.each([
    ['ticket 12345', '/service/tickets/12345'],
    ['#12345', '/service/tickets/12345'],
    ['12345', '/service/tickets/12345'],
    ['show me ticket number 12345', '/service/tickets/12345'],
    ['details of ticket 5', '/service/tickets/5'],
    ['configuration with id 45', '/company/configurations/45'],
    ['get /service/tickets/5', '/service/tickets/5'],
    ['tickets 1, 2 and 3', '/service/tickets | id in 1,2,3'],
    ['companies id in (1,2,3)', '/company/companies | id in 1,2,3'],
    ['invoice id 5', '/finance/invoices/5'],
    ['invoice number 20001', '/finance/invoices | invoiceNumber = "20001"'],
    ['invoice 20001', '/finance/invoices | (invoiceNumber in ("20001") or id in (20001))'],
    ['PO1001', '/procurement/purchaseorders | poNumber = "PO1001"'],
    ['show the Help Desk board', '/service/boards/Help Desk'],
    ['board "Sales / Marketing"', '/service/boards/Sales %2F Marketing'],
    ['do we have a board called Alerts', '/service/boards/Alerts'],
    [
      'purchase orders PO1001 and PO1002',
      '/procurement/purchaseorders | poNumber in "PO1001","PO1002"',
    ],
    ['everything about company 3', '/company/companies/3'],
    ['tkt 1001', '/service/tickets/1001'],
    ['member jdoe', '/system/members/jdoe'],
    ['the Acme company', '/company/companies/Acme'],
    ['project Website Redesign', '/project/projects | name ~ "Website Redesign"'],
    ['contact John Smith', '/company/contacts | firstName = "John" | lastName = "Smith"'],
    ['what is the status of ticket 5', '/service/tickets/5'],
    ['who is assigned to ticket 12', '/service/tickets/12'],
  ])('%s', (sentence, expected) => {
    expect(target(sentence)).toBe(expected);
    expect(read(sentence).unused).toEqual([]);
  });

  test('a number beside a unit is no id', () => {
    expect(read('ticket 30 days old').path).toBe('/service/tickets');
  });
});

describe('what belongs to a record', () => {
  test.each([
    ['notes 1906', '/service/tickets/1906/notes'],
    ['tasks 1906', '/service/tickets/1906/tasks'],
    ['zyxo sites', '/company/companies/zyxo/sites'],
    ['notes of ticket 12345', '/service/tickets/12345/notes'],
    ['ticket 123 notes', '/service/tickets/123/notes'],
    ['#123 notes', '/service/tickets/123/notes'],
    ["agreement 3's additions", '/finance/agreements/3/additions'],
    ['how many notes does ticket 5 have', '/service/tickets/5/notes/count'],
    ['note 5 of ticket 12', '/service/tickets/12/notes/5'],
    ['line items of PO 7', '/procurement/purchaseorders/7/lineitems'],
    ['sales order 7 lines', '/sales/orders/7/lineitems/'],
    ['docs for ticket 5', '/service/tickets/5/documents'],
    ['logins for managed devices integration 1', '/company/managedDevicesIntegrations/1/logins'],
    ['phases in project 5', '/project/projects/5/phases'],
    ['billing rates for project 3', '/project/3/billingRates'],
    ['items on board 2', '/service/boards/2/items'],
    ['phone numbers of contact 7', '/company/contacts/7/communications'],
    ['forecast of opportunity 4', '/sales/opportunities/4/forecast'],
    ['contacts of company 12', '/company/contacts | company/id = 12'],
    ['tickets for project 5', '/project/tickets | project/id = 5'],
    ['tickets linked to configuration 45', '/service/tickets | configuration/id = 45'],
    ['configurations on ticket 5', '/service/tickets/5/configurations'],
    ['time entries on ticket 123', '/service/tickets/123/timeentries'],
    ['time spent on ticket 5', '/service/tickets/5/timeentries'],
    ['expenses on expense report 3', '/expense/entries | expenseReport/id = 3'],
    ['documents of ticket 12', '/service/tickets/12/documents'],
    ['attachments on company 3', '/system/documents | recordType: Company | recordId: 3'],
    ['audit trail of ticket 4', '/system/audittrail | type: Ticket | id: 4'],
    ['statuses of the Help Desk board', '/service/boards/Help Desk/statuses'],
    ['Help Desk board statuses', '/service/boards/Help Desk/statuses'],
    ['what statuses does the Help Desk board have', '/service/boards/Help Desk/statuses'],
    ['holidays in the holiday list "US Holidays"', '/schedule/holidayLists/US Holidays/holidays'],
    ['sites of Acme', '/company/companies/Acme/sites'],
    ['list the sites Acme has', '/company/companies/Acme/sites'],
    ['team of company Acme', '/company/companies/Acme/teams'],
    ['skills of member jdoe', '/system/members/jdoe/skills'],
  ])('%s', (sentence, expected) => {
    expect(target(sentence)).toBe(expected);
    expect(read(sentence).unused).toEqual([]);
  });
});

describe('counts', () => {
  test.each([
    ['how many companies do we have?', '/company/companies/count'],
    ['number of invoices', '/finance/invoices/count'],
    ['please count the members', '/system/members/count'],
    ['contact count', '/company/contacts/count'],
  ])('%s', (sentence, expected) => {
    expect(target(sentence)).toBe(expected);
  });

  test('amounts are not counted', () => {
    expect(read('how many hours did jdoe log on ticket 5').path).toBe('/time/entries');
    expect(read('what is the total of all invoices').path).toBe('/finance/invoices');
  });
});

describe('what is not sure is said', () => {
  test.each([
    'statuses',
    'notes',
    'board statuses',
    'notes of phase 3',
    'invoice 20001 payments',
    "what's the weather",
  ])('%s', (sentence) => {
    const draft = read(sentence);
    expect(confidenceOf(draft)).toBeLessThan(lowConfidence);
    expect(draft.doubts.map(({ why }) => why)).not.toEqual([]);
  });

  test('what else may be meant is offered', () => {
    const { alternatives, path } = read('types');
    expect(alternatives.length).toBeGreaterThan(0);
    expect(alternatives.map((one) => one.path)).not.toContain(path);
  });
});

const pieces =
  `show list how many count tickets ticket notes of for on the board company Acme 12 #7 "Help Desk" statuses invoices
 time entries project phases PO1001 types ' , . ( ) id number and with %`.split(/\s+/);

test('whatever is said, each word is understood, unused or says nothing', () => {
  const sentences = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(sentences, (words) => {
      const sentence = words.join(' ');
      const draft = readSentence(sentence, world);
      if (draft === undefined) return;
      const understood = draft.understood.map((one) => one.words).join(' ');
      for (const word of draft.unused) expect(sentence).toContain(word);
      for (const word of sentence.match(/[\p{L}\p{N}]+/gu) ?? []) {
        const isKnown = understood.includes(word) || draft.unused.join(' ').includes(word);
        // What asks for a number of hours is understood with them.
        expect(isKnown || carriesNothing(word) || word === 'many', `${word} in "${sentence}"`).toBe(
          true,
        );
      }
    }),
    { numRuns: 40 },
  );
});

import { describe, expect, test } from 'vitest';
import { confidenceOf, lowConfidence } from '../../src/ask/confidence.js';
import { choiceOf, openWorld, readIn } from '../support/asking.js';

const read = readIn(openWorld());

/** A draft in one line: path, what chooses among the records, their order, fields and number. */
function line(sentence: string): string {
  const draft = read(sentence);
  const { all, any } = choiceOf(draft);
  const { orderBy, fields, rows } = draft;
  return [
    draft.path,
    ...all,
    ...any,
    ...(orderBy.length === 0 ? [] : [`order ${orderBy.join()}`]),
    ...(fields.length === 0 ? [] : [`fields ${fields.join()}`]),
    ...(rows === undefined ? [] : [`${rows} rows`]),
  ].join(' | ');
}

const kinds: Record<string, [string, string][]> = {
  'what belongs to a ticket alone': [
    ['#77 time entries', '/service/tickets/77/timeentries'],
    ['how much time was spent on ticket 8', '/service/tickets/8/timeentries'],
    ['products on ticket 8', '/service/tickets/8/products'],
    ['activities of project ticket 9', '/project/tickets/9/activities'],
    ['id of the products on ticket 8', '/service/tickets/8/products | fields id'],
  ],
  'with more it is asked of the list of its own': [
    ['time entries of ticket 8 this week', '/time/entries | ticket/id = 8 | timeStart = this week'],
    ['billable time on ticket 8', '/time/entries | ticket/id = 8 | billableOption = Billable'],
    [
      'time entries for ticket 8 newest first',
      '/time/entries | ticket/id = 8 | order timeStart desc',
    ],
    ['price of the products on ticket 8', '/procurement/products | ticket/id = 8 | fields price'],
    ['how many hours are on ticket 8', '/time/entries | ticket/id = 8'],
    ['time entries on tickets 8 and 9', '/time/entries | ticket/id in 8,9'],
  ],
  'a record right behind what belongs to it': [
    ['notes ticket 8', '/service/tickets/8/notes'],
    ['payments invoice id 901', '/finance/invoices/901/payments'],
    ['which sites company 4 has', '/company/companies/4/sites'],
    ['tickets project 7', '/project/tickets | project/id = 7'],
    ['whos on the team of project 9', '/project/projects/9/teamMembers'],
    ['statuses of the escalations board', '/service/boards/escalations/statuses'],
  ],
  'time that somebody worked': [
    [
      'time Anna Smith booked yesterday',
      '/time/entries | timeStart = yesterday | member = "Anna Smith"',
    ],
    ['time this week', '/time/entries | timeStart = this week'],
    ['time off last week', '/schedule/entries | type/identifier = V | dateStart = last week'],
  ],
  'tickets on a board': [
    [
      'overdue tix help desk',
      '/service/tickets | closedFlag = false | requiredDate < now | board/name ~ "Help Desk"',
    ],
    ['anything on the escalations board', '/service/tickets | board = "escalations"'],
    ["what's on the alerts board", '/service/tickets | board = "alerts"'],
  ],
  orders: [
    ['expense entries by amount last month', '/expense/entries | date = last month | order amount'],
    [
      'top 4 purchase orders by total this year',
      '/procurement/purchaseorders | poDate = this year | order total desc | 4 rows',
    ],
    ['invoices in descending order of balance', '/finance/invoices | order balance desc'],
    ['projects in due date order', '/project/projects | order estimatedEnd'],
    ['expense reports ranked by total', '/expense/reports | order total desc'],
    ['invoices newest to oldest', '/finance/invoices | order date desc'],
    ['products ordered by price from lowest to highest', '/procurement/products | order price asc'],
    [
      'open tickets starting with the oldest due date',
      '/service/tickets | closedFlag = false | order requiredDate asc',
    ],
    ['agreements starting with B', '/finance/agreements | name like "B%"'],
    [
      'contacts title=Owner, order by lastName, fields id,lastName',
      '/company/contacts | title = Owner | order lastName | fields id,lastName',
    ],
  ],
  'amounts behind verbs': [
    ['tickets that took us more than 3 hours', '/service/tickets | actualHours > 3'],
    ['schedule entries lasting under two hours', '/schedule/entries | hours < 2'],
    ['projects estimated at more than 90 hours', '/project/projects | estimatedHours > 90'],
    ['orders that add up to over 2k', '/sales/orders | total > 2000'],
    ['time entries worth more than 400', '/time/entries | extendedInvoiceAmount > 400'],
  ],
  fields: [
    ['invoices, number and total suffice', '/finance/invoices | fields invoiceNumber,total'],
    ['companies, the name is enough', '/company/companies | fields name'],
    [
      'open tickets, just give me the names',
      '/service/tickets | closedFlag = false | fields summary',
    ],
    [
      'activities with only the id and the assigned to',
      '/sales/activities | fields id,assignTo/name',
    ],
  ],
  'what only says why it is asked': [
    ['Before I run payroll, show me open time sheets', '/time/sheets | status = Open'],
    ['For my report, list the closed projects', '/project/projects | closedFlag = true'],
    ['contacts of Acme so that I can call them', '/company/contacts | company like "Acme%"'],
    [
      'open tickets of Acme for the meeting tomorrow',
      '/service/tickets | closedFlag = false | company like "Acme%"',
    ],
    [
      'how many contacts do we have on file for Acme',
      '/company/contacts/count | company like "Acme%"',
    ],
    ['have we got any unpaid invoices', '/finance/invoices | balance > 0'],
    [
      'open tickets outside of their SLA',
      '/service/tickets | closedFlag = false | isInSla = false',
    ],
    ['activities marked for follow up', '/sales/activities | status = "follow up"'],
  ],
};

describe.each(Object.entries(kinds))('%s', (_, sentences) => {
  test.each(sentences)('%s', (sentence, expected) => {
    expect(line(sentence)).toBe(expected);
    expect(read(sentence).unused).toEqual([]);
    expect(confidenceOf(read(sentence))).toBeGreaterThanOrEqual(lowConfidence);
  });
});

describe('what may be meant stays named', () => {
  test.each([
    ['Before we closed ticket 8, show its notes', 'Before'],
    ['expenses for the meeting tomorrow', 'meeting'],
    ['show me the tickets because I need the printer ones', 'because'],
    ['tickets that took us longer than a day', 'took'],
    ['tickets that need more than 5 approvals', 'more'],
    ['tickets closed on time last month', 'time'],
  ])('%s', (sentence, word) => {
    expect(read(sentence).unused).toContain(word);
  });
});

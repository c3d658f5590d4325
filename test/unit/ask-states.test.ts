import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confidenceOf, lowConfidence } from '../../src/ask/confidence.js';
import type { Draft } from '../../src/ask/draft.js';
import { opposite } from '../../src/ask/opposite.js';
import { loreOf } from '../../src/ask/phrases.js';
import { openWorld, readIn } from '../support/asking.js';
import { recordShape } from '../../src/catalog/record-shape.js';

const world = openWorld();
const read = readIn(world);

/** Path and clauses, those of which one is enough behind two bars. */
function told({ path, filters, eithers }: Draft): string {
  const any = eithers.map(({ conditions }) => ` || ${conditions}`).join('');
  return `${path}: ${filters
    .map(({ where }) => where)
    .toSorted()
    .join('; ')}${any}`;
}

const plain: [string, string][] = [
  ['open tickets', '/service/tickets: closedFlag = false'],
  ['overdue tickets', '/service/tickets: closedFlag = false; requiredDate < now'],
  ['new tickets', '/service/tickets: status/name = New'],
  ['tickets out of sla', '/service/tickets: isInSla = false'],
  ['tickets that breached SLA', '/service/tickets: isInSla = false'],
  ['non-billable time entries', '/time/entries: billableOption != Billable'],
  ['uninvoiced time entries', '/time/entries: invoiceFlag = false'],
  [
    'timesheets awaiting approval',
    '/time/sheets: status in PendingApproval,PendingProjectApproval',
  ],
  ['companies on credit hold', '/company/companies: status/name = "Credit Hold"'],
  ['unsubscribed contacts', '/company/contacts: unsubscribeFlag = true'],
  ['devices whose warranty has expired', '/company/configurations: warrantyExpirationDate < today'],
  ['expired contracts', '/finance/agreements: agreementStatus = Expired'],
  ['unpaid invoices', '/finance/invoices: balance > 0'],
  ['past due invoices', '/finance/invoices: balance > 0; dueDate < today'],
  ['hot deals', '/sales/opportunities: rating/name = Hot'],
  ['overdue activities', '/sales/activities: dateEnd < now; status/name != Closed'],
  ['unacknowledged appointments', '/schedule/entries: acknowledgedFlag = false'],
  ['unbilled expenses', '/expense/entries: status not in Billed,BilledAgreement'],
  ['fixed fee projects', '/project/projects: billingMethod = FixedFee'],
  ['discontinued parts', '/procurement/catalog: inactiveFlag = true'],
  ['products to be ordered', '/procurement/products: needToPurchaseFlag = true'],
  ['outstanding POs', '/procurement/purchaseorders: closedFlag = false'],
  ['active technicians', '/system/members: inactiveFlag = false'],
  ['disabled webhooks', '/system/callbacks: inactiveFlag = true'],
];

const negated: [string, string][] = [
  ['tickets not closed', '/service/tickets: closedFlag = false'],
  ["tickets that aren't closed yet", '/service/tickets: closedFlag = false'],
  ["invoices that haven't been paid", '/finance/invoices: balance > 0'],
  ['agreements no longer active', '/finance/agreements: agreementStatus = Inactive'],
  [
    'workstations not in stock',
    '/company/configurations: status/name != "In Stock"; type/name = Workstation',
  ],
  [
    'time entries that are not approved',
    '/time/entries: status in Open,Rejected,PendingApproval,ErrorsCorrected,PendingProjectApproval,RejectBySecondTier',
  ],
];

const joined: [string, string][] = [
  ['won or lost opportunities', '/sales/opportunities: status/name in Won,Lost'],
  ['won and lost deals', '/sales/opportunities: status/name in Won,Lost'],
  [
    'projects on hold or completed',
    '/project/projects:  || status/name="On Hold" or closedFlag=true',
  ],
  [
    'tickets that are overdue or unassigned',
    '/service/tickets:  || (closedFlag=false and requiredDate < [now]) or owner=null',
  ],
  [
    'tickets that are on hold, waiting or new',
    '/service/tickets:  || status/name contains "Hold" or status/name contains "Waiting" or status/name="New"',
  ],
];

const dated: [string, string][] = [
  ['new tickets this week', '/service/tickets: dateEntered = this week'],
  ['new opportunities this month', '/sales/opportunities: dateBecameLead = this month'],
  ['agreements expiring next month', '/finance/agreements: endDate = next month'],
  ['expiring agreements next month', '/finance/agreements: endDate = next month'],
  ['deals won last quarter', '/sales/opportunities: closedDate = last quarter; status/name = Won'],
  ['tickets closed last week', '/service/tickets: closedDate = last week'],
];

const otherwise: [string, string][] = [
  ['open the tickets of board 1', '/service/tickets: board/id = 1'],
  ['tickets closed by asmith', '/service/tickets: closedBy = "asmith"'],
  ['companies with lead source Referral', '/company/companies: leadSource = "Referral"'],
  ['tickets with status Closed', '/service/tickets: status = "Closed"'],
];

const sorts: [string, string][] = [
  ['servers', '/company/configurations: type/name = Server'],
  ['retired laptops', '/company/configurations: status/name = Retired; type/name = Laptop'],
  ['credit memos', '/finance/invoices: type = CreditMemo'],
  ['switches and firewalls', '/company/configurations: type/name in Switch,Firewall'],
  ['devices that are not servers', '/company/configurations: type/name != Server'],
  ['vendors', '/company/companies: types/name = Vendor'],
  ['meetings next week', '/sales/activities: dateStart = next week; type/name = Meeting'],
];

/** Of resources that the table does not say more of. */
const derived: [string, string][] = [
  ['pricing schedules that are inactive', '/procurement/pricingschedules: inactiveFlag = true'],
  ['active pricing schedules', '/procurement/pricingschedules: inactiveFlag = false'],
  ['required user defined fields', '/system/userDefinedFields: requiredFlag = true'],
  ['stopped schedule stopwatches', '/time/schedulestopwatches: status = Stopped'],
  ['commissions ending this year', '/sales/commissions: dateEnd = this year'],
];

test.each([...plain, ...negated, ...joined, ...dated, ...otherwise, ...sorts, ...derived])(
  '%s',
  (text, expected) => {
    const draft = read(text);
    expect(told(draft)).toBe(expected);
    expect(draft.unused).toEqual([]);
  },
);

test('a state of other records makes a sentence doubtful', () => {
  expect(confidenceOf(read('hot tickets'))).toBeLessThan(lowConfidence);
});

test('the opposite of an opposite is the clause itself', () => {
  const clauses = fc.tuple(
    fc.constantFrom('closedFlag', 'status/name', 'balance'),
    fc.constantFrom('=', '!=', '<', '<=', '>', '>=', '~', '!~', 'in', 'not in'),
    fc.constantFrom('null', '"In Stock"', '0', 'New,Closed'),
  );
  fc.assert(
    fc.property(clauses, ([path, operator, value]) => {
      const clause = `${path} ${operator} ${value}`;
      expect(opposite(opposite([clause]) ?? [])).toEqual([clause]);
    }),
  );
});

test('a state is negated by the word not, whatever it is', () => {
  const path = '/procurement/catalog';
  const list = world.catalog.onPath(path).find(({ method }) => method === 'GET');
  if (list === undefined) throw new Error('no catalog items');
  const { states } = loreOf(path, recordShape(world.catalog, list));
  const single = Object.keys(states).filter(
    (word) => /^[a-z]+$/.test(word) && states[word]?.length === 1,
  );
  fc.assert(
    fc.property(fc.constantFrom(...single), (word) => {
      const [said, denied] = [
        `catalog items that are ${word}`,
        `catalog items that are not ${word}`,
      ];
      expect(told(read(denied))).not.toBe(told(read(said)));
      expect(read(denied).unused).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test.each([
  ['expenses marked do not bill', '/expense/entries: billableOption = DoNotBill'],
  ['expenses that have been marked as do not bill', '/expense/entries: billableOption = DoNotBill'],
  ['products marked as do not bill', '/procurement/products: billableOption = DoNotBill'],
])('values in words: %s', (text, expected) => {
  const draft = read(text);
  expect(told(draft)).toBe(expected);
  expect(draft.unused.filter((word) => word !== 'marked')).toEqual([]);
});

describe("what is nobody's", () => {
  test.each([
    ['tickets that have not been assigned to anyone yet', '/service/tickets: owner = null'],
    ["tickets that haven't been assigned to anybody", '/service/tickets: owner = null'],
    ["tickets which aren't assigned to anyone", '/service/tickets: owner = null'],
    ['tickets without anybody assigned', '/service/tickets: owner = null'],
    ['activities that nobody is assigned to', '/sales/activities: assignTo = null'],
    ['opportunities with no one assigned', '/sales/opportunities: primarySalesRep = null'],
    ['projects which nobody has been assigned to', '/project/projects: manager = null'],
    ['tickets assigned to anyone', '/service/tickets: assigned != null'],
    ['tickets not assigned to anyone but me', '/service/tickets: assigned = me'],
  ])('%s', (text, expected) => {
    const draft = read(text);
    expect(told(draft)).toBe(expected);
    expect(draft.unused).toEqual([]);
  });

  test('a not that nothing is known of stays named, and is no name', () => {
    const draft = read("purchase orders that haven't been countersigned");
    expect(draft.unused).toContain("haven't");
    expect(confidenceOf(draft)).toBeLessThan(lowConfidence);
  });
});

test.each([
  ['time entries with work type After Hours longer than 1 hour', 'workType = "After Hours"'],
  ['activities with status Follow up or Open', 'status in "Follow up","Open"'],
  ['activities with status Open or Follow up', 'status in "Open","Follow up"'],
  ['activities with status Follow up', 'status = "Follow up"'],
])('a value beside its field is no state: %s', (sentence, clause) => {
  const { filters, unused } = read(sentence);
  expect(filters.map(({ where }) => where)).toContain(clause);
  expect(unused).toEqual([]);
});

test.each(['Frank would like to see the open tickets', 'my boss wants the open tickets'])(
  'who asks is none of what is asked: %s',
  (sentence) => {
    const { path, filters, eithers, unused } = read(sentence);
    expect({ path, eithers, unused }).toEqual({
      path: '/service/tickets',
      eithers: [],
      unused: [],
    });
    expect(filters.map(({ where }) => where)).toEqual(['closedFlag = false']);
  },
);

test('what no record can be both is doubted', () => {
  expect(confidenceOf(read('tickets with status New, whose status is Closed'))).toBeLessThan(
    lowConfidence,
  );
});

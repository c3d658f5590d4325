import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { confidenceOf, lowConfidence } from '../../src/ask/confidence.js';
import { readSentence } from '../../src/ask/plan.js';
import { choiceOf, openWorld, readIn } from '../support/asking.js';

const world = openWorld();
const draftOf = readIn(world);

function read(sentence: string) {
  const draft = draftOf(sentence);
  const { all, any } = choiceOf(draft);
  return { ...draft, clauses: [...all, ...any.map((conditions) => `(${conditions})`)] };
}

const company = (name: string) =>
  `company/identifier like "${name}%" or company/name like "${name}%"`;
const assigned = (name: string) =>
  `owner/identifier contains "${name}" or owner/name contains "${name}" or resources contains "${name}"`;

function expectClauses(sentence: string, clauses: readonly string[]): void {
  const { clauses: found, unused } = read(sentence);
  expect({ clauses: found, unused }).toEqual({ clauses, unused: [] });
}

describe('names of companies', () => {
  test.each([
    ['tickets for Acme', 'company like "Acme%"'],
    ['tickets at Northwind Traders', 'company like "Northwind Traders%"'],
    ['Acme Manufacturing tickets', 'company like "Acme Manufacturing%"'],
    ['tickets where the company is Acme', 'company like "Acme%"'],
    ['invoices for the client Contoso', 'company like "Contoso%"'],
    ['configurations that belong to Acme', 'company like "Acme%"'],
    ['invoices sent to Acme', 'company like "Acme%"'],
    ['agreements for Acme, Inc.', 'company like "Acme%"'],
    ['tickets for Acme and Contoso', `(${company('Acme')} or ${company('Contoso')})`],
    ['tickets excluding Acme', 'company notlike "Acme%"'],
    ['tickets for everyone but Acme', 'company notlike "Acme%"'],
    ['tickets for acme', `(${company('acme')} or ${assigned('acme')})`],
    [
      'purchase orders from vendor Tessel Technologies',
      'vendorCompany like "Tessel Technologies%"',
    ],
  ])('%s', (sentence, ...clauses) => {
    expectClauses(sentence, clauses);
  });

  test.each([
    ['tickets for Open Systems Inc', 'company like "Open Systems%"'],
    ['tickets for Monday Motors', 'company like "Monday Motors%"'],
    ['tickets for "New Last Week Ltd"', 'company = "New Last Week Ltd"'],
  ])('words of a name are read as nothing else: %s', (sentence, clause) => {
    expectClauses(sentence, [clause]);
  });

  test('a word in small letters before the noun is a doubt', () => {
    const { clauses, doubts } = read('acme tickets');
    expect(clauses).toEqual([
      `(${company('acme')} or ${assigned('acme')} or summary contains "acme")`,
    ]);
    expect(doubts).toHaveLength(1);
  });
});

describe('names of members', () => {
  test.each([
    ['my tickets', 'assigned = me'],
    ['tickets I closed', 'closedBy = me'],
    ['time entries by John Doe', 'member = "John Doe"'],
    ['tickets assigned to jdoe', `(${assigned('jdoe')})`],
    ['tickets not assigned to jdoe', 'owner !~ "jdoe"', 'resources !~ "jdoe"'],
    ['tickets assigned to me or asmith', 'assigned in me,"asmith"'],
    ['tickets closed by jdoe last week', 'closedDate = last week', 'closedBy = "jdoe"'],
    ['tickets owned by asmith', 'owner ~ "asmith"'],
    ['projects managed by Min Lee', 'manager = "Min Lee"'],
    ['opportunities with sales rep dpark', 'primarySalesRep ~ "dpark"'],
    ['schedule entries for vharlow', 'member ~ "vharlow"'],
    ['how many time entries did jdoe log last week', 'timeStart = last week', 'member ~ "jdoe"'],
  ])('%s', (sentence, ...clauses) => {
    expectClauses(sentence, clauses);
  });

  test('where records have a company and a member, a name may be either', () => {
    const { clauses, doubts } = read('time entries for Anna');
    expect(clauses).toEqual([
      `(${company('Anna')} or member/identifier contains "Anna" or member/name contains "Anna")`,
    ]);
    expect(doubts).toHaveLength(1);
  });

  test('an identifier is not told from a name: that is a doubt', () => {
    expect(read('tickets entered by Anna Smith').doubts[0]?.weight).toBeLessThan(0.9);
  });
});

describe('values beside the words for their fields', () => {
  test.each([
    ['tickets on the Help Desk board', 'board = "Help Desk"'],
    ['alerts board tickets', 'board = "alerts"'],
    ['tickets on the field service board', 'board = "field service"'],
    ['tickets not on the Alerts or Projects board', 'board notin "Alerts","Projects"'],
    ['tickets in status New or In Progress', 'status in "New","In Progress"'],
    ['tickets whose status is not Closed', 'status != "Closed"'],
    ['tickets except status Closed', 'status != "Closed"'],
    ['high priority tickets', 'priority ~ "high"'],
    ['P1 tickets', 'priority ~ "Priority 1"'],
    [
      'high and critical priority tickets',
      '(priority/name contains "high" or priority/name contains "critical")',
    ],
    ['tickets with severity high and low impact', 'severity = "High"', 'impact = "Low"'],
    ['tickets assigned to the Service Desk team', 'team = "Service Desk"'],
    ['agreements of type "Block Hours"', 'type = "Block Hours"'],
    ['companies of type Customer', 'types/name = "Customer"'],
    ['configurations with serial number ABC-123', 'serialNumber = "ABC-123"'],
    [
      'contacts with title Plant Manager at Acme',
      'title ~ "Plant Manager"',
      'company like "Acme%"',
    ],
    ['contacts in Tampa, FL', 'city = "Tampa"', 'state = "FL"'],
    ['tickets w/o owner', 'owner = null'],
    ['configurations with no model number', 'modelNumber = null'],
  ])('%s', (sentence, ...clauses) => {
    expectClauses(sentence, clauses);
  });
});

describe('texts', () => {
  test.each([
    ['tickets about printers', 'summary ~ "printer"'],
    ["tickets 'blue screen'", 'summary ~ "blue screen"'],
    [
      'tickets about Active Directory opened last week',
      'dateEntered = last week',
      'summary ~ "Active Directory"',
    ],
    ['tickets about outlook or teams', '(summary contains "outlook" or summary contains "teams")'],
    ['tickets not containing spam', 'summary !~ "spam"'],
    ['tickets with printer in the summary', 'summary ~ "printer"'],
    ['time entries with notes containing "rebooted"', 'notes ~ "rebooted"'],
    ['companies whose name starts with A', 'name like "A%"'],
    ['contacts named Keller', '(firstName contains "Keller" or lastName contains "Keller")'],
    ['contact Maria Keller', 'firstName = "Maria"', 'lastName = "Keller"'],
    ['search tickets for mailbox', 'summary ~ "mailbox"'],
    ['tickets about printers', 'summary ~ "printer"'],
    ['tickets about modems', 'summary ~ "modem"'],
    ['tickets about windows', 'summary ~ "windows"'],
  ])('%s', (sentence, ...clauses) => {
    expectClauses(sentence, clauses);
  });
});

describe('order, extent and fields', () => {
  test.each([
    ['tickets, newest first', { orderBy: ['dateEntered desc'] }],
    ['my tickets sorted by priority', { orderBy: ['priority/sort asc'] }],
    ['tickets order by status asc, id desc', { orderBy: ['status/name asc', 'id desc'] }],
    ['invoices with the highest balance first', { orderBy: ['balance desc'] }],
    ['the ten most recently updated tickets', { orderBy: ['lastUpdated desc'], rows: 10 }],
    ['top 5 invoices by total', { orderBy: ['total desc'], rows: 5 }],
    ['last 10 tickets for Acme', { orderBy: ['dateEntered desc'], rows: 10 }],
    ['the 3 newest tickets', { orderBy: ['dateEntered desc'], rows: 3 }],
    ['the oldest open ticket', { orderBy: ['dateEntered asc'], rows: 1 }],
    ['the oldest open tickets', { orderBy: ['dateEntered asc'] }],
    ['the longest time entry this month', { orderBy: ['actualHours desc'], rows: 1 }],
    ['companies in alphabetical order', { orderBy: ['name asc'] }],
    ['agreements with the most recent cancellation first', { orderBy: ['dateCancelled desc'] }],
    ['tickets by creation date', { orderBy: ['dateEntered'] }],
    ['5 open tickets', { rows: 5 }],
    ['all members', { all: true }],
    ['tickets for Acme limit 20', { rows: 20 }],
  ])('%s', (sentence, expected) => {
    const { orderBy, all, rows, unused } = read(sentence);
    const found = { orderBy, all, unused, ...(rows !== undefined && { rows }) };
    expect(found).toEqual({ orderBy: [], all: false, unused: [], ...expected });
  });

  test.each([
    ['tickets, only id and summary', ['id', 'summary']],
    ['tickets for Acme: id, summary, status', ['id', 'summary', 'status/name']],
    ['give me the ids of closed tickets', ['id']],
    ['names and phone numbers of contacts at Acme', ['firstName', 'lastName', 'defaultPhoneNbr']],
    ['companies (id, name)', ['id', 'name']],
    ['tickets with their owners', ['owner/name']],
    ['projects, name and percent complete only', ['name', 'percentComplete']],
    ['tickets with status New', []],
    ['high priority tickets', []],
  ])('%s', (sentence, fields) => {
    const found = read(sentence);
    expect({ fields: found.fields, unused: found.unused }).toEqual({ fields, unused: [] });
  });
});

describe('whatever is written', () => {
  const words = fc.constantFrom(
    ...`tickets open for Acme by jdoe my "blue screen" status New or and the Help Desk board priority high not except with
     without owner newest first top 5 only id summary sorted desc about 'x about, : ( ) Acme's P1 due this week in Tampa
     time entries invoices is = zzyx Anna Smith assigned to me nobody & . I closed which does have`.split(
      /\s+/,
    ),
  );

  test('it is read without an error, and no word is both understood and unused', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 14 }), (said) => {
        const sentence = said.join(' ');
        const draft = readSentence(sentence, world);
        for (const word of draft?.unused ?? []) {
          const times = sentence.split(word).length - 1;
          const taken = (draft?.understood ?? []).filter((one) => one.words.includes(word)).length;
          expect(taken).toBeLessThan(times);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('a text in quotes is looked for as it is', () => {
    const text = fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 })
      .map((one) => one.replaceAll(/["\\%]/g, '').trim())
      .filter((one) => one !== '');
    fc.assert(
      fc.property(text, (one) => {
        expect(read(`tickets containing "${one}"`).clauses).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});

describe('fields beside their values', () => {
  test.each([
    ['time entries where workType is On-Site', 'workType = "On-Site"'],
    ['time entries with work type Remote, over 2 hours', 'actualHours > 2', 'workType = "Remote"'],
    ['tickets status not equal to Closed', 'status != "Closed"'],
    ['tickets whose status is anything but New', 'status != "New"'],
    ['tickets whose status equals New', 'status = "New"'],
    ['invoices with status other than Paid', 'status != "Paid"'],
    ['opportunities where stage does not equal Proposal', 'stage != "Proposal"'],
    ['configurations running Server OS 2019', 'osType ~ "Server OS 2019"'],
    ['contacts w/ email @oakmere.example', 'communicationItems/value ~ "@oakmere.example"'],
    ['vendor companies in texas', 'types/name = Vendor', 'state in "TX","texas"'],
  ])('%s', (sentence, ...clauses) => {
    expectClauses(sentence, clauses);
  });
});

describe('what somebody is to the records, and did to them', () => {
  test.each([
    ['companies that have Lee Park as their territory manager', 'territoryManager = "Lee Park"'],
    ['projects with Lee Park as manager', 'manager = "Lee Park"'],
    ['tickets with jdoe as owner', 'owner ~ "jdoe"'],
    ['configurations with Lumora as the manufacturer', 'manufacturer = "Lumora"'],
    ['opportunities that Lee Park has lost', 'primarySalesRep = "Lee Park"', 'status/name = Lost'],
    ['deals that Lee Park won', 'primarySalesRep = "Lee Park"', 'status/name = Won'],
    ['which tickets did jdoe close last week', 'closedDate = last week', 'closedBy = "jdoe"'],
    ['contacts we have at Tern Steelworks', 'company like "Tern Steelworks%"'],
    ['everybody whose last name is Keller among our contacts', 'lastName = "Keller"'],
    ['tickets closed in the last 2 weeks by jdoe', 'closedDate >= -2w', 'closedBy = "jdoe"'],
    [
      'tickets entered yesterday for Acme by jdoe',
      'dateEntered = yesterday',
      'enteredBy = "jdoe"',
      'company like "Acme%"',
    ],
    ['articles written last year by jdoe', 'dateCreated = last year', 'createdBy = "jdoe"'],
    ['time entries logged on Monday by Lee Park', 'timeStart = monday', 'member = "Lee Park"'],
    ['tickets updated this week by phone', 'lastUpdated = this week', 'source/name ~ Phone'],
    ['projects that Lee Park manages', 'manager = "Lee Park"'],
    ['service teams Lee Park leads', 'leader = "Lee Park"'],
    ['companies Lee Park is managing', 'territoryManager = "Lee Park"'],
    ['opportunities Lee Park has been working on', 'primarySalesRep = "Lee Park"'],
    ['opportunities Lee Park is closing', 'primarySalesRep = "Lee Park"'],
    ['meetings Lee Park has planned', 'type/name = Meeting', 'assignTo = "Lee Park"'],
    ['agreements Tern has cancelled', 'company like "Tern%"', 'cancelledFlag = true'],
    ['invoices Tern Steelworks has paid', 'company like "Tern Steelworks%"', 'balance = 0'],
  ])('%s', (sentence, ...clauses) => {
    expectClauses(sentence, clauses);
  });

  test('what works or not is nobody', () => {
    const { clauses, unused } = read('tickets where Outlook is working');
    expect({ clauses, unused }).toEqual({ clauses: [], unused: ['Outlook', 'working'] });
  });

  test.each(['invoices that Lee Park sent', 'expenses approved by Lee Park'])(
    'whoever did it is hardly whose the records are: %s',
    (sentence) => {
      expect(confidenceOf(read(sentence))).toBeLessThan(lowConfidence);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSentence } from '../../src/ask/plan.js';
import { openWorld, orderIn } from '../support/asking.js';

const world = openWorld();
const read = orderIn(world);

const printerDown = ['board=Help Desk', 'company=Acme', 'priority=high', 'summary=printer down'];

describe('a record is made', () => {
  test.each<[string, string, string[]]>([
    [
      'create a ticket for Acme: printer down, board Help Desk, priority high',
      'service/tickets',
      printerDown,
    ],
    [
      'Create a ticket for Acme, board Help Desk, priority high, summary: printer down',
      'service/tickets',
      printerDown,
    ],
    [
      'create ticket company=Acme summary="printer down" board="Help Desk" priority=high',
      'service/tickets',
      printerDown,
    ],
    [
      'create ticket: company Acme, summary printer down, board Help Desk, priority high',
      'service/tickets',
      printerDown,
    ],
    [
      'Could you please open a new high priority ticket for Acme on the Help Desk board with the summary "printer down"?',
      'service/tickets',
      printerDown,
    ],
    [
      'please raise a high priority ticket for Acme on the Help Desk board about printer down',
      'service/tickets',
      printerDown,
    ],
    [
      'open ticket for Northwind Traders: status page down',
      'service/tickets',
      ['company=Northwind Traders', 'summary=status page down'],
    ],
    [
      'log a ticket for acme - mailbox full, p2, assigned to asmith',
      'service/tickets',
      ['company=acme', 'owner=asmith', 'priority=Priority 2', 'summary=mailbox full'],
    ],
    [
      'create a ticket for Law Office of Smith and Sons on the Alerts board: disk full',
      'service/tickets',
      ['board=Alerts', 'company=Law Office of Smith and Sons', 'summary=disk full'],
    ],
    [
      'create a ticket for Acme titled "VPN: cannot connect" with type Network, source Phone and contact Maria Keller',
      'service/tickets',
      [
        'company=Acme',
        'contact=Maria Keller',
        'source=Phone',
        'summary=VPN: cannot connect',
        'type=Network',
      ],
    ],
    [
      'create a ticket for Acme: order toner, budget 2 hours, due tomorrow at 3pm',
      'service/tickets',
      ['budgetHours=2', 'company=Acme', 'requiredDate=2026-11-24T15:00', 'summary=order toner'],
    ],
    [
      'I would like you to create a new ticket for the company Northwind Traders. The summary should be "Laptop won\'t boot", the board is Help Desk and the priority is low.',
      'service/tickets',
      ['board=Help Desk', 'company=Northwind Traders', 'priority=low', "summary=Laptop won't boot"],
    ],
    [
      'add a server called ACME-SRV9 to Acme',
      'company/configurations',
      ['company=Acme', 'name=ACME-SRV9', 'type=Server'],
    ],
    [
      'create a company called Acme Widgets with identifier ACMEWID',
      'company/companies',
      ['identifier=ACMEWID', 'name=Acme Widgets'],
    ],
    [
      'create an opportunity for Acme: server refresh, contact Maria Keller, sales rep cvega, expected close 2027-01-31',
      'sales/opportunities',
      [
        'company=Acme',
        'contact=Maria Keller',
        'expectedCloseDate=2027-01-31',
        'name=server refresh',
        'primarySalesRep=cvega',
      ],
    ],
    [
      'create a project for Contoso: office move, board Projects, billing method Fixed Fee, estimated start 2026-12-01, estimated end 2027-02-28',
      'project/projects',
      [
        'billingMethod=FixedFee',
        'board=Projects',
        'company=Contoso',
        'estimatedEnd=2027-02-28',
        'estimatedStart=2026-12-01',
        'name=office move',
      ],
    ],
    [
      'log a call with Acme: discuss renewal, assigned to cvega, tomorrow',
      'sales/activities',
      ['assignTo=cvega', 'company=Acme', 'dateStart=tomorrow', 'name=discuss renewal', 'type=Call'],
    ],
    [
      'create a purchase order for vendor Tessel Technologies, status Open, terms Net 30 days',
      'procurement/purchaseorders',
      ['status=Open', 'terms=Net 30 days', 'vendorCompany=Tessel Technologies'],
    ],
    ['add a task to ticket 5: call back', 'service/tickets/5/tasks', ['notes=call back']],
    ['add a site to company 5: Warehouse', 'company/companies/5/sites', ['name=Warehouse']],
    ['add a phase to project 3: Rollout', 'project/projects/3/phases', ['description=Rollout']],
    ['attach configuration 45 to ticket 3', 'service/tickets/3/configurations', ['id=45']],
    [
      'add a $25 parking expense to ticket 5',
      'expense/entries',
      ['amount=25', 'chargeToId=5', 'chargeToType=ServiceTicket', 'date=today', 'type=parking'],
    ],
    [
      'add an expense of 12.50 dollars for parking to ticket 5 yesterday: visit',
      'expense/entries',
      [
        'amount=12.50',
        'chargeToId=5',
        'chargeToType=ServiceTicket',
        'date=yesterday',
        'notes=visit',
        'type=parking',
      ].map((one) => one.replace('12.50', '12.5')),
    ],
    [
      'schedule jdoe on ticket 123 tomorrow from 2pm to 4pm',
      'schedule/entries',
      [
        'dateEnd=2026-11-24T16:00',
        'dateStart=2026-11-24T14:00',
        'member=jdoe',
        'objectId=123',
        'type.identifier=S',
      ],
    ],
    [
      'dispatch mlee to ticket 77 on Friday at 9am for 90 minutes',
      'schedule/entries',
      [
        'dateEnd=2026-11-27T10:30',
        'dateStart=2026-11-27T09:00',
        'member=mlee',
        'objectId=77',
        'type.identifier=S',
      ],
    ],
  ])('%s', (sentence, path, sets) => {
    expect(read(sentence)).toEqual({ call: `POST /${path}`, sets, sure: true });
  });

  test('a person has two names and is reached by entries of a list', () => {
    const { call, sets } = read(
      'add a contact Jane Roe to Acme, cell 555-010-2030, email jane@acme.com',
    );
    expect(call).toBe('POST /company/contacts');
    expect(sets).toEqual(
      expect.arrayContaining([
        'firstName=Jane',
        'lastName=Roe',
        'company=Acme',
        'communicationItems.0.value=555-010-2030',
        'communicationItems.1.value=jane@acme.com',
        'communicationItems.1.communicationType=Email',
      ]),
    );
  });
});

describe('notes and time', () => {
  const note = 'service/tickets/123/notes';
  const time = ['chargeToId=123', 'chargeToType=ServiceTicket'];
  test.each<[string, string, string[]]>([
    [
      'add an internal note to 123: called back, board status fine',
      note,
      ['internalAnalysisFlag=true', 'text=called back, board status fine'],
    ],
    [
      'add a note to ticket 123 saying the server was rebooted',
      note,
      ['detailDescriptionFlag=true', 'text=the server was rebooted'],
    ],
    [
      "comment on #123 'customer will call back'",
      note,
      ['detailDescriptionFlag=true', 'text=customer will call back'],
    ],
    [
      'note on ticket 123: close it tomorrow',
      note,
      ['detailDescriptionFlag=true', 'text=close it tomorrow'],
    ],
    [
      'post a resolution note on ticket 123: replaced the toner',
      note,
      ['resolutionFlag=true', 'text=replaced the toner'],
    ],
    [
      'add a note to company 3: ring at the side door',
      'company/companies/3/notes',
      ['text=ring at the side door'],
    ],
    [
      'log 30 minutes on ticket 123: rebooted',
      'time/entries',
      ['actualHours=0.5', ...time, 'notes=rebooted', 'timeStart=-30m'],
    ],
    [
      'log 1.5h to #123 yesterday',
      'time/entries',
      ['actualHours=1.5', ...time, 'timeStart=yesterday'],
    ],
    [
      'add 2 hours of time to ticket 123 from 9:00 to 11:00',
      'time/entries',
      ['actualHours=2', ...time, 'timeEnd=2026-11-23T11:00', 'timeStart=2026-11-23T09:00'],
    ],
    [
      'spent half an hour on 123: patched',
      'time/entries',
      ['actualHours=0.5', ...time, 'notes=patched', 'timeStart=-30m'],
    ],
    [
      'log 45 min non-billable on ticket 123: clean-up',
      'time/entries',
      ['actualHours=0.75', 'billableOption=DoNotBill', ...time, 'notes=clean-up', 'timeStart=-45m'],
    ],
    [
      'Please log an hour and a half of time against ticket 123 with work type Remote: migrated',
      'time/entries',
      ['actualHours=1.5', ...time, 'notes=migrated', 'timeStart=-90m', 'workType=Remote'],
    ],
    [
      'log 1 hour on charge code 2: weekly meeting',
      'time/entries',
      [
        'actualHours=1',
        'chargeToId=2',
        'chargeToType=ChargeCode',
        'notes=weekly meeting',
        'timeStart=-60m',
      ],
    ],
    [
      'log 30 min for jdoe on ticket 123: reset password',
      'time/entries',
      ['actualHours=0.5', ...time, 'member=jdoe', 'notes=reset password', 'timeStart=-30m'],
    ],
  ])('%s', (sentence, path, sets) => {
    expect(read(sentence)).toEqual({ call: `POST /${path}`, sets, sure: true });
  });
});

describe('a record is changed', () => {
  test.each<[string, string, string[]]>([
    ['close ticket 123', 'service/tickets/123', ['status=Closed']],
    ['please close #123, thanks', 'service/tickets/123', ['status=Closed']],
    ['close 123 and assign it to jdoe', 'service/tickets/123', ['owner=jdoe', 'status=Closed']],
    ['complete project 3', 'project/projects/3', ['status=Completed']],
    ['complete task 2 of ticket 5', 'service/tickets/5/tasks/2', ['closedFlag=true']],
    ['cancel agreement 4', 'finance/agreements/4', ['cancelledFlag=true']],
    ['mark opportunity 4 as won', 'sales/opportunities/4', ['status=won']],
    ['deactivate contact 5', 'company/contacts/5', ['inactiveFlag=true']],
    ['make configuration 45 inactive', 'company/configurations/45', ['activeFlag=false']],
    ['mark time entry 12 as no charge', 'time/entries/12', ['billableOption=NoCharge']],
    ['assign 123 to me', 'service/tickets/123', ['owner=me']],
    ['give ticket 5 to Anna Smith', 'service/tickets/5', ['owner=Anna Smith']],
    ['assign jdoe to ticket 7', 'service/tickets/7', ['owner=jdoe']],
    ['assign opportunity 5 to dpark', 'sales/opportunities/5', ['primarySalesRep=dpark']],
    ['assign ticket 5 to the Service team', 'service/tickets/5', ['team=Service']],
    [
      'assign ticket 5 to jdoe and set priority to high',
      'service/tickets/5',
      ['owner=jdoe', 'priority=high'],
    ],
    ['unassign ticket 5', 'service/tickets/5', ['-owner']],
    ['clear the due date of ticket 5', 'service/tickets/5', ['-requiredDate']],
    ['make jdoe the owner of ticket 5', 'service/tickets/5', ['owner=jdoe']],
    ['reassign ticket 5 from jdoe to asmith', 'service/tickets/5', ['owner=asmith']],
    ['mark schedule entry 9 as done', 'schedule/entries/9', ['doneFlag=true']],
    ['remove the owner from ticket 5', 'service/tickets/5', ['-owner']],
    [
      'set the warranty of configuration 45 to 2027-01-31',
      'company/configurations/45',
      ['warrantyExpirationDate=2027-01-31'],
    ],
    ["change ticket 5's priority to high", 'service/tickets/5', ['priority=high']],
    ['make ticket 5 high priority', 'service/tickets/5', ['priority=high']],
    [
      'move ticket 5 to the Alerts board and assign it to mlee',
      'service/tickets/5',
      ['board=Alerts', 'owner=mlee'],
    ],
    ['put ticket 7 in Waiting on Customer', 'service/tickets/7', ['status=Waiting on Customer']],
    ['set ticket 5 status=New, priority=low', 'service/tickets/5', ['priority=low', 'status=New']],
    [
      'set priority to high and status to In Progress on ticket 5',
      'service/tickets/5',
      ['priority=high', 'status=In Progress'],
    ],
    [
      'set the summary of ticket 5 to "Status to New" and priority to low',
      'service/tickets/5',
      ['priority=low', 'summary=Status to New'],
    ],
    [
      'set the due date of ticket 5 to December 24',
      'service/tickets/5',
      ['requiredDate=2026-12-24'],
    ],
    ['update the budget of project 3 to 40 hours', 'project/projects/3', ['budgetHours=40']],
    [
      'set the quantity of product 12 to 4 and the price to $99.50',
      'procurement/products/12',
      ['price=99.5', 'quantity=4'],
    ],
    [
      'update configuration 45: serial number ABC-123, status Retired',
      'company/configurations/45',
      ['serialNumber=ABC-123', 'status=Retired'],
    ],
    ['rename company 5 to Status is Good', 'company/companies/5', ['name=Status is Good']],
    ['extend agreement 4 to 2027-12-31', 'finance/agreements/4', ['endDate=2027-12-31']],
  ])('%s', (sentence, path, sets) => {
    expect(read(sentence)).toEqual({ call: `PATCH /${path}`, sets, sure: true });
  });

  test.each<[string, string]>([
    ['delete note 5 of ticket 3', 'DELETE /service/tickets/3/notes/5'],
    ['remove configuration 5 from ticket 3', 'DELETE /service/tickets/3/configurations/5'],
    ['delete time entry 44', 'DELETE /time/entries/44'],
    ['copy ticket 5', 'POST /service/tickets/5/copy'],
    ['approve time sheet 5', 'POST /time/sheets/5/approve'],
    ['convert opportunity 5 to a project', 'POST /sales/opportunities/5/convertToProject'],
    ['merge ticket 5 into 7', 'POST /service/tickets/7/merge'],
    ['merge company 5 into 7', 'POST /company/companies/5/merge'],
  ])('%s', (sentence, call) => {
    expect(read(sentence)).toMatchObject({ call, sure: true });
  });
});

describe('no change is made of what asks for none, or for more than one record', () => {
  test.each([
    'close all tickets for Acme',
    'close all but ticket 5',
    'close tickets 5, 6 and 7',
    'close ticket 5 and ticket 6',
    "close ticket 5 when it's done",
    'close ticket 5 unless jdoe objects',
    'delete all tickets',
    'delete tickets 5-9',
    'delete the notes of ticket 5',
    'delete configuration 45 of Acme',
    'remove me from ticket 5',
    'remove jdoe from ticket 5',
    'delete all of ticket 5',
    'assign open tickets to jdoe',
    'update all tickets for Acme to priority low',
    'create 3 tickets for Acme: printer down',
    'create tickets for Acme and Contoso: patching',
    'add jdoe to ticket 5',
    'add 5 hours to the budget of project 3',
    'add a note to ticket 5',
    'add a note to activity 5: called',
    'log time on ticket 5',
    'log 2 hours',
    'merge tickets 5 and 7',
    'set ticket 5',
    'escalate ticket 5',
    'convert ticket 5 to a project ticket',
    'set the status of ticket 5 to closed and add a note: done',
    'open ticket 123',
    'open tickets for Acme',
    'take a look at ticket 5',
    'update on ticket 5',
    'close date of ticket 5',
    'closed tickets this week',
    'should I close ticket 5?',
    'can you tell me whether ticket 5 is closed',
    'show me how to close ticket 5',
    'tell jdoe to close ticket 5',
    'notes on ticket 5',
    'give me all notes of ticket 5',
    'schedule for jdoe tomorrow',
    'make a list of open tickets',
    'time entries to approve',
    'change requests this week',
  ])('%s', (sentence) => {
    const { call, sure } = read(sentence);
    expect(sure && !call.startsWith('GET') ? call : '').toBe('');
  });
});

const nouns = [
  'tickets',
  'time entries',
  'companies',
  'notes of ticket 5',
  'ticket 123',
  'invoice 5',
];
const ends = [
  '',
  'for Acme',
  'closed last week',
  'assigned to jdoe',
  'to close today',
  'on the Help Desk board',
];
const asks = [
  'show',
  'list',
  'get me',
  'how many',
  'which',
  'what are the',
  'open',
  'closed',
  'find',
  'count of',
  'who closed',
  'can you show me the',
  '',
];

test('what asks to see something is never a change', () => {
  const sentence = fc
    .tuple(fc.constantFrom(...asks), fc.constantFrom(...nouns), fc.constantFrom(...ends))
    .map((words) => words.filter((word) => word !== '').join(' '));
  fc.assert(
    fc.property(sentence, (said) => {
      expect(readSentence(said, world)?.method ?? 'GET').toBe('GET');
    }),
    { numRuns: 60 },
  );
});

test('the text of a note goes to the letter, whatever it says', () => {
  const text = fc
    .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 })
    .map((written) => `x${written.replaceAll(/\s+/g, ' ').trim()}`)
    .filter((written) => !/["'\\]/.test(written));
  fc.assert(
    fc.property(text, (written) => {
      const { sets, sure } = read(`add an internal note to ticket 5: ${written}`);
      expect(sets).toEqual(['internalAnalysisFlag=true', `text=${written}`]);
      expect(sure).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('no sentence of verbs, nouns and ids throws, and a word that was read is not unread as well', () => {
  const word = fc.constantFrom(
    ...'close assign set create add delete log note ticket company 5 #7 to of the priority high status: New "quoted text" jdoe Acme 30 minutes , and for on board tomorrow not'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), (words) => {
      const draft = readSentence(words.join(' '), world);
      const understood = draft?.understood.map((one) => one.words).join(' ').length ?? 0;
      const unused = draft?.unused.join(' ').length ?? 0;
      expect(understood + unused).toBeLessThanOrEqual(words.join(' ').length + 1);
    }),
    { numRuns: 60 },
  );
});

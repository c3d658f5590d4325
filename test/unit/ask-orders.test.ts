import { expect, test } from 'vitest';
import { openWorld, orderIn, testOrders, type Orders } from '../support/asking.js';

const read = orderIn(openWorld());

const time = ['chargeToId=7', 'chargeToType=ServiceTicket'];

const shapes: Orders = {
  'a record is made': [
    [
      "Please open a critical ticket for Fabrikam on the Field Service board saying 'the door is stuck'.",
      'POST /service/tickets',
      ['board=Field Service', 'company=Fabrikam', 'priority=critical', 'summary=the door is stuck'],
    ],
    [
      'Raise an urgent ticket for Acme stating that mail has stopped',
      'POST /service/tickets',
      ['company=Acme', 'priority=Priority 1', 'summary=mail has stopped'],
    ],
    [
      'create a ticket for Acme with the text "server down"',
      'POST /service/tickets',
      ['company=Acme', 'summary=server down'],
    ],
    ['add task to 7: order two mice', 'POST /service/tickets/7/tasks', ['notes=order two mice']],
    [
      'add company BLUEFIN called Bluefin Charters, phone 8135550100',
      'POST /company/companies',
      ['identifier=BLUEFIN', 'name=Bluefin Charters', 'phoneNumber=8135550100'],
    ],
    [
      'create company "Bluefin Charters" (BLUEFIN)',
      'POST /company/companies',
      ['identifier=BLUEFIN', 'name=Bluefin Charters'],
    ],
    [
      'new activity for cvega: send the quote to Contoso',
      'POST /sales/activities',
      ['assignTo=cvega', 'name=send the quote to Contoso'],
    ],
    [
      'schedule member dpark on ticket 7 from 2027-03-01T09:00:00Z to 2027-03-01T10:00:00Z',
      'POST /schedule/entries',
      [
        'dateEnd=2027-03-01T10:00:00Z',
        'dateStart=2027-03-01T09:00:00Z',
        'member=dpark',
        'objectId=7',
        'type.identifier=S',
      ],
    ],
    [
      'create a schedule entry for dpark on ticket 7 at 2027-03-01T09:00:00Z for 90 minutes',
      'POST /schedule/entries',
      [
        'dateEnd=2027-03-01T10:30:00Z',
        'dateStart=2027-03-01T09:00:00Z',
        'member=dpark',
        'objectId=7',
        'type.identifier=S',
      ],
    ],
    [
      'expense entry on ticket 7: type Meals, amount 18.50, date 2026-11-20, notes "Lunch"',
      'POST /expense/entries',
      ['amount=18.5', 'date=2026-11-20', 'notes=Lunch', ...time, 'type=Meals'].toSorted(),
    ],
    [
      'expense on 7: parking $12, notes "Visit"',
      'POST /expense/entries',
      ['amount=12', 'date=today', 'notes=Visit', ...time, 'type=parking'].toSorted(),
    ],
  ],
  'a note needs no verb': [
    [
      'company note 4: closed on Mondays',
      'POST /company/companies/4/notes',
      ['text=closed on Mondays'],
    ],
    ['contact 8 note: prefers email', 'POST /company/contacts/8/notes', ['text=prefers email']],
    [
      'ticket note 7 internal: parts ordered',
      'POST /service/tickets/7/notes',
      ['internalAnalysisFlag=true', 'text=parts ordered'],
    ],
    [
      '7 internal note: waiting',
      'POST /service/tickets/7/notes',
      ['internalAnalysisFlag=true', 'text=waiting'],
    ],
    [
      'add a discussion note to ticket 7 that says: we come on Friday.',
      'POST /service/tickets/7/notes',
      ['detailDescriptionFlag=true', 'text=we come on Friday.'],
    ],
    [
      'Could you add a note to opportunity 7 saying that they want two quotes?',
      'POST /sales/opportunities/7/notes',
      ['text=they want two quotes'],
    ],
  ],
  'time is told in words': [
    [
      'Please record an hour and a half of after hours work on ticket 7, with the note "Patched".',
      'POST /time/entries',
      ['actualHours=1.5', ...time, 'notes=Patched', 'timeStart=-90m', 'workType=After Hours'],
    ],
    [
      'log forty-five minutes onsite on 7: cabling',
      'POST /time/entries',
      ['actualHours=0.75', ...time, 'notes=cabling', 'timeStart=-45m', 'workType=On-Site'],
    ],
    [
      'time entry on ticket 7: 2h, work type Remote, notes "moved it"',
      'POST /time/entries',
      ['actualHours=2', ...time, 'notes=moved it', 'timeStart=-120m', 'workType=Remote'],
    ],
    [
      '3/4 of an hour on #7 - rebooted',
      'POST /time/entries',
      ['actualHours=0.75', ...time, 'notes=rebooted', 'timeStart=-45m'],
    ],
    [
      'create time entry chargeToId=7 chargeToType=ServiceTicket actualHours=1 notes="x y"',
      'POST /time/entries',
      ['actualHours=1', ...time, 'notes=x y', 'timeStart=-60m'],
    ],
  ],
  'several things change': [
    [
      'Could you set ticket 7 to In Progress and make Anna Smith its owner?',
      'PATCH /service/tickets/7',
      ['owner=Anna Smith', 'status=In Progress'],
    ],
    [
      'Please raise the priority of ticket 7 to high and assign it to Anna Smith.',
      'PATCH /service/tickets/7',
      ['owner=Anna Smith', 'priority=high'],
    ],
    [
      'assign ticket 7 to jdoe and close it',
      'PATCH /service/tickets/7',
      ['owner=jdoe', 'status=Closed'],
    ],
    [
      'set the expected close date of opp 7 to 2027-03-01 and probability 60',
      'PATCH /sales/opportunities/7',
      ['expectedCloseDate=2027-03-01', 'probability=60'],
    ],
  ],
  'the record comes first': [
    [
      'Configuration 7 is no longer in use, please mark it as retired.',
      'PATCH /company/configurations/7',
      ['status=retired'],
    ],
    [
      'contact 7 left the company, deactivate her',
      'PATCH /company/contacts/7',
      ['inactiveFlag=true'],
    ],
    ['Time entry 7 was a mistake. Please delete it.', 'DELETE /time/entries/7', []],
    [
      'Project 7 slipped, so set its estimated end to 2027-03-01',
      'PATCH /project/projects/7',
      ['estimatedEnd=2027-03-01'],
    ],
    ['opp 7 is won', 'PATCH /sales/opportunities/7', ['status=Won']],
    ['project 7 is on hold', 'PATCH /project/projects/7', ['status=On Hold']],
    ['agreement 7 is cancelled', 'PATCH /finance/agreements/7', ['cancelledFlag=true']],
  ],
  'what is said besides changes nothing': [
    ['Please put project 7 on hold for now.', 'PATCH /project/projects/7', ['status=On Hold']],
    [
      'set ticket 7 to Waiting on Customer asap, thanks',
      'PATCH /service/tickets/7',
      ['status=Waiting on Customer'],
    ],
    ['Can you assign ticket 7 to Min Lee, please?', 'PATCH /service/tickets/7', ['owner=Min Lee']],
    [
      'Please cancel PO 7, we no longer need it.',
      'PATCH /procurement/purchaseorders/7',
      ['status=Cancelled'],
    ],
    ['close ticket 7 because the user confirmed it', 'PATCH /service/tickets/7', ['status=Closed']],
  ],
};

testOrders(shapes, read);

test.each([
  'ticket 5 may be done, close it',
  'ticket 5 is done, who can close it',
  'if ticket 5 is done, close it',
  'ticket 5 is done once jdoe agrees, then close it',
  'ticket 5 is open, when was it closed',
  "ticket 5 is not done, don't close it",
  'close ticket 5 and delete it',
  'delete ticket 5 and close it',
  'close ticket 5 because it is done, and ticket 6',
  'opp 14 won?',
  'is opp 14 won',
  'is ticket 5 closed?',
  'ticket 5 is open',
  'ticket 5 status',
  'status of ticket 5',
  'ticket note 5',
  'ticket 5 notes',
  'internal notes of ticket 5',
  'notes on company 4',
  'contact 8 notes: newest first',
  'resolution of ticket 5',
  'time on ticket 5',
  'time entries on ticket 5: newest first',
  'time entries of 2 hours on ticket 5',
  'hours on ticket 5',
  '2 hours on ticket 5',
  'expenses on ticket 5: over $50',
  'expense entries for ticket 5',
  'expense types',
  'critical tickets for Acme',
  'urgent tickets on the Field Service board',
  'new tickets for Acme: only id',
  'high priority tickets assigned to me',
  'activities for sortiz',
  'open activities for cvega this week',
  'schedule of dpark tomorrow',
  'schedule entries from 2027-03-01T09:00:00Z to 2027-03-01T10:00:00Z',
  'companies named Acme',
  'company ACME',
  'company named "Silverleaf Studios"',
  'projects on hold',
  'retired configurations',
  'configurations no longer in use',
  'won opportunities this quarter',
  'contacts who left the company',
  'cancelled agreements',
  'closed won opportunities',
  'remote work this week',
  'after hours time entries last month',
  'who is the owner of ticket 5',
  'which tickets are on hold',
  'how many tickets are done',
  'tasks of ticket 1987',
  'tasks on ticket 5 that are done',
  'products on agreement 5',
  'time entries by mlee because of travel',
  'tickets saying "printer down"',
  'tickets that say printer',
  'tickets with the text "vpn"',
  'show ticket 5 and its notes',
])('nothing is changed by: %s', (sentence) => {
  const { call, sure } = read(sentence);
  expect(sure && !call.startsWith('GET') ? call : '').toBe('');
});

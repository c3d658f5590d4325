import { expect, test } from 'vitest';
import { openWorld, orderIn, testOrders, type Orders } from '../support/asking.js';

const read = orderIn(openWorld());

const shapes: Orders = {
  'a name may hold a dash': [
    [
      'create a ticket with company Tern Steel, summary "Door - stuck", board Help Desk, status Waiting - Customer',
      'POST /service/tickets',
      [
        'board=Help Desk',
        'company=Tern Steel',
        'status=Waiting - Customer',
        'summary=Door - stuck',
      ],
    ],
    [
      'create a ticket for acme, priority Priority 2 - High - door is stuck',
      'POST /service/tickets',
      ['company=acme', 'priority=Priority 2 - High', 'summary=door is stuck'],
    ],
    [
      'create a ticket for Acme, board Alerts - Disk Full',
      'POST /service/tickets',
      ['board=Alerts', 'company=Acme', 'summary=Disk Full'],
    ],
    [
      'create a ticket for Acme, p1 - critical server down',
      'POST /service/tickets',
      ['company=Acme', 'priority=Priority 1', 'summary=critical server down'],
    ],
    [
      'create a configuration with name "SRV-01 - backup", company Acme, type Server - Windows',
      'POST /company/configurations',
      ['company=Acme', 'name=SRV-01 - backup', 'type=Server - Windows'],
    ],
    [
      'create an opportunity with name "Server refresh", company Acme, stage 3 - Proposal',
      'POST /sales/opportunities',
      ['company=Acme', 'name=Server refresh', 'stage=3 - Proposal'],
    ],
    [
      'create ticket for acme - priority Priority 3 - Medium - summary "Disk full"',
      'POST /service/tickets',
      ['company=acme', 'priority=Priority 3 - Medium', 'summary=Disk full'],
    ],
  ],
  'a record is on hold and goes on': [
    ['Please put project 19 on hold.', 'PATCH /project/projects/19', ['status=On Hold']],
    ['put ticket 7 back on hold', 'PATCH /service/tickets/7', ['status=On Hold']],
    ['hold ticket 7', 'PATCH /service/tickets/7', ['status=On Hold']],
    ['pause project 19', 'PATCH /project/projects/19', ['status=On Hold']],
    ['put ticket 7 back in progress', 'PATCH /service/tickets/7', ['status=In Progress']],
    ['move project ticket 7 into progress', 'PATCH /project/tickets/7', ['status=In Progress']],
    ['ticket 7 goes on hold', 'PATCH /service/tickets/7', ['status=On Hold']],
  ],
  'what is told before an order changes nothing': [
    [
      'Nothing prints any more, so please raise the priority of ticket 7 to critical.',
      'PATCH /service/tickets/7',
      ['priority=critical'],
    ],
    ['The vendor was here: close ticket 7', 'PATCH /service/tickets/7', ['status=Closed']],
    [
      'Since the goods arrived, set the status of purchase order 3 to Closed',
      'PATCH /procurement/purchaseorders/3',
      ['status=Closed'],
    ],
    ['cvega is on leave, assign ticket 7 to jdoe', 'PATCH /service/tickets/7', ['owner=jdoe']],
    ['Lena left Acme, so deactivate contact 8', 'PATCH /company/contacts/8', ['inactiveFlag=true']],
    [
      'The change was approved. Could you set project 19 to In Progress?',
      'PATCH /project/projects/19',
      ['status=In Progress'],
    ],
    [
      'Given that nobody answered, add a note to ticket 7: no reply',
      'POST /service/tickets/7/notes',
      ['detailDescriptionFlag=true', 'text=no reply'],
    ],
    [
      'The scanner broke, log a ticket for Acme: new scanner',
      'POST /service/tickets',
      ['company=Acme', 'summary=new scanner'],
    ],
    ['close 7, replaced the fan', 'PATCH /service/tickets/7', ['status=Closed']],
  ],
  'a board, a person and an amount need no word for them': [
    ['move ticket 7 to service desk', 'PATCH /service/tickets/7', ['board=service desk']],
    ['move ticket 7 from Help Desk to Alerts', 'PATCH /service/tickets/7', ['board=Alerts']],
    [
      'new ticket for acme on help desk: door stuck',
      'POST /service/tickets',
      ['board=help desk', 'company=acme', 'summary=door stuck'],
    ],
    [
      'create a high priority ticket for Contoso on the Help Desk board about slow wifi',
      'POST /service/tickets',
      ['board=Help Desk', 'company=Contoso', 'priority=high', 'summary=slow wifi'],
    ],
    [
      'create a ticket for acme about the light on help desk',
      'POST /service/tickets',
      ['company=acme', 'summary=the light on help desk'],
    ],
    [
      'create an opportunity for Lena Fischer at Contoso: server refresh',
      'POST /sales/opportunities',
      ['company=Contoso', 'contact=Lena Fischer', 'name=server refresh'],
    ],
    [
      'create a ticket for Blue Ridge at the Tampa site: door stuck',
      'POST /service/tickets',
      ['company=Blue Ridge', 'site=Tampa', 'summary=door stuck'],
    ],
    [
      'create a ticket with summary "Door stuck" for company Tern Steel on board Alerts with priority "Priority 2 - High"',
      'POST /service/tickets',
      ['board=Alerts', 'company=Tern Steel', 'priority=Priority 2 - High', 'summary=Door stuck'],
    ],
    ['ticket 7 assign jdoe', 'PATCH /service/tickets/7', ['owner=jdoe']],
    ['change time entry 99 to 2 hours', 'PATCH /time/entries/99', ['actualHours=2']],
    ['change expense entry 5 to $40', 'PATCH /expense/entries/5', ['amount=40']],
    ['make time entry 99 billable', 'PATCH /time/entries/99', ['billableOption=Billable']],
  ],
  'a name ends where another change begins': [
    [
      'escalate ticket 7 to priority 1 and move it to the Alerts board',
      'PATCH /service/tickets/7',
      ['board=Alerts', 'priority=Priority 1'],
    ],
    [
      'set the company of ticket 7 to Smith and Sons',
      'PATCH /service/tickets/7',
      ['company=Smith and Sons'],
    ],
    [
      'change the board of ticket 7 from Help Desk to Alerts',
      'PATCH /service/tickets/7',
      ['board=Alerts'],
    ],
  ],
};

testOrders(shapes, read);

test.each([
  'take project 19 off hold',
  'resume ticket 7',
  'if the customer agrees, close ticket 7',
  'unless jdoe objects, assign ticket 7 to cvega',
  'when the goods arrive, set ticket 7 to In Progress',
  'do not close ticket 6, close ticket 7',
  'the customer said close it, so close ticket 7',
  'the customer wants ticket 6 closed, so close ticket 7',
  'Acme called, create a ticket: printer down',
  'the mail server is down, create a ticket for Acme',
  'my tickets are late, open ticket 7',
  'Open tickets for Acme, close date this week',
  'assign ticket 7 back',
  'assign ticket 7 tomorrow',
  'close ticket 7, replaced by ticket 8',
  'set the status of purchase order 3 to Closed and the eta to Friday',
  'create a ticket for Contoso Ltd at Berlin: door stuck',
  'create a ticket for Acme, summary "Disk full" is wrong',
  'move ticket 7 to jdoe',
  'change ticket 7 to 2 hours',
  'put agreement 7 on hold',
])('nothing is changed on the word of: %s', (sentence) => {
  const { call, sure } = read(sentence);
  expect(sure && !call.startsWith('GET') ? call : '').toBe('');
});

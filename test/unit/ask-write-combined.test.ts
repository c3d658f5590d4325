import { describe, expect, test } from 'vitest';
import { openWorld, orderIn } from '../support/asking.js';

const read = orderIn(openWorld());

const shapes: Record<string, [string, string, string[]][]> = {
  'a name may hold a dash': [
    [
      'create a ticket with company Tern Steel, summary "Door - stuck", board Help Desk, status Waiting - Customer',
      'POST /service/tickets',
      ['board=Help Desk', 'company=Tern Steel', 'status=Waiting - Customer', 'summary=Door - stuck'],
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
};

for (const [shape, sentences] of Object.entries(shapes))
  describe(shape, () => {
    test.each(sentences)('%s', (sentence, call, sets) => {
      expect(read(sentence)).toEqual({ call, sets, sure: true });
    });
  });

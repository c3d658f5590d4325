import { isRecord } from '../../text/records.js';
import type { Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';

export const timeEntries: Maker = (ground, add) => {
  for (const [index, ticket] of ground.all(collections.tickets).entries()) {
    if (index % 2 === 1 || !isRecord(ticket['_info'])) continue;
    const entered = Date.parse(String(ticket['_info']['dateEntered']));
    add(null, {
      company: ticket['company'],
      chargeToId: ticket['id'],
      chargeToType: 'ServiceTicket',
      member: ticket['owner'],
      timeStart: apiTime(new Date(entered + 3_600_000)),
      timeEnd: apiTime(new Date(entered + 5_400_000)),
      actualHours: 0.5,
      billableOption: 'Billable',
      notes: 'Looked into it with the user.',
      status: 'Open',
      ticket: ground.reference('TicketReference', ticket),
      _info: ticket['_info'],
    });
  }
};

import authored from '../../../data/sandbox/tickets.json' with { type: 'json' };
import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';

export const tickets: Maker = (ground, add) => {
  const [clients, people, members, boards, priorities] = [
    collections.companies,
    collections.contacts,
    collections.members,
    collections.boards,
    collections.priorities,
  ].map((collection) => ground.all(collection));
  const statuses = ground.stored(collections.statuses);
  for (let index = 0; index < ground.origin.tickets; index++) {
    const { summary } = at(authored, index);
    const client = at(clients, index * 3 + Math.floor(index / authored.length));
    const contact = people?.find((one) => isOf(one, client)) ?? {};
    const owner = at(members, index);
    const board = at(boards, index % 7 === 0 ? 2 : index % 5 === 0 ? 1 : 0);
    const status = at(
      statuses.filter(({ parent }) => parent === board['id']),
      index % 3 === 2 ? 3 : index % 4,
    ).record;
    const entered = ground.daysAgo(((ground.origin.tickets - index) * 31) / 24);
    const by = String(owner['identifier']);
    add(null, {
      summary,
      recordType: 'ServiceTicket',
      board: ground.reference('BoardReference', board),
      status: ground.reference('ServiceStatusReference', status),
      company: ground.reference('CompanyReference', client),
      contact: ground.reference('ContactReference', contact),
      contactName: `${String(contact['firstName'])} ${String(contact['lastName'])}`,
      priority: ground.reference('PriorityReference', at(priorities, index * 5 + (index % 3))),
      owner: ground.reference('MemberReference', owner),
      resources: by,
      severity: 'Medium',
      impact: 'Medium',
      ...(status['closedStatus'] === true
        ? {
            closedFlag: true,
            closedDate: apiTime(new Date(entered.getTime() + 6 * 3_600_000)),
            closedBy: by,
          }
        : { closedFlag: false }),
      actualHours: index % 2 === 0 ? 0.5 : 0,
      _info: ground.info(entered, by),
    });
  }
};

export const notes: Maker = (ground, add) => {
  for (const [index, ticket] of ground.all(collections.tickets).entries()) {
    const info = isRecord(ticket['_info']) ? ticket['_info'] : {};
    add(Number(ticket['id']), {
      ticketId: ticket['id'],
      text: at(authored, index).note,
      detailDescriptionFlag: true,
      internalAnalysisFlag: false,
      resolutionFlag: false,
      dateCreated: info['dateEntered'],
      createdBy: info['enteredBy'],
      _info: info,
    });
  }
};

function isOf(contact: JsonRecord, company: JsonRecord): boolean {
  return isRecord(contact['company']) && contact['company']['id'] === company['id'];
}

function at<T>(list: readonly T[] | undefined, index: number): T {
  const item = list?.[index % list.length];
  if (item === undefined) throw new Error('the authored lists are never empty');
  return item;
}

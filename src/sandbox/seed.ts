import companies from '../../data/sandbox/companies.json' with { type: 'json' };
import contacts from '../../data/sandbox/contacts.json' with { type: 'json' };
import setup from '../../data/sandbox/setup.json' with { type: 'json' };
import tickets from '../../data/sandbox/tickets.json' with { type: 'json' };
import type { JsonRecord } from '../text/records.js';
import { apiTime, collections, toReference } from './records.js';
import type { SandboxStore } from './store.js';

/** Each authored ticket occurs this often, for other companies and dates. */
const rounds = 3;
const hour = 3_600_000;

/** Fills an empty store with a small service provider, always the same but for its dates, which precede `now`. */
export function seedSandbox(store: SandboxStore, now: Date): void {
  const enteredLongAgo = info(new Date(now.getTime() - 400 * 24 * hour), 'admin');
  const add = (collection: string, record: JsonRecord, parent: number | null = null): JsonRecord =>
    store.insert(collection, parent, (id) => ({
      id,
      ...record,
      _info: record['_info'] ?? enteredLongAgo,
    }));

  const members = setup.members.map((member) =>
    add(collections.members, {
      ...member,
      licenseClass: 'F',
      inactiveFlag: false,
      officeEmail: `${member.identifier}@msp.example`,
      defaultEmail: 'Office',
      dailyCapacity: 8,
    }),
  );
  const boards = setup.boards.map((name) =>
    add(collections.boards, { name, inactiveFlag: false, projectFlag: name === 'Projects' }),
  );
  const statuses = boards.map((board) =>
    setup.statuses.map((status, index) =>
      add(
        collections.statuses,
        {
          ...status,
          board: toReference('BoardReference', board),
          sortOrder: index + 1,
          displayOnBoard: true,
          inactive: false,
          defaultFlag: index === 0,
        },
        Number(board['id']),
      ),
    ),
  );
  const priorities = setup.priorities.map((priority, index) =>
    add(collections.priorities, { ...priority, sortOrder: index + 1, defaultFlag: index === 2 }),
  );
  const clients = companies.map((company) =>
    add(collections.companies, {
      ...company,
      deletedFlag: false,
      leadFlag: false,
      isVendorFlag: false,
    }),
  );
  const people = contacts.map(({ company, ...contact }) => {
    const client = clients.find((one) => one['identifier'] === company) ?? {};
    return add(collections.contacts, {
      ...contact,
      company: toReference('CompanyReference', client),
      inactiveFlag: false,
    });
  });

  for (let index = 0; index < tickets.length * rounds; index++) {
    const { summary, note } = at(tickets, index);
    const client = at(clients, index * 3 + Math.floor(index / tickets.length));
    const contact =
      people.find((one) => (one['company'] as JsonRecord)['id'] === client['id']) ?? {};
    const owner = at(members, index);
    const boardIndex = index % 7 === 0 ? 2 : index % 5 === 0 ? 1 : 0;
    const status = at(at(statuses, boardIndex), index % 3 === 2 ? 3 : index % 4);
    const entered = new Date(now.getTime() - (tickets.length * rounds - index) * 31 * hour);
    const ticket = add(collections.tickets, {
      summary,
      recordType: 'ServiceTicket',
      board: toReference('BoardReference', at(boards, boardIndex)),
      status: toReference('ServiceStatusReference', status),
      company: toReference('CompanyReference', client),
      contact: toReference('ContactReference', contact),
      contactName: `${String(contact['firstName'])} ${String(contact['lastName'])}`,
      priority: toReference('PriorityReference', at(priorities, index * 5 + (index % 3))),
      owner: toReference('MemberReference', owner),
      resources: String(owner['identifier']),
      severity: 'Medium',
      impact: 'Medium',
      ...(status['closedStatus'] === true
        ? {
            closedFlag: true,
            closedDate: apiTime(new Date(entered.getTime() + 6 * hour)),
            closedBy: owner['identifier'],
          }
        : { closedFlag: false }),
      actualHours: index % 2 === 0 ? 0.5 : 0,
      _info: info(entered, String(owner['identifier'])),
    });
    add(
      collections.notes,
      {
        ticketId: ticket['id'],
        text: note,
        detailDescriptionFlag: true,
        internalAnalysisFlag: false,
        resolutionFlag: false,
        dateCreated: apiTime(entered),
        createdBy: owner['identifier'],
      },
      Number(ticket['id']),
    );
    if (index % 2 === 0) {
      add(collections.timeEntries, {
        company: toReference('CompanyReference', client),
        chargeToId: ticket['id'],
        chargeToType: 'ServiceTicket',
        member: toReference('MemberReference', owner),
        timeStart: apiTime(new Date(entered.getTime() + hour)),
        timeEnd: apiTime(new Date(entered.getTime() + 1.5 * hour)),
        actualHours: 0.5,
        billableOption: 'Billable',
        notes: 'Looked into it with the user.',
        status: 'Open',
        ticket: { id: ticket['id'], summary },
        _info: info(entered, String(owner['identifier'])),
      });
    }
  }
}

function info(time: Date, by: string): JsonRecord {
  return { lastUpdated: apiTime(time), updatedBy: by, dateEntered: apiTime(time), enteredBy: by };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('the authored lists are never empty');
  return item;
}

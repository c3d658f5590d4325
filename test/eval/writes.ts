import { all, memberOf, type Records } from './records.js';
import type { Task } from './task.js';

/** The newest open ticket that meets a wish, as the records have it. */
function newestOpen(records: Records, board: string): number {
  const found = all(records, '/service/tickets').findLast(
    (one) => one['closedFlag'] === false && memberOf(one, 'board.name') === board,
  );
  return Number(found?.['id']);
}

const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });

const notes = '/service/tickets/{}/notes';

const updating = /^Update a service ticket/;
const noting = /^Create a note of a service ticket/;

/** Wishes that end in a write, or in none because a person said no. */
export const writes: readonly Task[] = [
  {
    said: 'Close the newest open ticket of the Help Desk board.',
    async play(assistant) {
      const { records } = await assistant.list('/service/tickets', {
        conditions: 'closedFlag=false and board/name="Help Desk"',
        orderBy: 'id desc',
        pageSize: 1,
      });
      const hit = await assistant.find('close a ticket', 'PATCH', updating);
      await assistant.describe(hit, ['status']);
      const path = hit.path.replace('{id}', String(records[0]?.['id']));
      await assistant.write({
        path,
        method: 'PATCH',
        data: [replace('status', { name: 'Closed' })],
      });
    },
    changes: (before) => [
      {
        collection: '/service/tickets',
        id: newestOpen(before, 'Help Desk'),
        kind: 'changed',
        holds: { 'status.name': 'Closed', closedFlag: true },
      },
    ],
  },
  {
    said: 'Note on ticket 341, for us only, that I called the user back.',
    async play(assistant) {
      const hit = await assistant.find('add an internal note to a ticket', 'POST', noting);
      await assistant.describe(hit, ['text', 'internalAnalysisFlag']);
      const path = hit.path.replace('{parentId}', '341');
      const data = { text: 'Called the user back.', internalAnalysisFlag: true };
      await assistant.write({ path, method: 'POST', data });
    },
    changes: () => [
      {
        collection: notes,
        kind: 'new',
        holds: {
          ticketId: 341,
          text: 'Called the user back.',
          internalAnalysisFlag: true,
          detailDescriptionFlag: false,
        },
      },
    ],
  },
  {
    said: 'Tell the customer on ticket 341 that the part is ordered. (the client asks the person)',
    person: 'agrees',
    async play(assistant) {
      const hit = await assistant.find('send a reply to the customer on a ticket', 'POST', noting);
      await assistant.describe(hit, ['text', 'detailDescriptionFlag']);
      const path = hit.path.replace('{parentId}', '341');
      const data = { text: 'The part is ordered.', detailDescriptionFlag: true };
      const preview = await assistant.prepare({ path, method: 'POST', data });
      if (!/customer/i.test(preview.text)) throw new Error(`says nothing of it: ${preview.text}`);
      await assistant.confirm(preview);
    },
    changes: () => [
      {
        collection: notes,
        kind: 'new',
        holds: { ticketId: 341, text: 'The part is ordered.', detailDescriptionFlag: true },
      },
    ],
  },
  {
    said: 'Create a high-priority ticket for Contoso on the Help Desk: scanner does not turn on.',
    async play(assistant) {
      const companies = await assistant.list('/company/companies', {
        conditions: 'name contains "Contoso"',
        fields: 'id,name',
      });
      const hit = await assistant.find('create a ticket', 'POST', /^Create a service ticket$/);
      await assistant.describe(hit, ['summary', 'company', 'board', 'priority']);
      const data = {
        summary: 'Scanner does not turn on',
        company: { id: companies.records[0]?.['id'] },
        board: { name: 'Help Desk' },
        priority: { name: 'Priority 2 - High' },
      };
      await assistant.write({ path: hit.path, method: 'POST', data });
    },
    changes: () => [
      {
        collection: '/service/tickets',
        kind: 'new',
        holds: {
          summary: 'Scanner does not turn on',
          'company.identifier': 'CONTOSO',
          'board.name': 'Help Desk',
          'priority.name': 'Priority 2 - High',
          closedFlag: false,
        },
      },
    ],
  },
  {
    said: 'Move the newest open ticket of the Alerts board to the Help Desk.',
    async play(assistant) {
      const { records } = await assistant.list('/service/tickets', {
        conditions: 'closedFlag=false and board/name="Alerts"',
        orderBy: 'id desc',
        pageSize: 1,
      });
      const hit = await assistant.find('move a ticket to another board', 'PATCH', updating);
      await assistant.describe(hit, ['board', 'status']);
      const path = hit.path.replace('{id}', String(records[0]?.['id']));
      const data = [replace('board', { name: 'Help Desk' }), replace('status', { name: 'New' })];
      await assistant.write({ path, method: 'PATCH', data });
    },
    changes: (before) => [
      {
        collection: '/service/tickets',
        id: newestOpen(before, 'Alerts'),
        kind: 'changed',
        holds: { 'board.name': 'Help Desk', 'status.name': 'New' },
      },
    ],
  },
  {
    said: 'Log half an hour from nine today on ticket 341 for resetting a printer.',
    async play(assistant) {
      const hit = await assistant.find('log time on a ticket', 'POST', /^Create a time entry/);
      await assistant.describe(hit, ['timeStart', 'actualHours', 'chargeToId', 'chargeToType']);
      const data = {
        chargeToId: 341,
        chargeToType: 'ServiceTicket',
        timeStart: '2026-11-18T09:00:00Z',
        actualHours: 0.5,
        notes: 'Reset a printer.',
      };
      await assistant.write({ path: hit.path, method: 'POST', data });
    },
    changes: () => [
      {
        collection: '/time/entries',
        kind: 'new',
        holds: { 'ticket.id': 341, actualHours: 0.5, notes: 'Reset a printer.' },
      },
      // What follows from it: the hours of the ticket and of the week.
      { collection: '/service/tickets', id: 341, kind: 'changed' },
      { collection: '/time/sheets', kind: 'changed', holds: { 'member.identifier': 'jdoe' } },
    ],
  },
  {
    said: 'Give ticket 341 to Min Lee.',
    async play(assistant) {
      const members = await assistant.list('/system/members', {
        conditions: 'firstName="Min" and lastName="Lee"',
        fields: 'id,identifier',
      });
      const hit = await assistant.find('assign a ticket to a member', 'PATCH', updating);
      await assistant.describe(hit, ['owner']);
      const path = hit.path.replace('{id}', '341');
      const data = [replace('owner', { id: members.records[0]?.['id'] })];
      await assistant.write({ path, method: 'PATCH', data });
    },
    changes: () => [
      {
        collection: '/service/tickets',
        id: 341,
        kind: 'changed',
        holds: { 'owner.identifier': 'mlee' },
      },
    ],
  },
  {
    said: 'Delete ticket 5. (the person says no when the client asks)',
    person: 'declines',
    async play(assistant) {
      const hit = await assistant.find('delete a ticket', 'DELETE', /^Delete a service ticket$/);
      const path = hit.path.replace('{id}', '5');
      const { isError, structured } = await assistant.confirm(
        await assistant.prepare({ path, method: 'DELETE' }),
      );
      return isError && memberOf(structured, 'error.code');
    },
    answer: () => 'refused',
  },
  {
    said: 'What would change if I closed ticket 341? Do not do it.',
    async play(assistant) {
      const data = [replace('status', { name: 'Closed' })];
      const path = '/service/tickets/341';
      const { request } = await assistant.prepare({ path, method: 'PATCH', data });
      return request.replace(/^.*: /, '');
    },
    answer: (records) => {
      const ticket = all(records, '/service/tickets').find(({ id }) => id === 341);
      return `status ${String(memberOf(ticket, 'status.name'))} → Closed`;
    },
  },
  {
    said: 'Set the priority of ticket 341 to critical. (by a raw request, confirmed with a wrong line first)',
    async play(assistant) {
      const hit = await assistant.search('service priorities', 'GET', /^List priorities/);
      const { records } = await assistant.list(hit.path, {
        conditions: 'name contains "Critical"',
      });
      const [id] = records.map((one) => String(one['id']));
      const raw_request = `PATCH /service/tickets/341 [{"op":"replace","path":"priority","value":{"id":${id}}}]`;
      const preview = await assistant.prepare({ raw_request }, 'send_raw_api_request');
      const wrong = await assistant.confirm({ ...preview, request: 'Set the priority' });
      if (!wrong.isError) throw new Error('another line was taken');
      await assistant.confirm(preview);
    },
    changes: () => [
      {
        collection: '/service/tickets',
        id: 341,
        kind: 'changed',
        holds: { 'priority.name': 'Priority 1 - Critical' },
      },
    ],
  },
  {
    said: 'Maria Keller at Acme is Head of Production now.',
    async play(assistant) {
      const { records } = await assistant.list('/company/contacts', {
        conditions: 'firstName="Maria" and lastName="Keller" and company/identifier="ACME"',
      });
      const hit = await assistant.find('update a contact', 'PATCH', /^Update a contact$/);
      await assistant.describe(hit, ['title']);
      const path = hit.path.replace('{id}', String(records[0]?.['id']));
      await assistant.write({
        path,
        method: 'PATCH',
        data: [replace('title', 'Head of Production')],
      });
    },
    changes: () => [
      {
        collection: '/company/contacts',
        id: 1,
        kind: 'changed',
        holds: { title: 'Head of Production', lastName: 'Keller' },
      },
      // The sandbox notes a change of a contact on its e-mail and telephone too.
      { collection: '/company/contacts/{}/communications', id: 1, kind: 'changed' },
      { collection: '/company/contacts/{}/communications', id: 2, kind: 'changed' },
    ],
  },
  {
    said: 'Delete the time entry that I have just made. I am John Doe.',
    async play(assistant) {
      const { records } = await assistant.list('/time/entries', {
        conditions: 'enteredBy="jdoe" and notes="Reset a printer."',
        orderBy: 'id desc',
        pageSize: 1,
      });
      const hit = await assistant.find('delete a time entry', 'DELETE', /^Delete a time entry/);
      const path = hit.path.replace('{id}', String(records[0]?.['id']));
      await assistant.write({ path, method: 'DELETE' });
    },
    changes: (before) => [
      {
        collection: '/time/entries',
        id: Number(all(before, '/time/entries').at(-1)?.['id']),
        kind: 'gone',
      },
      { collection: '/service/tickets', id: 341, kind: 'changed' },
      { collection: '/time/sheets', kind: 'changed', holds: { 'member.identifier': 'jdoe' } },
    ],
  },
];

import { all, memberOf, type Records } from './records.js';
import type { Task } from './task.js';

const tickets = (records: Records) => all(records, '/service/tickets');
const text = (record: unknown, path: string): string => String(memberOf(record, path));
const entered = (ticket: unknown) => text(ticket, '_info.dateEntered');

/** Questions about tickets, and what is done with them. */
export const ticketReads: readonly Task[] = [
  {
    said: 'How many open high-priority tickets does Thistledown have?',
    async play(assistant) {
      const hit = await assistant.find('count open tickets of a company', 'GET', /service tickets/);
      await assistant.describe(hit, ['conditions']);
      const conditions =
        'closedFlag=false and priority/name contains "High" and company/name contains "Thistledown"';
      return (await assistant.get(hit.path, { conditions }))['count'];
    },
    answer: (records) =>
      tickets(records).filter(
        (one) =>
          one['closedFlag'] === false &&
          text(one, 'priority.name').includes('High') &&
          text(one, 'company.name').includes('Thistledown'),
      ).length,
  },
  {
    said: 'Who owns the oldest open ticket of the Help Desk board?',
    async play(assistant) {
      const hit = await assistant.find('list open service tickets', 'GET', /^List service tickets/);
      await assistant.describe(hit, ['board/name', 'closedFlag', 'dateEntered', 'owner']);
      const { records } = await assistant.list(hit.path, {
        conditions: 'closedFlag=false and board/name="Help Desk"',
        orderBy: 'dateEntered asc',
        fields: 'id,owner/name',
        pageSize: 1,
      });
      return memberOf(records[0], 'owner.name') ?? 'nobody';
    },
    answer: (records) => {
      const open = tickets(records).filter(
        (one) => one['closedFlag'] === false && text(one, 'board.name') === 'Help Desk',
      );
      open.sort((a, b) => entered(a).localeCompare(entered(b)));
      return memberOf(open[0], 'owner.name') ?? 'nobody';
    },
  },
  {
    said: 'What is the status of ticket 341?',
    async play(assistant) {
      const hit = await assistant.find('show ticket 341', 'GET', /^Get a service ticket/);
      const { path, params } = hit.suggested ?? { path: hit.path };
      return memberOf(await assistant.get(path, params), 'status.name');
    },
    answer: (records) =>
      memberOf(
        tickets(records).find(({ id }) => id === 341),
        'status.name',
      ),
  },
  {
    said: 'What was noted last on ticket 4?',
    async play(assistant) {
      const hit = await assistant.find('notes of ticket 4', 'GET', /^List notes of a service/);
      const path = hit.suggested?.path ?? hit.path;
      const { records } = await assistant.list(path, { orderBy: 'id desc', pageSize: 1 });
      return records[0]?.['text'];
    },
    answer: (records) =>
      all(records, '/service/tickets/{}/notes')
        .filter((one) => one['ticketId'] === 4)
        .at(-1)?.['text'],
  },
  {
    said: 'Which tickets came in today and yesterday? Give me their numbers.',
    async play(assistant) {
      const hit = await assistant.search('service tickets', 'GET', /^List service tickets/);
      await assistant.describe(hit, ['dateEntered']);
      const { records } = await assistant.list(hit.path, {
        conditions: 'dateEntered >= [yesterday]',
        fields: 'id',
        orderBy: 'id asc',
        pageSize: 1000,
      });
      return records.map(({ id }) => id);
    },
    answer: (records) =>
      tickets(records)
        .filter((one) => entered(one) >= '2026-11-17')
        .map(({ id }) => id),
  },
  {
    said: 'List all open tickets, every one, with number and summary.',
    async play(assistant) {
      const hit = await assistant.find('list all open tickets', 'GET', /^List service tickets/);
      const { path, params } = hit.suggested ?? { path: hit.path };
      const numbers: unknown[] = [];
      let cursor: string | undefined;
      do {
        const asked = { ...params, fields: 'id,summary', orderBy: 'id asc', pageSize: 100 };
        const page = await assistant.list(path, asked, cursor);
        numbers.push(...page.records.map(({ id }) => id));
        cursor = page.next_cursor;
      } while (cursor !== undefined);
      return numbers;
    },
    answer: (records) =>
      tickets(records)
        .filter((one) => one['closedFlag'] === false)
        .map(({ id }) => id),
  },
  {
    said: 'Which statuses can a ticket on the Help Desk board have?',
    async play(assistant) {
      const hit = await assistant.find('statuses of a service board', 'GET', /^List statuses/);
      const path = hit.path.replace('{parentId}', 'Help Desk');
      return (await assistant.list(path)).records.map(({ name }) => name);
    },
    answer: (records) =>
      all(records, '/service/boards/{}/statuses')
        .filter((one) => text(one, 'board.name') === 'Help Desk')
        .map(({ name }) => name),
  },
  {
    said: 'How many tickets has Anna Smith closed this month?',
    async play(assistant) {
      const members = await assistant.find('list members', 'GET', /^List members/);
      const { records } = await assistant.list(members.path, {
        conditions: 'firstName="Anna" and lastName="Smith"',
        fields: 'id,identifier',
      });
      const hit = await assistant.search('service tickets count', 'GET', /Count service tickets/);
      const conditions = `closedFlag=true and closedDate >= [this month] and closedBy="${text(records[0], 'identifier')}"`;
      return (await assistant.get(hit.path, { conditions }))['count'];
    },
    answer: (records) =>
      tickets(records).filter(
        (one) => one['closedBy'] === 'asmith' && text(one, 'closedDate').startsWith('2026-11'),
      ).length,
  },
  {
    said: 'Which open tickets are there for the project "Server replacement - Contoso Dental"?',
    async play(assistant) {
      const hit = await assistant.find('open tickets of a project', 'GET', /List project tickets/);
      await assistant.describe(hit, ['project/name', 'closedFlag']);
      const { records } = await assistant.list(hit.path, {
        conditions: 'closedFlag=false and project/name="Server replacement - Contoso Dental"',
        fields: 'id,summary',
      });
      return records.map(({ id }) => id);
    },
    answer: (records) =>
      all(records, '/project/tickets')
        .filter(
          (one) =>
            one['closedFlag'] === false &&
            memberOf(one, 'project.name') === 'Server replacement - Contoso Dental',
        )
        .map(({ id }) => id),
  },
  {
    said: 'How urgent can tickets be? (the first search is misspelt)',
    async play(assistant) {
      const hit = await assistant.search('prioritys', 'GET', /^List priorities/);
      return (await assistant.list(hit.path, { orderBy: 'id asc' })).records.map(
        ({ name }) => name,
      );
    },
    answer: (records) => all(records, '/service/priorities').map(({ name }) => name),
  },
  {
    said: 'Who is on the newest ticket? (the first call names a field that there is not)',
    async play(assistant) {
      const hit = await assistant.search('service tickets', 'GET', /^List service tickets/);
      const params = { orderBy: 'id desc', pageSize: 1, conditions: 'clossedFlag=false' };
      const wrong = await assistant.tool('execute_api_call', { path: hit.path, params });
      const [, meant] = /\b(closedFlag)\b/.exec(wrong.text) ?? [];
      if (!wrong.isError || meant === undefined) throw new Error(`no correction: ${wrong.text}`);
      const { records } = await assistant.list(hit.path, {
        ...params,
        conditions: `${meant}=false`,
        fields: 'id,resources',
      });
      return records[0]?.['resources'];
    },
    answer: (records) =>
      tickets(records).findLast((one) => one['closedFlag'] === false)?.['resources'],
  },
  {
    said: "GET /service/tickets?conditions=status/name='New' (as prompts for the Python gateway have it)",
    async play(assistant) {
      const raw_request =
        "GET /service/tickets?conditions=status/name='New'&orderBy=id&pageSize=20";
      const { structured } = await assistant.tool('send_raw_api_request', { raw_request });
      return (structured['records'] as { id: number }[]).map(({ id }) => id);
    },
    answer: (records) =>
      tickets(records)
        .filter((one) => text(one, 'status.name') === 'New')
        .map(({ id }) => id)
        .slice(0, 20),
  },
];

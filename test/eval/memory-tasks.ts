import { all, memberOf } from './records.js';
import type { Task } from './task.js';

/** What is said once and done again. */
export const memoryTasks: readonly Task[] = [
  {
    said: 'Remember how to list the open tickets of a company, then show those of Acme.',
    async play(assistant) {
      await assistant.tool('save_to_fast_memory', {
        path: '/service/tickets',
        method: 'GET',
        description: 'Open tickets of a company',
        params: {
          conditions: 'closedFlag=false and company/identifier="{company}"',
          orderBy: 'id',
          pageSize: 100,
        },
      });
      const { structured } = await assistant.tool('list_fast_memory', { search_term: 'open' });
      const [entry] = structured['entries'] as { id: number }[];
      const answer = await assistant.tool('run_fast_memory', {
        query_id: entry?.id,
        values: { company: 'ACME' },
      });
      return (answer.structured['records'] as { id: number }[]).map(({ id }) => id);
    },
    answer: (records) =>
      all(records, '/service/tickets')
        .filter(
          (one) => one['closedFlag'] === false && memberOf(one, 'company.identifier') === 'ACME',
        )
        .map(({ id }) => id),
  },
  {
    said: 'Remember my list of critical priorities; and now the priorities again, as usual.',
    async play(assistant) {
      const path = '/service/priorities';
      const params = { conditions: 'name contains "Critical"', fields: 'id,name' };
      const { records } = await assistant.list(path, params);
      await assistant.tool('save_to_fast_memory', {
        ...{ path, method: 'GET', params },
        description: 'Critical priorities',
      });
      const again = await assistant.list(path);
      return { first: records, again: again.records, says: again.reused !== undefined };
    },
    answer: (records) => {
      const critical = all(records, '/service/priorities')
        .filter(({ name }) => String(name).includes('Critical'))
        .map(({ id, name }) => ({ id, name }));
      return { first: critical, again: critical, says: true };
    },
  },
  {
    said: 'Remember how to put a ticket on hold, and do it to ticket 341.',
    async play(assistant) {
      const saved = await assistant.tool('save_to_fast_memory', {
        path: '/service/tickets/{ticket}',
        method: 'PATCH',
        description: 'Put a ticket on hold',
        data: [{ op: 'replace', path: 'status', value: { name: 'Waiting on Customer' } }],
      });
      const [entry] = saved.structured['entries'] as { id: number }[];
      const values = { ticket: '341' };
      await assistant.write({ query_id: entry?.id, values }, 'run_fast_memory');
    },
    changes: () => [
      {
        collection: '/service/tickets',
        id: 341,
        kind: 'changed',
        holds: { 'status.name': 'Waiting on Customer' },
      },
    ],
  },
];

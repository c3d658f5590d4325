import type { JsonRecord } from '../../src/text/records.js';
import { all, memberOf } from './records.js';
import type { Task } from './task.js';

const at = (company: string) => (record: JsonRecord) =>
  memberOf(record, 'company.identifier') === company;
const amount = (records: readonly JsonRecord[], path: string): string =>
  records.reduce((sum, one) => sum + Number(memberOf(one, path)), 0).toFixed(2);
const day = (record: JsonRecord, name: string): string => {
  const value = record[name];
  return typeof value === 'string' ? value.slice(0, 10) : '';
};

/** Questions about companies, money, time and equipment. */
export const officeReads: readonly Task[] = [
  {
    said: 'Which configurations of the Mistral Inn run out of warranty in the next 60 days?',
    async play(assistant) {
      const hit = await assistant.find(
        'configurations whose warranty expires soon',
        'GET',
        /^List company configurations/,
      );
      await assistant.describe(hit, ['company/name', 'warrantyExpirationDate']);
      const { records } = await assistant.list(hit.path, {
        conditions:
          'company/name contains "Mistral" and warrantyExpirationDate >= [today] and warrantyExpirationDate <= [+60d]',
        fields: 'id,name,warrantyExpirationDate',
      });
      return records.map(({ name }) => name);
    },
    answer: (records) =>
      all(records, '/company/configurations')
        .filter(at('MISTRALINN'))
        .filter((one) => {
          const ends = day(one, 'warrantyExpirationDate');
          return ends >= '2026-11-18' && ends <= '2027-01-17';
        })
        .map(({ name }) => name),
  },
  {
    said: 'What is the total of the unpaid invoices of Northwind?',
    async play(assistant) {
      const hit = await assistant.find('unpaid invoices of a company', 'GET', /^List invoices/);
      await assistant.describe(hit, ['company/name', 'balance']);
      const { records, has_more: more } = await assistant.list(hit.path, {
        conditions: 'company/name contains "Northwind" and balance > 0',
        fields: 'invoiceNumber,balance',
        pageSize: 1000,
      });
      return more ? 'more than these' : amount(records, 'balance');
    },
    answer: (records) =>
      amount(
        all(records, '/finance/invoices')
          .filter(at('NORTHWIND'))
          .filter((one) => Number(one['balance']) > 0),
        'balance',
      ),
  },
  {
    said: 'Which agreements end this quarter?',
    async play(assistant) {
      const hit = await assistant.find('agreements by end date', 'GET', /^List agreements/);
      await assistant.describe(hit, ['endDate']);
      const { records } = await assistant.list(hit.path, {
        conditions: 'endDate >= [2026-10-01] and endDate <= [2026-12-31]',
        fields: 'id,name,endDate',
        orderBy: 'id',
      });
      return records.map(({ id }) => id);
    },
    answer: (records) =>
      all(records, '/finance/agreements')
        .filter((one) => {
          const ends = day(one, 'endDate');
          return ends >= '2026-10-01' && ends <= '2026-12-31';
        })
        .map(({ id }) => id),
  },
  {
    said: 'Whose time entries this month have no internal notes?',
    async play(assistant) {
      const hit = await assistant.find('time entries without notes', 'GET', /^List time entries/);
      await assistant.describe(hit, ['timeStart', 'internalNotes', 'member']);
      const { records } = await assistant.list(hit.path, {
        conditions: 'timeStart >= [this month] and internalNotes = null',
        fields: 'id,member/identifier',
        pageSize: 1000,
      });
      return [...new Set(records.map((one) => memberOf(one, 'member.identifier')))].sort();
    },
    answer: (records) => {
      const bare = all(records, '/time/entries').filter(
        (one) => day(one, 'timeStart') >= '2026-11-01' && (one['internalNotes'] ?? '') === '',
      );
      return [...new Set(bare.map((one) => memberOf(one, 'member.identifier')))].sort();
    },
  },
  {
    said: 'How many hours did Anna Smith log last week?',
    async play(assistant) {
      const hit = await assistant.find('hours a member logged', 'GET', /^List time entries$/);
      await assistant.describe(hit, ['member/name', 'timeStart', 'actualHours']);
      const { records, has_more: more } = await assistant.list(hit.path, {
        conditions: 'member/name="Anna Smith" and timeStart = [last week]',
        fields: 'id,actualHours',
        pageSize: 1000,
      });
      return more ? 'more than these' : amount(records, 'actualHours');
    },
    answer: (records) =>
      amount(
        all(records, '/time/entries').filter((one) => {
          const began = day(one, 'timeStart');
          return (
            memberOf(one, 'member.identifier') === 'asmith' &&
            began >= '2026-11-09' &&
            began <= '2026-11-15'
          );
        }),
        'actualHours',
      ),
  },
  {
    said: 'Give me all contacts of Fabrikam with an e-mail.',
    async play(assistant) {
      const hit = await assistant.find('contacts of a company', 'GET', /^List contacts/);
      await assistant.describe(hit, ['company/identifier', 'childConditions']);
      const { records } = await assistant.list(hit.path, {
        conditions: 'company/identifier="FABRIKAM"',
        childConditions: 'communicationItems/communicationType="Email"',
        fields: 'id,firstName,lastName,communicationItems',
      });
      return records.map(({ id }) => id);
    },
    answer: (records) =>
      all(records, '/company/contacts')
        .filter(at('FABRIKAM'))
        .filter(({ communicationItems }) =>
          (communicationItems as JsonRecord[]).some((one) => one['communicationType'] === 'Email'),
        )
        .map(({ id }) => id),
  },
  {
    said: 'In which city is Northwind? (the first call asks for the whole name)',
    async play(assistant) {
      const hit = await assistant.find('list companies', 'GET', /^List companies/);
      const params = { conditions: 'name="Northwind"' };
      const none = await assistant.tool('execute_api_call', { path: hit.path, params });
      const [, meant] = /: (contains) finds/.exec(none.text) ?? [];
      const { records } = await assistant.list(hit.path, {
        conditions: `name ${String(meant)} "Northwind"`,
      });
      return records[0]?.['city'];
    },
    answer: (records) =>
      all(records, '/company/companies').find(({ identifier }) => identifier === 'NORTHWIND')?.[
        'city'
      ],
  },
  {
    said: 'What is the phone number of Northwind?',
    async play(assistant) {
      const hit = await assistant.find('list companies by name', 'GET', /^List companies/);
      const { records } = await assistant.list(hit.path, {
        conditions: 'name contains "Northwind"',
      });
      return records[0]?.['phoneNumber'];
    },
    answer: (records) =>
      all(records, '/company/companies').find(({ identifier }) => identifier === 'NORTHWIND')?.[
        'phoneNumber'
      ],
  },
  {
    said: 'Which projects does Min Lee manage that are not closed?',
    async play(assistant) {
      const hit = await assistant.find('projects by manager', 'GET', /^List projects/);
      await assistant.describe(hit, ['manager/name', 'closedFlag']);
      const { records } = await assistant.list(hit.path, {
        conditions: 'manager/name="Min Lee" and closedFlag=false',
        orderBy: 'id',
      });
      return records.map(({ name }) => name);
    },
    answer: (records) =>
      all(records, '/project/projects')
        .filter(
          (one) => memberOf(one, 'manager.identifier') === 'mlee' && one['closedFlag'] !== true,
        )
        .map(({ name }) => name),
  },
  {
    said: 'Which opportunities should close by the end of the year?',
    async play(assistant) {
      const hit = await assistant.find('opportunities by close date', 'GET', /^List opport/);
      await assistant.describe(hit, ['expectedCloseDate']);
      const { records } = await assistant.list(hit.path, {
        conditions: 'expectedCloseDate >= [today] and expectedCloseDate <= [this year]',
        orderBy: 'id',
        fields: 'id,name,expectedCloseDate',
      });
      return records.map(({ id }) => id);
    },
    answer: (records) =>
      all(records, '/sales/opportunities')
        .filter((one) => {
          const closes = day(one, 'expectedCloseDate');
          return closes >= '2026-11-18' && closes <= '2026-12-31';
        })
        .map(({ id }) => id),
  },
  {
    said: 'What expenses over 100 came in this year, and what do they add up to?',
    async play(assistant) {
      const hit = await assistant.find('list expense entries', 'GET', /^List expense entries/);
      await assistant.describe(hit, ['amount', 'date']);
      const { records, has_more: more } = await assistant.list(hit.path, {
        conditions: 'amount > 100 and date = [this year]',
        fields: 'id,amount',
        pageSize: 1000,
      });
      return more ? 'more than these' : amount(records, 'amount');
    },
    answer: (records) =>
      amount(
        all(records, '/expense/entries').filter(
          (one) => Number(one['amount']) > 100 && day(one, 'date').startsWith('2026'),
        ),
        'amount',
      ),
  },
  {
    said: 'What is on the schedule of Anna Smith today?',
    async play(assistant) {
      const hit = await assistant.find(
        'schedule entries of a member',
        'GET',
        /^List schedule entries/,
      );
      await assistant.describe(hit, ['member/name', 'dateStart']);
      const { records } = await assistant.list(hit.path, {
        conditions: 'member/name="Anna Smith" and dateStart = [today]',
        orderBy: 'id',
      });
      return records.map(({ id }) => id);
    },
    answer: (records) =>
      all(records, '/schedule/entries')
        .filter(
          (one) =>
            memberOf(one, 'member.identifier') === 'asmith' &&
            day(one, 'dateStart') === '2026-11-18',
        )
        .map(({ id }) => id),
  },
  {
    said: 'Which kinds of agreement are there? (by way of the categories)',
    async play(assistant) {
      const { structured } = await assistant.tool('list_api_categories');
      const category = Object.keys(structured['finance'] as JsonRecord).find((name) =>
        /^AgreementTypes$/.test(name),
      );
      const found = await assistant.tool('get_category_endpoints', { category });
      const hits = found.structured['results'] as { method: string; path: string }[];
      const hit = hits.find(({ method, path }) => method === 'GET' && path.endsWith('/types'));
      const { records } = await assistant.list(hit?.path ?? '', { orderBy: 'id' });
      return records.map(({ name }) => name);
    },
    answer: (records) => all(records, '/finance/agreements/types').map(({ name }) => name),
  },
  {
    said: 'How many workstations does Acme have?',
    async play(assistant) {
      const hit = await assistant.find(
        'count configurations',
        'GET',
        /Count company configurations/,
      );
      const conditions = 'company/identifier="ACME" and type/name="Workstation"';
      return (await assistant.get(hit.path, { conditions }))['count'];
    },
    answer: (records) =>
      all(records, '/company/configurations')
        .filter(at('ACME'))
        .filter((one) => memberOf(one, 'type.name') === 'Workstation').length,
  },
];

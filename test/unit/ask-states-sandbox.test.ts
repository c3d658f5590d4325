import { afterAll, beforeAll, expect, test } from 'vitest';
import { loreOf } from '../../src/ask/phrases.js';
import { recordShape } from '../../src/catalog/record-shape.js';
import { printCondition } from '../../src/conditions/print.js';
import { joined } from '../../src/conditions/tree.js';
import { buildWhere } from '../../src/conditions/where/where.js';
import { parseDays, parseMoment } from '../../src/dates/moment.js';
import { isRecord } from '../../src/text/records.js';
import { wholeSandbox, type WholeSandbox } from '../support/whole-sandbox.js';

const now = new Date('2026-11-02T15:00:00Z');
const clock = { now, zone: 'UTC' };

let sandbox: WholeSandbox;
beforeAll(async () => {
  sandbox = await wholeSandbox(now);
});
afterAll(() => sandbox.close());

const states: [string, string][] = [
  ['/service/tickets', 'open,closed,new,unassigned,overdue,out of sla,child,merged,billable'],
  ['/time/entries', 'billable,non billable,no charge,billed,unbilled,approved,written off'],
  ['/time/sheets', 'approved,pending approval,open,rejected'],
  ['/company/companies', 'active,inactive,on credit hold,deleted,former,vendor,prospect'],
  ['/company/contacts', 'active,inactive,unsubscribed,primary,decision maker'],
  [
    '/company/configurations',
    'active,retired,in stock,out of warranty,under warranty,server,laptop',
  ],
  ['/finance/agreements', 'active,expired,cancelled,expiring,without an end date'],
  ['/finance/invoices', 'unpaid,paid,overdue,partly paid,credit memo'],
  ['/sales/opportunities', 'open,won,lost,closed,hot'],
  ['/sales/activities', 'open,closed,overdue,meeting,call'],
  ['/sales/orders', 'open,invoiced'],
  ['/schedule/entries', 'done,undone,upcoming,past'],
  ['/expense/entries', 'billed,unbilled,approved,pending approval'],
  ['/project/projects', 'open,completed,on hold,late,fixed fee'],
  ['/procurement/catalog', 'active,inactive,serialized,taxable,recurring'],
  ['/procurement/products', 'billable,cancelled,needing purchase'],
  ['/procurement/purchaseorders', 'open,closed,cancelled,shipped,unshipped'],
  ['/system/members', 'active,inactive,admin'],
];

test.each(states)(
  'each state of %s is that of some records and not of all',
  async (path, words) => {
    const list = sandbox.catalog.onPath(path).find(({ method }) => method === 'GET');
    if (list === undefined) throw new Error(`no list ${path}`);
    const shape = recordShape(sandbox.catalog, list);
    const lore = loreOf(path, shape);
    const count = async (query = '') => {
      const { body } = await sandbox.send('GET', `${path}/count${query}`);
      return isRecord(body) ? body['count'] : body;
    };
    const queryOf = (clauses: readonly string[]) => {
      const built = clauses.map((clause) =>
        buildWhere(clause, {
          shape,
          check: true,
          me: () => 'jdoe',
          readDate: (text, isDay) => (isDay ? parseDays : parseMoment)(text, clock),
        }),
      );
      const parameters = new Set(built.map(({ parameter }) => parameter));
      const query = [...parameters].map((name): [string, string] => [
        name,
        printCondition(
          joined(
            'and',
            built.filter(({ parameter }) => parameter === name).map(({ condition }) => condition),
          ),
        ),
      ]);
      return `?${new URLSearchParams(query).toString()}`;
    };
    const all = Number(await count());
    for (const word of words.split(',')) {
      const clauses = lore.states[word] ?? lore.sorts[word];
      if (clauses === undefined) throw new Error(`${path} has no state ${word}`);
      const some = await count(queryOf(clauses));
      expect(some, `${word}: ${clauses.join(' and ')}`).toBeGreaterThan(0);
      expect(some, `${word}: ${clauses.join(' and ')}`).toBeLessThan(all);
    }
  },
);

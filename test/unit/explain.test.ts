import fc from 'fast-check';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.js';
import { recordShape } from '../../src/catalog/record-shape.js';
import { dateWords } from '../../src/conditions/explain/date-words.js';
import { explainFilters, type About } from '../../src/conditions/explain/explain.js';
import { parseOrderBy } from '../../src/conditions/lists.js';
import { parseCondition } from '../../src/conditions/parse.js';
import {
  comparisonsOf,
  literalsOf,
  type Condition,
  type Literal,
} from '../../src/conditions/tree.js';
import type { Clock } from '../../src/dates/clock.js';
import { parseDays, parseMoment } from '../../src/dates/moment.js';
import { toServerTime } from '../../src/dates/server-time.js';

const catalog = new Catalog(inject('catalogFile'));
afterAll(() => catalog.close());

/** A Sunday, 13:04:26 in Berlin. */
const clock: Clock = { now: new Date('2026-11-22T12:04:26Z'), zone: 'Europe/Berlin' };

function explainCondition(conditions: Condition, about: About): string {
  return explainFilters({ what: 'records', conditions }, about);
}

function shapeOf(path: string) {
  const endpoint = catalog.onPath(path).find(({ method }) => method === 'GET');
  if (endpoint === undefined) throw new Error(`no ${path}`);
  return recordShape(catalog, endpoint);
}

const lists = {
  tickets: '/service/tickets',
  companies: '/company/companies',
  contacts: '/company/contacts',
  agreements: '/finance/agreements',
};

const told: Record<keyof typeof lists, [string, string][]> = {
  tickets: [
    ['closedFlag=false', 'open tickets'],
    ['closedFlag=true', 'closed tickets'],
    ['closedFlag!=true', 'tickets whose closedFlag is not true'],
    ['ClosedFlag = False and company/identifier = "Acme"', 'open tickets of company Acme'],
    ['company/name="Acme Inc"', 'tickets of company Acme Inc'],
    ['company/name="acme or board is"', 'tickets of company "acme or board is"'],
    ['(company/identifier="Acme" or company/name="Acme")', 'tickets of company Acme'],
    [
      '(company/identifier="Acme" or company/name="Other")',
      'tickets where either company is Acme or company is Other',
    ],
    ['company/identifier!="Acme" and company/name!="Acme"', 'tickets whose company is not Acme'],
    [
      'company/identifier contains "ac" or company/name contains "ac"',
      'tickets whose company contains "ac"',
    ],
    ['company/name contains "ac"', 'tickets whose company name contains "ac"'],
    ['company/id=5', 'tickets whose company id is 5'],
    ['board/name="Help Desk" and status/name="New"', 'tickets with status New on board Help Desk'],
    ['priority/name = "Priority 1 - Emergency"', 'tickets with priority "Priority 1 - Emergency"'],
    ['owner/identifier="jdoe"', 'tickets owned by jdoe'],
    [
      '(owner/identifier="jdoe" or resources contains "jdoe")',
      'tickets assigned to jdoe (or to a resource whose identifier contains it)',
    ],
    [
      '(owner/identifier="jdoe" or resources contains "asmith")',
      'tickets where either it is owned by jdoe or resources contains "asmith"',
    ],
    [
      'status/name in ("New","In Progress") and summary contains "printer"',
      'tickets whose status is New or In Progress and whose summary contains "printer"',
    ],
    [
      'status/name="New" or status/name="In Progress"',
      'tickets whose status is New or In Progress',
    ],
    [
      'status/name in ("New","Closed","Waiting")',
      'tickets whose status is one of New, Closed, Waiting',
    ],
    ['status/name in ("New")', 'tickets whose status is New'],
    [
      'status/name not in ("New","Closed","Waiting")',
      'tickets whose status is none of New, Closed, Waiting',
    ],
    ['status/name not in ("New","Closed")', 'tickets whose status is neither New nor Closed'],
    [
      'status/name!="New" and status/name!="Closed" and status/name != "Waiting"',
      'tickets whose status is none of New, Closed, Waiting',
    ],
    ['id in (1,2,3,4,5,6,7,8)', 'tickets whose id is one of 1, 2, 3 and 5 more'],
    ['budgetHours > 5', 'tickets whose budget hours is more than 5'],
    [
      'budgetHours >= 5 and budgetHours < 8.50',
      'tickets whose budget hours is at least 5 and whose budget hours is less than 8.50',
    ],
    ['customerUpdatedFlag = true', 'tickets whose customerUpdatedFlag is true'],
    ['approved = false', 'tickets that are not approved'],
    ['closedDate = null', 'tickets without a closed date'],
    ['closedDate != null', 'tickets with a closed date'],
    ['agreement = null', 'tickets without an agreement'],
    ['parentTicketId=null', 'tickets without a parent ticket id'],
    ['company/id = null', 'tickets whose company id is empty'],
    ['resources = null', 'tickets without resources'],
    ['summary like "print%"', 'tickets whose summary begins with "print"'],
    ['summary like "%print"', 'tickets whose summary ends with "print"'],
    ['summary like "%print%"', 'tickets whose summary contains "print"'],
    ['summary like "*print*"', 'tickets whose summary contains "print"'],
    ['summary like "p%t"', 'tickets whose summary matches "p%t"'],
    ['summary like "a_b%"', 'tickets whose summary matches "a_b%"'],
    ['summary like "print"', 'tickets whose summary matches "print"'],
    ['summary not like "print%"', 'tickets whose summary does not begin with "print"'],
    ['summary not contains "print"', 'tickets whose summary does not contain "print"'],
    ['summary contains \'say "hi"\'', 'tickets whose summary contains \'say "hi"\''],
    ['summary = "new"', 'tickets whose summary is "new"'],
    ['summary = ""', 'tickets whose summary is ""'],
    ['dateEntered = [yesterday]', 'tickets entered yesterday'],
    [
      'dateEntered >= [2026-11-20T23:00:00Z] and dateEntered < [2026-11-21T23:00:00Z]',
      'tickets entered yesterday (2026-11-21)',
    ],
    [
      '(dateEntered < [2026-11-20T23:00:00Z] or dateEntered >= [2026-11-21T23:00:00Z])',
      'tickets entered before or after yesterday (2026-11-21)',
    ],
    [
      'dateEntered >= [2026-11-08T23:00:00Z] and dateEntered < [2026-11-15T23:00:00Z]',
      'tickets entered last week (2026-11-09 to 2026-11-15)',
    ],
    [
      'dateEntered >= [2026-09-30T22:00:00Z] and dateEntered < [2026-10-31T23:00:00Z]',
      'tickets entered last month (2026-10)',
    ],
    [
      'dateEntered >= [2026-07-31T22:00:00Z] and dateEntered < [2026-08-31T22:00:00Z]',
      'tickets entered in 2026-08',
    ],
    [
      'dateEntered >= [2026-11-04T23:00:00Z] and dateEntered < [2026-11-05T23:00:00Z]',
      'tickets entered on 2026-11-05',
    ],
    [
      'dateEntered >= [2026-11-04T23:00:00Z] and dateEntered < [2026-11-05T23:00:01Z]',
      'tickets entered from 2026-11-05 00:00 Europe/Berlin until before 2026-11-06 00:00:01 Europe/Berlin',
    ],
    [
      'dateEntered >= [2026-11-14T23:00:00Z]',
      'tickets entered in the last 7 days (since 2026-11-15)',
    ],
    ['dateEntered >= [2026-11-20T23:00:00Z]', 'tickets entered since yesterday (2026-11-21)'],
    ['dateEntered >= [2026-11-21T23:00:00Z]', 'tickets entered since today (2026-11-22)'],
    ['dateEntered >= [-7d]', 'tickets entered in the last 7 days'],
    ['dateEntered = [-7d]', 'tickets entered on the day 7 days ago'],
    ['lastUpdated > [-2h]', 'tickets last updated after 2 hours ago'],
    [
      'dateEntered >= [2026-11-14T23:00:01Z]',
      'tickets entered since 2026-11-15 00:00:01 Europe/Berlin',
    ],
    ['dateEntered >= [2026-10-25T01:30:00Z]', 'tickets entered since 2026-10-25T01:30:00Z'],
    [
      'dateEntered >= [2026-10-25T00:30:00Z]',
      'tickets entered since 2026-10-25 02:30 Europe/Berlin',
    ],
    ['dateEntered >= [2026-11-15]', 'tickets entered since 2026-11-15 00:00 UTC'],
    ['dateEntered < [2026-11-15T00:00:00]', 'tickets entered before 2026-11-15T00:00:00'],
    [
      'lastUpdated < [2026-11-14T23:00:00Z]',
      'tickets last updated before 2026-11-15 00:00 Europe/Berlin',
    ],
    [
      'dateEntered >= [2025-12-31T23:00:00Z]',
      'tickets entered since 2026-01-01 00:00 Europe/Berlin',
    ],
    ['requiredDate = [2026-11-23T00:00:00Z]', 'tickets whose required date is 2026-11-23'],
    [
      'requiredDate >= [2026-11-23T00:00:00Z]',
      'tickets whose required date is 2026-11-23 or later',
    ],
    [
      'requiredDate >= [2026-11-01T00:00:00Z] and requiredDate < [2026-12-01T00:00:00Z]',
      'tickets whose required date falls in this month (2026-11)',
    ],
    ['requiredDate <= [today]', 'tickets whose required date is today or earlier'],
    [
      'estimatedStartDate >= [2026-11-14T23:00:00Z]',
      'tickets whose estimated start date is 2026-11-15 00:00 Europe/Berlin or later',
    ],
    [
      'estimatedStartDate >= [2026-11-20T23:00:00Z] and estimatedStartDate < [2026-11-21T23:00:00Z]',
      'tickets whose estimated start date is yesterday (2026-11-21)',
    ],
    ['dateEntered >= [last month]', 'tickets entered last month or later'],
    [
      'status/name="New" or priority/name="High"',
      'tickets where either status is New or priority is High',
    ],
    [
      'closedFlag=true or owner/identifier="jdoe"',
      'tickets where either it is closed or it is owned by jdoe',
    ],
    [
      'closedFlag=false and (status/name="New" or priority/name="High")',
      'open tickets where either status is New or priority is High',
    ],
    [
      'status/name="New" or priority/name="High" and budgetHours>5',
      'tickets where either status is New or (priority is High and budget hours is more than 5)',
    ],
    [
      '(status/name="New" or priority/name="High") and (board/id=1 or type/name="Fault")',
      'tickets where (status is New or priority is High) and (board id is 1 or type is Fault)',
    ],
    [
      'id=1 or (status/name in ("A","B") and (budgetHours>1 or budgetHours<0))',
      'tickets where either id is 1 or (status is one of (A, B) and (budget hours is more than 1 or budget hours is less than 0))',
    ],
    [
      '_info/lastUpdated >= [2026-11-14T23:00:00Z] and foo/bar = "x"',
      'tickets last updated in the last 7 days (since 2026-11-15) whose foo/bar is "x"',
    ],
    ['dateEntered = [2026-11-15T00:00:00Z]', 'tickets entered at 2026-11-15 01:00 Europe/Berlin'],
    [
      'dateEntered != [2026-11-15T12:00:00Z]',
      'tickets whose date entered is not 2026-11-15 13:00 Europe/Berlin',
    ],
    [
      'dateEntered <= [2026-11-15T12:00:00Z]',
      'tickets entered at or before 2026-11-15 13:00 Europe/Berlin',
    ],
    [
      'summary contains "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
      'tickets whose summary contains "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"',
    ],
    [
      'company/identifier in ("A","B") or company/name in ("A","B")',
      'tickets whose company is A or B',
    ],
    [
      'status/name="New" or dateEntered>=[2026-11-14T23:00:00Z]',
      'tickets where either status is New or it was entered in the last 7 days (since 2026-11-15)',
    ],
    [
      'dateEntered<[2026-11-14T23:00:00Z] or dateEntered>=[2026-11-18T11:00:00Z]',
      'tickets entered before 2026-11-15 00:00 Europe/Berlin or from 2026-11-18 12:00 Europe/Berlin on',
    ],
    [
      'estimatedStartDate > [monday]',
      'tickets whose estimated start date is after the latest Monday',
    ],
    [
      'impact="Low" and severity != "High"',
      'tickets whose impact is Low and whose severity is not High',
    ],
    ['predecessorClosedFlag=false', 'tickets whose predecessorClosedFlag is false'],
    ['company/deletedFlag=true', 'tickets whose company/deletedFlag is true'],
    [
      '(dateEntered=[2026-11-14T23:00:00Z] or dateEntered=[2026-11-15T23:00:00Z])',
      'tickets whose date entered is 2026-11-15 00:00 Europe/Berlin or 2026-11-16 00:00 Europe/Berlin',
    ],
  ],
  companies: [
    [
      'deletedFlag=false and name like "Acme%"',
      'companies that are not deleted whose name begins with "Acme"',
    ],
    ['identifier="ACME"', 'companies whose identifier is ACME'],
    [
      'status/name="Active" and territory/name="North"',
      'companies with status Active whose territory is North',
    ],
    ['parentCompany=null', 'companies without a parent company'],
    [
      'dateAcquired>=[2026-11-14T23:00:00Z]',
      'companies whose date acquired is 2026-11-14T23:00:00Z or later',
    ],
    ['dateDeleted!=null and deletedFlag=true', 'deleted companies with a date deleted'],
  ],
  contacts: [
    ['inactiveFlag=false and company/identifier="Acme"', 'active contacts of company Acme'],
    ['inactiveFlag=true', 'inactive contacts'],
    [
      'firstName="Jane" and lastName!="Doe"',
      'contacts whose first name is Jane and whose last name is not Doe',
    ],
    ['defaultFlag=false', 'contacts that are not default'],
    ['site/name="Main" and department/name="IT"', 'contacts in department IT at site Main'],
  ],
  agreements: [
    [
      'endDate<[2026-12-01T00:00:00Z] and cancelledFlag=false',
      'agreements that are not cancelled whose end date is before 2026-12-01',
    ],
    [
      'endDate=null or endDate>=[2026-11-22T00:00:00Z]',
      'agreements where either end date is empty or (end date is 2026-11-22 or later)',
    ],
    [
      'agreementStatus="Active" and type/name="Managed Services"',
      'agreements of type Managed Services whose agreement status is Active',
    ],
    [
      'startDate>=[2026-10-01T00:00:00Z] and startDate<[2026-11-01T00:00:00Z]',
      'agreements whose start date falls in last month (2026-10)',
    ],
    ['nextInvoiceDate=[2026-11-23T00:00:00Z]', 'agreements whose next invoice date is 2026-11-23'],
    ['billAmount>=100.50', 'agreements whose bill amount is at least 100.50'],
    [
      'startDate>=[2025-01-01T00:00:00Z] and startDate<[2026-01-01T00:00:00Z]',
      'agreements whose start date falls in last year (2025)',
    ],
  ],
};

describe.each(Object.entries(told) as [keyof typeof lists, [string, string][]][])(
  '%s',
  (what, rows) => {
    test.each(rows)('%s', (text, expected) => {
      const conditions = parseCondition(text, { relativeDates: true });
      const about = { shape: shapeOf(lists[what]), dates: dateWords(clock) };
      expect(explainFilters({ what, conditions }, about)).toBe(expected);
    });
  },
);

const tickets = { shape: shapeOf(lists.tickets) };

test.each([
  ['dateEntered desc', 'tickets, newest first'],
  ['_info/dateEntered', 'tickets, oldest first'],
  ['lastUpdated desc', 'tickets, most recently updated first'],
  ['lastUpdated asc', 'tickets, least recently updated first'],
  ['requiredDate', 'tickets, earliest required date first'],
  ['priority/name,id desc', 'tickets, by priority name, then id descending'],
  ['dateEntered desc,id', 'tickets, by date entered descending, then id'],
  ['notKnown', 'tickets, by notKnown'],
])('ordered by %s', (text, expected) => {
  expect(explainFilters({ what: 'tickets', orderBy: parseOrderBy(text) }, tickets)).toBe(expected);
});

test.each([
  ['dateEntered >= [2026-11-14T23:00:00Z]', 'records entered since 2026-11-14T23:00:00Z'],
  ['dateEntered = [last week]', 'records entered last week'],
  ['requiredDate = [2026-11-23T00:00:00Z]', 'records whose required date is 2026-11-23'],
  ['dateEntered > [+2mo]', 'records entered after the day 2 months from now'],
  ['dateEntered > [x or y]', 'records entered after [x or y]'],
])('without a clock, dates are told as they are written: %s', (text, expected) => {
  const condition = parseCondition(text, { relativeDates: true });
  expect(explainCondition(condition, tickets)).toBe(expected);
});

const contacts = { shape: shapeOf(lists.contacts) };

test.each([
  [
    { childConditions: 'communicationItems/value like "555%"' },
    'contacts with communication items where value begins with "555"',
  ],
  [
    { childConditions: 'types/name="Approver" or types/name="Decider"' },
    'contacts with types where name is Approver or Decider',
  ],
  [
    { childConditions: 'types/id=1 or communicationItems/id=2' },
    'contacts with members of lists where either types id is 1 or communication items id is 2',
  ],
  [
    { customFieldConditions: 'caption="Region" and value != null' },
    'contacts whose custom field Region is not empty',
  ],
  [{ customFieldConditions: 'value = 5' }, 'contacts with custom fields where value is 5'],
  [
    {
      conditions: 'firstName="Jane" and (id=1 or id>5)',
      childConditions: 'types/id=1 and types/name="Approver"',
      customFieldConditions: 'caption="A" or caption="B"',
    },
    'contacts whose first name is Jane and where (id is 1 or id is more than 5) and with types where (id is 1 and name is Approver) and with custom fields where caption is one of (A, B)',
  ],
])('lists: %j', (texts, expected) => {
  const parsed = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, parseCondition(text)]),
  );
  expect(explainFilters({ what: 'contacts', ...parsed }, contacts)).toBe(expected);
});

test('of very many alternatives the rest is counted', () => {
  const text = Array.from({ length: 40 }, (_, at) => `(id=${at} and budgetHours>${at})`).join(
    ' or ',
  );
  const told = explainCondition(parseCondition(text), tickets);
  expect(told).toContain(
    '(id is 9 and budget hours is more than 9) or one of 30 further conditions',
  );
});

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'UTC'];

/** Noon in Berlin, and the days on which clocks change in some of the zones. */
const nows = ['2026-11-22T12:00Z', '2026-03-29T12:00Z', '2026-10-25T12:00Z', '2026-04-24T12:00Z'];

const clocks: Clock[] = zones.flatMap((zone) => nows.map((now) => ({ now: new Date(now), zone })));

const named = [
  ...['today', 'yesterday', 'tomorrow'],
  ...['week', 'month', 'quarter', 'year'].flatMap((unit) =>
    ['this', 'last', 'next'].map((which) => `${which} ${unit}`),
  ),
];

describe.each(clocks)('in $zone at $now', (own) => {
  const words = dateWords(own);

  test.each(named)('%s is told for exactly its bounds', (text) => {
    for (const isDay of [false, true]) {
      const moment = (isDay ? parseDays : parseMoment)(text, own);
      if (moment === undefined) throw new Error(text);
      const [from, until] = [toServerTime(moment.start), toServerTime(moment.end)];
      expect(words.period(from, until, isDay)?.words).toMatch(new RegExp(`^${text} \\(`));
      const later = toServerTime(new Date(moment.end.getTime() + 1000));
      expect(words.period(from, later, isDay)).toBeUndefined();
    }
  });

  test('a day and how long ago it is are told for exactly its bounds', () => {
    for (let ago = 2; ago < 400; ago += 14) {
      const day = parseMoment(`-${ago}d`, own);
      if (day === undefined) throw new Error(String(ago));
      const [from, until] = [toServerTime(day.start), toServerTime(day.end)];
      const told = words.period(from, until, false)?.words.replace('on ', '') ?? '';
      expect(parseMoment(told, own)).toEqual(day);
      if (ago <= 100) expect(words.lastDays(from)).toBe(`in the last ${ago} days (since ${told})`);
      expect(words.lastDays(toServerTime(new Date(day.start.getTime() + 1000)))).toBeUndefined();
      expect(parseMoment(words.point(from, false).replace(` ${own.zone}`, ''), own)?.start).toEqual(
        day.start,
      );
    }
  });

  test('a month is told for exactly its bounds', () => {
    for (let month = 1; month <= 12; month++) {
      const [first, next] = [month, month + 1].map((one) => {
        const name = new Date(Date.UTC(2024, one - 1, 1)).toISOString().slice(0, 10);
        return { name, at: toServerTime(parseMoment(name, own)?.start ?? new Date(0)) };
      });
      const text = words.period(first?.at ?? '', next?.at ?? '', false)?.words;
      expect(text).toBe(`in ${first?.name.slice(0, 7)}`);
    }
  });
});

test('a point in time is told as one that reads back as the same', () => {
  const time = fc.date({
    min: new Date('2000-01-01T00:00Z'),
    max: new Date('2040-01-01T00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(time, fc.constantFrom(...zones), (date, zone) => {
      const text = toServerTime(date);
      const own = { now: clock.now, zone };
      const told = dateWords(own).point(text, false).replace(` ${zone}`, '');
      expect(toServerTime(parseMoment(told, own)?.start ?? new Date(0))).toBe(text);
    }),
  );
});

const path = fc.constantFrom(
  ...[
    'summary',
    'company/name',
    'company/identifier',
    'owner/identifier',
    'resources',
    'closedFlag',
  ],
  ...['dateEntered', 'requiredDate', 'id', 'foo/bar', 'customFields', 'status/name', 'budgetHours'],
);
const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc.record({ kind: fc.constant('string' as const), value: fc.string() }),
  fc.record({ kind: fc.constant('number' as const), text: fc.integer().map(String) }),
  fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.record({
    kind: fc.constant('date' as const),
    text: fc.oneof(
      fc.constantFrom('today', '-7d', '2026-11-14T23:00:00Z', '2026-11-15T23:00:00Z', '2026-01-01'),
      fc.string(),
    ),
  }),
  fc.constant({ kind: 'null' as const }),
);
const field = path.map((one) => ({ path: one }));
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({
      kind: fc.constant('compare' as const),
      field,
      operator: fc.constantFrom('=' as const, '!=' as const, '<' as const, '>=' as const),
      value: literal,
    }),
    fc.record({
      kind: fc.constant('match' as const),
      field,
      operator: fc.constantFrom('contains' as const, 'like' as const),
      negated: fc.boolean(),
      value: fc.record({ kind: fc.constant('string' as const), value: fc.string() }),
    }),
    fc.record({
      kind: fc.constant('in' as const),
      field,
      negated: fc.boolean(),
      values: fc.array(literal, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      terms: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

test('any condition is told, and each of its texts', () => {
  const dates = dateWords(clock);
  fc.assert(
    fc.property(tree, (condition) => {
      const told = explainCondition(condition, { ...tickets, dates });
      expect(told).toContain('records');
      if (/further condition|and \d+ more/.test(told)) return;
      for (const one of comparisonsOf(condition).flatMap(literalsOf)) {
        if (one.kind !== 'string') continue;
        // Wildcards at the ends are told in words, and quotes inside of quotes are escaped.
        const text = one.value.replace(/^[%*]+|[%*]+$/g, '').slice(0, 40);
        expect(told.replaceAll('\\', '')).toContain(text.replaceAll('\\', ''));
      }
    }),
    { numRuns: 500 },
  );
});

describe('what would read the same, or contradicts itself, names its fields:', () => {
  test.each([
    [
      'company/identifier != "A" or company/name != "A"',
      'tickets where either company identifier is not A or company name is not A',
    ],
    [
      'company/identifier = "A" and company/name = "A"',
      'tickets whose company identifier is A and whose company name is A',
    ],
    [
      'closedFlag = true and closedFlag = false',
      'tickets whose closedFlag is true and whose closedFlag is false',
    ],
    ['resources contains "al"', 'tickets whose resources contains "al"'],
  ])('%s', (text, expected) => {
    expect(explainFilters({ what: 'tickets', conditions: parseCondition(text) }, tickets)).toBe(
      expected,
    );
  });
});

test.each([
  ['dateEntered > [2025-01-31]', 'tickets entered after 2025-01-31 00:00 UTC'],
  ['dateEntered <= [2025-01-31]', 'tickets entered at or before 2025-01-31 00:00 UTC'],
])('%s is told as the midnight that it is', (text, expected) => {
  expect(explainFilters({ what: 'tickets', conditions: parseCondition(text) }, tickets)).toBe(
    expected,
  );
});

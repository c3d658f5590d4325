import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Field } from '../../src/catalog/model.js';
import { parseCondition } from '../../src/conditions/parse.js';
import { printCondition } from '../../src/conditions/print.js';
import type { RecordShape } from '../../src/conditions/shape.js';
import { buildWhere, type Built, type WhereRules } from '../../src/conditions/where/where.js';
import { mayHoldDate, type DateReader } from '../../src/conditions/where/date.js';
import type { Clock } from '../../src/dates/clock.js';
import { parseDays, parseMoment } from '../../src/dates/moment.js';
import { ConfigError, type UsageError } from '../../src/errors/errors.js';
import { field, reference } from '../support/fields.js';

const schemas: Record<string, Field[]> = {
  CompanyReference: [
    field('id', 'integer'),
    field('identifier', 'string'),
    field('name', 'string'),
  ],
  MemberReference: [field('id', 'integer'), field('identifier', 'string'), field('name', 'string')],
  StatusReference: [field('id', 'integer'), field('name', 'string')],
  TicketReference: [field('id', 'integer'), field('summary', 'string')],
  Item: [
    field('id', 'integer'),
    field('value', 'string', { maxLength: 250 }),
    field('createdDate', 'string', { format: 'date-time' }),
    reference('type', 'StatusReference'),
  ],
};

const shape: RecordShape = {
  schema: 'Ticket',
  fields: [
    field('id', 'integer'),
    field('summary', 'string', { maxLength: 100 }),
    field('budgetHours', 'number'),
    field('closedFlag', 'boolean'),
    field('severity', 'string', { allowed: ['Low', 'Medium', 'High'] }),
    field('requiredDate', 'string', { format: 'date-time' }),
    field('endDate', 'string', { format: 'date-time' }),
    field('closedDate', 'string'),
    field('resources', 'string'),
    field('closedBy', 'string'),
    field('birthDay', 'string'),
    field('anything', 'any'),
    reference('company', 'CompanyReference'),
    reference('status', 'StatusReference'),
    reference('owner', 'MemberReference'),
    reference('mergedParentTicket', 'TicketReference'),
    field('items', 'array', { items: 'object', schema: 'Item' }),
    field('customFields', 'array', { items: 'object', schema: 'CustomFieldValue' }),
  ],
  membersOf: (name) => schemas[name] ?? [],
  isDay: (path) => path.toLowerCase() === 'enddate',
};

/** 18:04:26 in Berlin. */
const clock: Clock = { now: new Date('2026-01-31T17:04:26Z'), zone: 'Europe/Berlin' };

function readerIn(zone: string): DateReader {
  return (text, isDay) => (isDay ? parseDays : parseMoment)(text, { ...clock, zone });
}

function build(text: string, more: Partial<WhereRules> = {}): Built {
  return buildWhere(text, {
    shape,
    readDate: readerIn(clock.zone),
    me: () => 'jdoe',
    check: true,
    ...more,
  });
}

function printed(text: string, more: Partial<WhereRules> = {}): string {
  const { condition, warnings } = build(text, more);
  expect(warnings).toEqual([]);
  return printCondition(condition);
}

function refused(text: string, more: Partial<WhereRules> = {}): UsageError {
  try {
    build(text, more);
  } catch (error) {
    return error as UsageError;
  }
  throw new Error(`${text} was not refused`);
}

test.each([
  ['summary=printer', 'summary="printer"'],
  ['summary = printer down ', 'summary="printer down"'],
  ['SUMMARY==printer', 'summary="printer"'],
  ['summary != x', 'summary!="x"'],
  ['summary<>x', 'summary!="x"'],
  ['summary ne x', 'summary!="x"'],
  ['summary EQ x', 'summary="x"'],
  ['summary~printer', 'summary contains "printer"'],
  ['summary !~ printer', 'summary not contains "printer"'],
  ['summary contains printer', 'summary contains "printer"'],
  ['summary notcontains printer', 'summary not contains "printer"'],
  ['summary Not Contains printer', 'summary not contains "printer"'],
  ['summary like print%', 'summary like "print%"'],
  ['summary notlike print%', 'summary not like "print%"'],
  ['summary not like print%', 'summary not like "print%"'],
  ['summary in a, b,"c, d"', 'summary in ("a","b","c, d")'],
  ['summary not in (a)', 'summary not in ("a")'],
  [`summary notin 'a','b'`, 'summary not in ("a","b")'],
  [`summary in O'Brien,'5" disk'`, `summary in ("O'Brien",'5" disk')`],
  [String.raw`summary in "a\",b",(x) y,z (1)`, `summary in ('a",b',"(x) y","z (1)")`],
  ['summary = "quoted text"', 'summary="quoted text"'],
  ["summary = 'quoted text'", 'summary="quoted text"'],
  [String.raw`summary = "\"a\" or 'b'"`, String.raw`summary="\"a\" or 'b'"`],
  [String.raw`summary = "it\'s \\ \n"`, String.raw`summary="it's \\ \\n"`],
  [String.raw`summary = "a\\"`, String.raw`summary="a\\"`],
  [String.raw`summary in "a\\","b"`, String.raw`summary in ("a\\","b")`],
  [String.raw`summary in "C:\","D:\"`, String.raw`summary in ("C:\\","D:\\")`],
  [String.raw`summary = "C:\temp\"`, String.raw`summary="C:\\temp\\"`],
  ['summary = "a" b', `summary='"a" b'`],
  ['summary = ""', 'summary=""'],
  ['summary = null', 'summary=null'],
  ['summary != NULL', 'summary!=null'],
  ['summary = "null"', 'summary="null"'],
  ['summary = 12', 'summary="12"'],
  ['summary = =x', 'summary="=x"'],
  ['summary = in (1)', 'summary="in (1)"'],
  [String.raw`summary = C:\temp`, String.raw`summary="C:\\temp"`],
  ['id=5', 'id=5'],
  ['id >= +007', 'id>=7'],
  ['id lt 5', 'id<5'],
  ['id le 5', 'id<=5'],
  ['id gt 5', 'id>5'],
  ['id ge -5', 'id>=-5'],
  ['id = "5"', 'id=5'],
  ['id in 1,2,3', 'id in (1,2,3)'],
  ['id in(1, 2)', 'id in (1,2)'],
  ['id != null', 'id!=null'],
  ['id = 9007199254740993', 'id=9007199254740993'],
  ['budgetHours > 1.50', 'budgetHours>1.50'],
  ['closedFlag = true', 'closedFlag=true'],
  ['closedFlag=No', 'closedFlag=false'],
  ['closedFlag != yes', 'closedFlag!=true'],
  ['severity = high', 'severity="High"'],
  ['severity in low,MEDIUM', 'severity in ("Low","Medium")'],
  ['updatedBy = jdoe', 'updatedBy="jdoe"'],
  ['items = null', 'items=null'],
  ['customFields != null', 'customFields!=null'],
  ['anything = 5', 'anything=5'],
  ['anything = "5"', 'anything="5"'],
  ['anything = True', 'anything=true'],
  ['anything = text', 'anything="text"'],
  ['anything >= [-7d]', 'anything>=[2026-01-23T23:00:00Z]'],
  ['anything >= 2026-01-01T00:00:00Z', 'anything>=[2026-01-01T00:00:00Z]'],
  ['anything ~ 2026-01-01', 'anything contains "2026-01-01"'],
])('%s', (text, expected) => {
  expect(printed(text)).toBe(expected);
});

test.each([
  ['company=Acme', 'company/identifier="Acme" or company/name="Acme"'],
  ['company != Acme', 'company/identifier!="Acme" and company/name!="Acme"'],
  ['company = "12"', 'company/identifier="12" or company/name="12"'],
  ['company = 12', 'company/id=12'],
  ['company != 12', 'company/id!=12'],
  ['company ~ acme', 'company/identifier contains "acme" or company/name contains "acme"'],
  ['company !~ a', 'company/identifier not contains "a" and company/name not contains "a"'],
  ['company like A%', 'company/identifier like "A%" or company/name like "A%"'],
  ['company in 1,2', 'company/id in (1,2)'],
  ['company in A,B', 'company/identifier in ("A","B") or company/name in ("A","B")'],
  ['company in 1,A', 'company/id in (1) or company/identifier in ("A") or company/name in ("A")'],
  [
    'company notin 1,A',
    'company/id not in (1) and company/identifier not in ("A") and company/name not in ("A")',
  ],
  ['company = null', 'company=null'],
  ['company != null', 'company!=null'],
  ['company.name = Acme', 'company/name="Acme"'],
  ['Company/Identifier = Acme', 'company/identifier="Acme"'],
  ['status = New', 'status/name="New"'],
  ['status in New,Closed', 'status/name in ("New","Closed")'],
  ['owner = me', 'owner/identifier="jdoe"'],
  ['owner != ME', 'owner/identifier!="jdoe"'],
  ['owner in me,asmith', 'owner/identifier in ("jdoe","asmith") or owner/name in ("asmith")'],
  ['owner = "me"', 'owner/identifier="me" or owner/name="me"'],
  ['company = me', 'company/identifier="me" or company/name="me"'],
  ['mergedParentTicket = 7', 'mergedParentTicket/id=7'],
  ['assigned = me', 'owner/identifier="jdoe" or resources contains "jdoe"'],
  ['Assigned=asmith', 'owner/identifier="asmith" or resources contains "asmith"'],
  ['assigned != me', 'owner/identifier!="jdoe" and resources not contains "jdoe"'],
  [
    'assigned in me,asmith',
    'owner/identifier="jdoe" or resources contains "jdoe" or owner/identifier="asmith" or resources contains "asmith"',
  ],
  ['assigned = null', 'owner=null and resources=null'],
  ['assigned != null', 'owner!=null or resources!=null'],
  // Texts that hold the identifiers of members.
  ['closedBy = me', 'closedBy="jdoe"'],
  ['EnteredBy in ME,asmith', 'enteredBy in ("jdoe","asmith")'],
  ['resources ~ me', 'resources contains "jdoe"'],
  ['closedBy = "me"', 'closedBy="me"'],
  ['summary = me', 'summary="me"'],
])('of references: %s', (text, expected) => {
  expect(printed(text)).toBe(expected);
});

test.each([
  [
    'requiredDate=today',
    'requiredDate>=[2026-01-30T23:00:00Z] and requiredDate<[2026-01-31T23:00:00Z]',
  ],
  [
    'requiredDate!=today',
    'requiredDate<[2026-01-30T23:00:00Z] or requiredDate>=[2026-01-31T23:00:00Z]',
  ],
  ['requiredDate > -7d', 'requiredDate>=[2026-01-24T23:00:00Z]'],
  ['requiredDate>=[-7d]', 'requiredDate>=[2026-01-23T23:00:00Z]'],
  ['requiredDate <= "2026-01-01"', 'requiredDate<[2026-01-01T23:00:00Z]'],
  ['requiredDate < 2026-01-01', 'requiredDate<[2025-12-31T23:00:00Z]'],
  ['requiredDate = 2026-01-31T18:04', 'requiredDate=[2026-01-31T17:04:00Z]'],
  ['requiredDate>-2h', 'requiredDate>[2026-01-31T15:04:26Z]'],
  ['requiredDate = null', 'requiredDate=null'],
  [
    'dateEntered = last week',
    'dateEntered>=[2026-01-18T23:00:00Z] and dateEntered<[2026-01-25T23:00:00Z]',
  ],
  ['lastUpdated >= 2026-01-01T00:00:00Z', 'lastUpdated>=[2026-01-01T00:00:00Z]'],
  [
    'closedDate=yesterday',
    'closedDate>=[2026-01-29T23:00:00Z] and closedDate<[2026-01-30T23:00:00Z]',
  ],
  ['closedDate="soon"', 'closedDate="soon"'],
  // Only its name says that it may be a date.
  ['birthDay > -7d', 'birthDay>=[2026-01-24T23:00:00Z]'],
  ['birthDay >= 2026-01-01T00:00:00Z', 'birthDay>=[2026-01-01T00:00:00Z]'],
  ['birthDay >= [today]', 'birthDay>=[2026-01-30T23:00:00Z]'],
  ['birthDay = "today"', 'birthDay="today"'],
  ['birthDay = unknown', 'birthDay="unknown"'],
  ['birthDay ~ 2026', 'birthDay contains "2026"'],
  ['birthDay = null', 'birthDay=null'],
  // Nobody knows what it holds.
  ['anything >= -7d', 'anything>=[2026-01-23T23:00:00Z]'],
  ['anything = "-7d"', 'anything="-7d"'],
  // A field that carries a calendar day.
  ['endDate = today', 'endDate=[2026-01-31T00:00:00Z]'],
  ['endDate <= +60d', 'endDate<=[2026-04-01T00:00:00Z]'],
  ['endDate = next month', 'endDate>=[2026-02-01T00:00:00Z] and endDate<[2026-03-01T00:00:00Z]'],
])('of dates: %s', (text, expected) => {
  expect(printed(text)).toBe(expected);
});

test.each([
  // The day on which clocks go forward, and the one on which they go back.
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z'],
  ['Asia/Kolkata', '2026-03-29', '2026-03-28T18:30:00Z', '2026-03-29T18:30:00Z'],
])('a day in %s, %s, is as long as it is there', (zone, day, from, to) => {
  const there = { readDate: readerIn(zone) };
  expect(printed(`requiredDate = ${day}`, there)).toBe(
    `requiredDate>=[${from}] and requiredDate<[${to}]`,
  );
});

test.each([
  ['items/value ~ x', 'items/value contains "x"'],
  ['items.value in a,b', 'items/value="a" or items/value="b"'],
  ['items/value notin a,b', 'items/value!="a" and items/value!="b"'],
  ['items/type = Email', 'items/type/name="Email"'],
  ['items/type in 1,Email', 'items/type/id=1 or items/type/name="Email"'],
  ['items/createdDate >= today', 'items/createdDate>=[2026-01-30T23:00:00Z]'],
])('a path through a list goes into childConditions: %s', (text, expected) => {
  expect(build(text)).toMatchObject({ parameter: 'childConditions', warnings: [] });
  expect(printed(text)).toBe(expected);
});

test.each([
  ['customFields/Region = North', 'caption="Region" and value="North"'],
  ['customfields.Region=North', 'caption="Region" and value="North"'],
  ['customFields/"Contract No." != null', 'caption="Contract No." and value!=null'],
  [`customFields/'5" disk' = 2`, `caption='5" disk' and value=2`],
  ['customFields/Größe>=3', 'caption="Größe" and value>=3'],
  ['customFields/Region in North,South', 'caption="Region" and (value="North" or value="South")'],
  ['customFields/Region ~ or', 'caption="Region" and value contains "or"'],
  ['customFields/Code = "12"', 'caption="Code" and value="12"'],
  ['customFields/VIP = true', 'caption="VIP" and value=true'],
  ['customFields/Due > -7d', 'caption="Due" and value>=[2026-01-24T23:00:00Z]'],
  ['customFields/Due >= last month', 'caption="Due" and value>=[2025-11-30T23:00:00Z]'],
  ['customFields/Due = "-7d"', 'caption="Due" and value="-7d"'],
  ['customFields/Zip = 01234', 'caption="Zip" and value="01234"'],
  ['customFields/Part = 0', 'caption="Part" and value=0'],
  ['customFields/Part = 0.50', 'caption="Part" and value=0.50'],
  ['customFields/Part = -01.5', 'caption="Part" and value="-01.5"'],
  [
    'customFields/Renewal = [today]',
    'caption="Renewal" and value>=[2026-01-30T23:00:00Z] and value<[2026-01-31T23:00:00Z]',
  ],
])('a custom field goes into customFieldConditions: %s', (text, expected) => {
  expect(build(text)).toMatchObject({ parameter: 'customFieldConditions' });
  expect(printed(text)).toBe(expected);
});

test('assigned means assignTo where that is who a record is for', () => {
  const activity = { ...shape, fields: [reference('assignTo', 'MemberReference')] };
  expect(printed('assigned = me', { shape: activity })).toBe('assignTo/identifier="jdoe"');
  expect(printed('assigned = 5', { shape: activity })).toBe('assignTo/id=5');
});

/** Message, the text that the place covers, and a piece of the hint. */
test.each([
  ['= New', '--where: expected a field, found "=", at character 1.', '=', 'a field, an operator'],
  [
    "'status/name",
    `--where: expected a field, found "'status/name", at character 1.`,
    "'status/name",
    'cmd',
  ],
  [
    'closedFlag',
    '--where: an operator is missing after closedFlag, at character 11.',
    '',
    'quotes',
  ],
  ['summary is null', '--where: is null does not exist here, at character 9.', 'is', '= null'],
  [
    'summary : x',
    '--where: expected an operator after summary, found ":", at character 9.',
    ':',
    '~',
  ],
  ['summary =', '--where: a value is missing, at character 10.', '', 'null for no value'],
  ['summary in', '--where: a value is missing, at character 11.', '', 'null for no value'],
  ['summary in a,,b', '--where: an element of the list is missing, at character 14.', '', 'commas'],
  [
    'status = "New" or "Closed"',
    '--where: the quotes do not stand around the whole value, at character 10.',
    '"New" or "Closed"',
    'status in New,Closed',
  ],
  [
    "summary = 'a' and 'b'",
    '--where: the quotes do not stand around the whole value, at character 11.',
    "'a' and 'b'",
    'in New,Closed',
  ],
  [
    "summary in 'a' or 'b',c",
    '--where: the quotes do not stand around the whole value, at character 12.',
    "'a' or 'b'",
    'comma',
  ],
  [
    'status in "New" or "Closed"',
    '--where: the quotes do not stand around the whole value, at character 11.',
    '"New" or "Closed"',
    'comma',
  ],
  [
    'summary in 5" disk',
    '--where: a quote stands inside a value without quotes, at character 12.',
    '5" disk',
    `'5" disk'`,
  ],
  ['status in (New,Closed', '--where: this ( is never closed, at character 11.', '(New', '"(New"'],
  [
    'status in New, Closed)',
    '--where: this ) closes nothing, at character 16.',
    'Closed)',
    '"Closed)"',
  ],
  ['status in ("New","Closed"', '--where: this ( is never closed, at character 11.', '("New"', ')'],
  ['summary in ()', '--where: an element of the list is missing, at character 13.', '', 'commas'],
  ['id in 1,null', '--where: null has no place in a list, at character 9.', 'null', '= and !='],
  ['summary < null', '--where: null goes with = and != only, at character 11.', 'null', '"null"'],
  [
    'compnay = Acme',
    '--where: "compnay" is not a field here, at character 1.',
    'compnay',
    'Did you mean company?',
  ],
  [
    'id = five',
    '--where: id takes a whole number, not "five", at character 6.',
    'five',
    'whole number',
  ],
  [
    'id in 1, x',
    '--where: id takes a whole number, not "x", at character 10.',
    'x',
    'whole number',
  ],
  [
    'id = 1.5',
    '--where: id takes a whole number, not "1.5", at character 6.',
    '1.5',
    'whole number',
  ],
  [
    'budgetHours > lots',
    '--where: budgetHours takes a number, not "lots", at character 15.',
    'lots',
    'number',
  ],
  [
    'closedFlag = 1',
    '--where: closedFlag takes true or false, not "1", at character 14.',
    '1',
    'true',
  ],
  [
    'closedFlag > true',
    '--where: closedFlag is true or false, and > orders, at character 1.',
    'closedFlag > true',
    'closedFlag=true',
  ],
  [
    'closedFlag ~ t',
    '--where: closedFlag is true or false, and contains is for text, at character 1.',
    'closedFlag ~ t',
    'closedFlag=true',
  ],
  [
    'severity = Mediun',
    '--where: severity has no value "Mediun", at character 12.',
    'Mediun',
    'Did you mean Medium? It has: Low, Medium, High. (--no-check sends it as it is.)',
  ],
  [
    'severity like H%',
    '--where: severity has values from a list, and takes no like, at character 1.',
    'severity like H%',
    'severity',
  ],
  [
    '_info/lastUpdated > -7d',
    '--where: lastUpdated stands at top level here, at character 1.',
    '_info/lastUpdated',
    'Write lastUpdated.',
  ],
  [
    'status.nmae = New',
    '--where: "status/nmae" is not a field here, at character 8.',
    'nmae',
    'Did you mean status/name?',
  ],
  [
    'requiredDate = soon',
    '--where: "soon" is not a date that cwm reads, at character 16.',
    'soon',
    'Dates: ',
  ],
  [
    'requiredDate = 11/22/2026',
    '--where: "11/22/2026" is not a date that cwm reads, at character 16.',
    '11/22/2026',
    '2026-11-22',
  ],
  [
    'requiredDate in today,-1d',
    '--where: requiredDate is a date, which does not go with in, at character 17.',
    'today',
    '[yesterday]',
  ],
  [
    'requiredDate ~ 2026',
    '--where: requiredDate is a date, which does not go with contains, at character 16.',
    '2026',
    '= != <',
  ],
  [
    'customFields/Day in Monday,Tuesday',
    '--where: a date has no place in a list, at character 21.',
    'Monday',
    'in quotes it is text',
  ],
  [
    'birthDay in today,-1d',
    '--where: birthDay is a date, which does not go with in, at character 13.',
    'today',
    '[yesterday]',
  ],
  [
    'zzzz > [soon]',
    '--where: "soon" is not a date that cwm reads, at character 8.',
    '[soon]',
    'Dates: ',
  ],
  [
    'requiredDate = 2026-02-30',
    '--where: There is no date "2026-02-30", at character 16.',
    '2026-02-30',
    'Dates: ',
  ],
  [
    'dateEntered between 1 and 2',
    '--where: between does not exist here, at character 13.',
    'between',
    "Give --where twice: --where 'dateEntered >= …' --where 'dateEntered <= …'",
  ],
  [
    'id = 1 or id = 2',
    '--where: id takes a whole number, not "1 or id = 2", at character 6.',
    '1 or id = 2',
    'Clauses that are joined by and have a --where each; for or there is --conditions. Several values: id in 1,2.',
  ],
  [
    'requiredDate >= 2025-01-01 and requiredDate <= 2025-01-31',
    '--where: "2025-01-01 and requiredDate <= 2025-01-31" is not a date that cwm reads, at character 17.',
    '2025-01-01 and requiredDate <= 2025-01-31',
    'have a --where each; for or there is --conditions.',
  ],
  ['company > Acme', '--where: company does not go with >, at character 11.', 'Acme', '= and !='],
  [
    'mergedParentTicket = x',
    '--where: mergedParentTicket has neither an identifier nor a name, at character 22.',
    'x',
    'mergedParentTicket/summary',
  ],
  ['items = x', '--where: items is a list, at character 1.', 'items', 'items/value'],
  [
    'customFields = x',
    '--where: customFields is a list, at character 1.',
    'customFields',
    'customFields/Region',
  ],
  [
    'customFields/Due date = x',
    '--where: expected an operator after customFields/Due, found "date", at character 18.',
    'date',
    'caption',
  ],
  [
    'assigned = 12',
    '--where: assigned takes the identifier of a member, not "12", at character 12.',
    '12',
    'owner = 12',
  ],
  [
    'assigned ~ doe',
    '--where: assigned does not go with contains, at character 12.',
    'doe',
    'assigned = me',
  ],
])('%s is refused', (text, message, covered, hint) => {
  const error = refused(text);
  expect(error.message).toBe(message);
  expect(text.slice(error.place?.start, error.place?.end)).toBe(covered);
  expect(error.hint).toContain(hint);
});

test.each([
  ['zzzz = 5', 'zzzz=5', '"zzzz" is not a field that the catalog knows; sent as it is.'],
  ['zzzz.name = x', 'zzzz/name="x"', '"zzzz/name" is not a field'],
  ['zzzz = x', 'zzzz="x"', 'sent as it is. Its value is taken for text.'],
  ['zzzz = 007', 'zzzz="007"', 'taken for text'],
  [
    'zzzz >= today',
    'zzzz>=[2026-01-30T23:00:00Z]',
    'sent as it is. Its value is taken for a date; in quotes it is text.',
  ],
  ['zzzz = null', 'zzzz=null', 'sent as it is.'],
  ['zzzz in a,2', 'zzzz in ("a",2)', 'taken for text and a number; in quotes'],
  [
    'customFields/Day = Monday',
    'caption="Day" and value>=[2026-01-25T23:00:00Z] and value<[2026-01-26T23:00:00Z]',
    'Monday is taken for a date. Write [Monday] for it, or "Monday" for the text.',
  ],
  [
    'anything != today',
    'anything<[2026-01-30T23:00:00Z] or anything>=[2026-01-31T23:00:00Z]',
    'taken for a date',
  ],
  ['zzzz > [-1d]', 'zzzz>=[2026-01-30T23:00:00Z]', 'not a field'],
  ['severity = Unheard', 'severity="Unheard"', 'severity has no value "Unheard" in the catalog'],
  ['id ~ 5', 'id contains "5"', 'id is a number, and contains is for text'],
  ['severity > low', 'severity>"Low"', 'which > may not order as you expect'],
  ['summary like printer', 'summary like "printer"', 'like without % is the same as ='],
  [
    'company like Acme',
    'company/identifier like "Acme" or company/name like "Acme"',
    'like without % is the same as =',
  ],
  [
    'status = New and closedFlag=false',
    'status/name="New and closedFlag=false"',
    'taken as one value',
  ],
  [
    'status = "New" and closedFlag=false',
    `status/name='"New" and closedFlag=false'`,
    'taken as one value',
  ],
  [
    `status = "New" or 'Closed'`,
    String.raw`status/name="\"New\" or 'Closed'"`,
    'taken as one value',
  ],
  ['status = New and', 'status/name="New and"', 'taken as one value'],
  ['status = New OR', 'status/name="New OR"', 'taken as one value'],
  ['status in New,Closed or', 'status/name in ("New","Closed or")', 'taken as one value'],
])('%s is sent with a warning', (text, expected, warning) => {
  const { condition, warnings } = build(text);
  expect(printCondition(condition)).toBe(expected);
  expect(warnings).toEqual([expect.stringContaining(warning)]);
});

test.each([
  ['compnay = Acme', 'compnay="Acme"'],
  ['id = five', 'id="five"'],
  ['severity = Mediun', 'severity="Mediun"'],
  ['assigned = me', 'owner/identifier="jdoe" or resources contains "jdoe"'],
  ['_info/lastUpdated = x', '_info/lastUpdated="x"'],
  ['closedFlag > true', 'closedFlag>true'],
])('without the check %s is sent', (text, expected) => {
  expect(printed(text, { check: false })).toBe(expected);
});

test('records of which nothing is known take values by their looks', () => {
  const unknown = { ...shape, schema: null, fields: [] };
  expect(printed('Name=Acme', { shape: unknown })).toBe('Name="Acme"');
  expect(printed('id=5', { shape: unknown })).toBe('id=5');
  expect(refused('assigned=me', { shape: unknown }).message).toContain('assigned is for records');
});

test.each(['', '  \n'])('%j is refused: a variable may have been empty', (text) => {
  expect(refused(text).message).toBe('--where is empty.');
});

test('me needs somebody', () => {
  const nobody = () => {
    throw new ConfigError('nobody');
  };
  expect(() => build('owner = me', { me: nobody })).toThrow(ConfigError);
});

/** Texts with what conditions are made of, and any others. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('"', "'", '\\', '[', ']', '(', ')', ',', ' ', '\n', '=', '%', 'é', 'x'),
  }),
  fc.constantFrom(
    '" and 1=1',
    `' or "1"="1`,
    '") or (id>0',
    '[today]',
    'null',
    'x and closedFlag=true',
  ),
);

/** What a text that stands after an operator means, by what is promised; undefined for none at all. */
function meant(text: string): { value: string } | 'null' | 'refused' | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (trimmed.toLowerCase() === 'null') return 'null';
  const mark = trimmed.charAt(0);
  if (trimmed.length < 2 || !['"', "'"].includes(mark) || !trimmed.endsWith(mark))
    return { value: trimmed };
  const pieces = [...trimmed.slice(1, -1).matchAll(/\\(["'\\])|[^]/g)];
  return pieces.some(([piece]) => piece === mark)
    ? 'refused'
    : { value: pieces.map(([piece, escaped]) => escaped ?? piece).join('') };
}

/** The condition that a server reads, without places. */
function reread(text: string): unknown {
  const condition = parseCondition(printCondition(build(text).condition));
  return JSON.parse(
    JSON.stringify(condition, (key, value: unknown) => (key === 'at' ? undefined : value)),
  );
}

test('whatever stands as the value of a text is its value, and never a second clause', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const value = meant(text);
      const where = `summary = ${text}`;
      if (value === undefined) expect(refused(where).message).toContain('a value is missing');
      else if (value === 'refused') expect(refused(where).message).toContain('whole value');
      else {
        expect(reread(where)).toEqual({
          kind: 'compare',
          field: { path: 'summary' },
          operator: '=',
          value: value === 'null' ? { kind: 'null' } : { kind: 'string', ...value },
        });
      }
    }),
    { numRuns: 1000 },
  );
});

test('any text can be given in quotes, those in it and backslashes with a backslash', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom('"', "'"), (value, mark) => {
      const written = `${mark}${value.replaceAll(/["'\\]/g, String.raw`\$&`)}${mark}`;
      expect(reread(`summary = ${written}`)).toMatchObject({ value: { kind: 'string', value } });
    }),
  );
});

test('so is it for contains, like and custom fields', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom('~', '!~', 'contains', 'like'), (text, operator) => {
      const trimmed = text.trim();
      fc.pre(trimmed !== '');
      const value = meant(text);
      fc.pre(value !== 'refused');
      const expected = value === 'null' || value === undefined ? { value: trimmed } : value;
      expect(reread(`summary ${operator} ${text}`)).toMatchObject({
        kind: 'match',
        value: { kind: 'string', ...expected },
      });
      expect(reread(`customFields/Region ${operator} ${text}`)).toMatchObject({
        kind: 'and',
        terms: [
          { field: { path: 'caption' }, value: { value: 'Region' } },
          { kind: 'match', field: { path: 'value' }, value: { kind: 'string', ...expected } },
        ],
      });
    }),
  );
});

test('each element of a list is its value', () => {
  const elements = fc.array(
    texts.filter((one) => !/[,"'()\\]/.test(one) && one.trim() !== ''),
    {
      minLength: 1,
    },
  );
  fc.assert(
    fc.property(elements, (words) => {
      const values = words.map((one) => one.trim());
      fc.pre(!values.some((one) => one.toLowerCase() === 'null'));
      expect(reread(`summary in (${words.join(',')})`)).toEqual({
        kind: 'in',
        field: { path: 'summary' },
        negated: false,
        values: values.map((value) => ({ kind: 'string', value })),
      });
      const quoted = words.map((one) => `"${one}, "`).join(' , ');
      expect(reread(`summary notin ${quoted}`)).toMatchObject({
        kind: 'in',
        negated: true,
        values: words.map((one) => ({ value: `${one}, ` })),
      });
    }),
  );
});

test('a list is one comparison, whatever stands in it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      try {
        expect(reread(`summary in ${text}`)).toMatchObject({
          kind: 'in',
          field: { path: 'summary' },
        });
      } catch (error) {
        expect((error as UsageError).message).toMatch(
          /is missing|null has no place|whole value|without quotes|this [()]/,
        );
      }
    }),
  );
});

test('a reference is its label, whatever the value', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const value = meant(text);
      fc.pre(typeof value === 'object' && !/^\d+$/.test(text.trim()));
      expect(reread(`status = ${text}`)).toMatchObject({
        kind: 'compare',
        field: { path: 'status/name' },
        value: { kind: 'string', ...(typeof value === 'object' ? value : {}) },
      });
    }),
  );
});

test('any text is read or refused with its place', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        texts,
        texts.map((text) => `status${text}`),
      ),
      (text) => {
        fc.pre(text.trim() !== '');
        try {
          reread(text);
        } catch (error) {
          const { place, hint } = error as UsageError;
          expect(place?.text).toBe(text);
          expect(place?.start).toBeLessThanOrEqual(place?.end ?? -1);
          expect(place?.end).toBeLessThanOrEqual(text.length);
          expect(hint).not.toBe(undefined);
        }
      },
    ),
  );
});

test.each(['"a,', '"a",', "'a,", String.raw`"\",`, String.raw`"a\",b`])(
  'a list of many %j is read at once',
  (element) => {
    const list = `summary in ${element.repeat(30_000)}x`;
    const started = performance.now();
    try {
      build(list);
    } catch (error) {
      expect((error as UsageError).message).toContain('--where: ');
    }
    expect(performance.now() - started).toBeLessThan(2000);
  },
);

test('a list of many values that the catalog does not know is checked at once', () => {
  const values = Array.from({ length: 30_000 }, (_one, index) => `u${index}`);
  const started = performance.now();
  expect(build(`severity in ${values.join(',')}`).warnings).toHaveLength(30_000);
  expect(performance.now() - started).toBeLessThan(2000);
});

test('the calendar is asked for what reads as a date, and for nothing else', () => {
  const dated = ['requiredDate > -7d', 'a = [today]', 'a=2026-01-31', 'a = "last week"', 'x = now'];
  expect(dated.filter(mayHoldDate)).toEqual(dated);
  const others = ['a', 'a = soon', 'a = [soon]', 'a ~ today', 'a in today,now', 'a = 5', 'a = "x'];
  expect(others.filter(mayHoldDate)).toEqual([]);
  const never = () => {
    throw new Error('asked');
  };
  for (const text of ['requiredDate = soon', 'zzzz = [soon]', 'requiredDate in today'])
    expect(refused(text, { readDate: never }).message).not.toBe('asked');
});

import { afterAll, describe, expect, inject, test } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.js';
import { shapeFor } from '../../src/catalog/record-shape.js';
import { findingsIn, type CheckedName } from '../../src/conditions/check/findings.js';
import { looksDated, type RecordShape } from '../../src/conditions/shape.js';
import { field, reference } from '../support/fields.js';

const catalog = new Catalog(inject('catalogFile'));
afterAll(() => catalog.close());

/** Each finding as `error @what it points at@ message | hint`. */
function found(name: CheckedName, text: string, path: string, method = 'GET'): string[] {
  const endpoint = catalog.onPath(path).find((one) => one.method === method);
  if (endpoint === undefined) throw new Error(`no ${method} ${path}`);
  return shown(name, text, shapeFor(catalog, endpoint)(name));
}

function shown(name: CheckedName, text: string, shape: RecordShape): string[] {
  return findingsIn(name, text, shape, { relativeDates: true }).map(
    ({ severity, message, hint, at }) =>
      `${severity} @${text.slice(at.start, at.end)}@ ${message}${hint === undefined ? '' : ` | ${hint}`}`,
  );
}

const tickets = '/service/tickets';
const contacts = '/company/contacts';
const agreements = '/finance/agreements';

describe('nothing is wrong with', () => {
  test.each([
    'status/name = "New"',
    "STATUS/NAME='New' and closedflag=FALSE",
    'company.identifier="ACME"',
    'id in (1,2,3) and board/id not in (4)',
    'summary like "%printer%" or summary like "*printer" or summary not like "a_c"',
    'summary contains "x" and summary not contains "y"',
    'summary > "m"',
    'company = null or contact != null or closedFlag = null or id=null',
    'closedDate > [2026-01-31T18:04:26Z] and closedDate < "2026-02-01"',
    'lastUpdated >= [2026-03-31] and dateEntered >= [2025-01-31 00:00:00.123456+00:00]',
    'lastUpdated > [-7d] and dateEntered = [last week]',
    'budgetHours >= -2.5 and actualHours = 3',
    'severity = "HIGH" or severity in ("Low","Medium")',
    'configuration/id = 12',
    'customFields = null',
    'dateResolved != [2026-01-31T00:00:00Z]',
    'owner/identifier = "jdoe" and resources contains "jdoe"',
  ])('%s', (text) => {
    expect(found('conditions', text, tickets)).toEqual([]);
    expect(found('conditions', text, `${tickets}/count`)).toEqual([]);
    expect(found('conditions', text, `${tickets}/search`, 'POST')).toEqual([]);
    expect(found('unlessExists', text, tickets, 'POST')).toEqual([]);
  });

  test.each([
    [
      'childConditions',
      'communicationItems/value like "x%" and communicationItems/type/id=1',
      contacts,
    ],
    ['childConditions', 'types/name = "Decision Maker" and types.id != null', contacts],
    ['childConditions', 'types != null', contacts],
    ['customFieldConditions', 'caption="TomNumber" AND value != null', contacts],
    [
      'customFieldConditions',
      'Caption="a" and (value > 3 or value = true or value=[today])',
      contacts,
    ],
    ['conditions', 'startDate = [2026-01-01] and endDate <= [2026-12-31]', agreements],
    ['conditions', 'birthDay = [2000-01-31] or birthDay = "2000-01-31"', contacts],
    ['orderBy', 'id desc,company/name asc,lastUpdated', tickets],
    [
      'fields',
      'id,SUMMARY,company,company/name,status.id,customFields,_info,_info/lastUpdated',
      tickets,
    ],
    ['conditions', 'Any_Column = 1', '/system/reports/{reportName}'],
  ] as const)('%s %s', (name, text, path) => {
    expect(found(name, text, path)).toEqual([]);
  });
});

test.each([
  // names
  ['sumary = "x"', 'error @sumary@ "sumary" is not a field here | Did you mean summary?'],
  [
    'compnay/name = "x"',
    'error @compnay@ "compnay/name" is not a field here | Did you mean company/name?',
  ],
  [
    'company.nmae = "x"',
    'error @nmae@ "company/nmae" is not a field here | Did you mean company/name?',
  ],
  [
    'companyName = "x"',
    'error @companyName@ "companyName" is not a field here | Did you mean company/name?',
  ],
  ['summary/x = 1', 'error @x@ "summary/x" is not a field here | Did you mean summary?'],
  [
    'colour = "red"',
    'warning @colour@ "colour" is not a field that the catalog knows; sent as it is',
  ],
  [
    '_info/lastUpdated > [2026-01-01]',
    'error @_info/lastUpdated@ lastUpdated stands at top level here | Write lastUpdated.',
  ],
  [
    '_info/foo = 1',
    'warning @_info/foo@ _info/foo can hardly be filtered or sorted by; sent as it is',
  ],
  // records, lists and custom fields
  [
    'company = "Acme"',
    'error @company@ company is a record, and takes no value | Write (company/identifier="Acme" or company/name="Acme"). Its members: company/identifier, company/name and company/id.',
  ],
  [
    'company != "A"',
    'error @company@ company is a record, and takes no value | Write (company/identifier!="A" and company/name!="A"). Its members: company/identifier, company/name and company/id.',
  ],
  [
    'company = 12',
    'error @company@ company is a record, and takes no value | Write company/id=12. Its members: company/identifier, company/name and company/id.',
  ],
  [
    'contact contains "x"',
    'error @contact@ contact is a record, and takes no value | Write contact/name contains "x". Its members: contact/name and contact/id.',
  ],
  [
    'board in (1,2)',
    'error @board@ board is a record, and takes no value | Write board/id in (1,2). Its members: board/name and board/id.',
  ],
  [
    'customFields/Site = "x"',
    'error @customFields/Site@ custom fields have conditions of their own | Write this in --custom-field-conditions: caption="…" and value="x"',
  ],
  [
    'customFields/caption = "Site"',
    'error @customFields/caption@ custom fields have conditions of their own | Write this in --custom-field-conditions: caption="Site" and value=…',
  ],
  [
    'integratorTags = "x"',
    'warning @integratorTags@ integratorTags is a list, which may not compare',
  ],
  // text
  ['summary = 12', 'error @12@ summary is text, which stands in quotes | Write summary="12".'],
  [
    'summary != true',
    'error @true@ summary is text, which stands in quotes | Write summary!="true".',
  ],
  [
    'summary = [2026-01-31]',
    'error @[2026-01-31]@ summary is text, not a date | Write summary="2026-01-31".',
  ],
  [
    'updatedBy > [2026-01-01]',
    'error @[2026-01-01]@ updatedBy is text, not a date | Write updatedBy>"2026-01-01".',
  ],
  ['zip in ("1",2)', 'error @2@ zip is text, which stands in quotes | Write "2" in place of 2.'],
  [
    'summary like "printer"',
    'warning @"printer"@ like without % is the same as = | Write like "%printer%".',
  ],
  // numbers
  ['id = "12"', 'error @"12"@ id takes a whole number without quotes | Write id=12.'],
  [
    'id in (1,"2")',
    'error @"2"@ id takes a whole number without quotes | Write 2 in place of "2".',
  ],
  [
    'status/id = "New"',
    'error @"New"@ status/id takes a whole number without quotes | Write status/name="New".',
  ],
  ['id = 1.5', 'error @1.5@ id takes a whole number without quotes'],
  ['id = true', 'error @true@ id takes a whole number without quotes'],
  [
    'id like "12%"',
    'warning @id like "12%"@ id is a number, and like is for text | Write = or in; < and > for a range.',
  ],
  [
    'budgetHours > "2.5"',
    'error @"2.5"@ budgetHours takes a number without quotes | Write budgetHours>2.5.',
  ],
  // booleans
  [
    'closedFlag = "true"',
    'error @"true"@ closedFlag takes true or false, without quotes | Write closedFlag=true.',
  ],
  [
    'closedFlag = 0',
    'error @0@ closedFlag takes true or false, without quotes | Write closedFlag=false.',
  ],
  [
    'closedFlag > true',
    'error @closedFlag > true@ closedFlag is true or false, and > orders | Write closedFlag=true or closedFlag=false.',
  ],
  [
    'closedFlag like "t%"',
    'error @closedFlag like "t%"@ closedFlag is true or false, and like is for text | Write closedFlag=true or closedFlag=false.',
  ],
  // dates
  [
    'lastUpdated > "2026-01-31"',
    'error @"2026-01-31"@ lastUpdated takes a date in [ ] | Write lastUpdated>[2026-01-31].',
  ],
  [
    'lastUpdated > "yesterday"',
    'error @"yesterday"@ lastUpdated takes a date in [ ] | Write lastUpdated>[yesterday].',
  ],
  [
    'lastUpdated > "last  week"',
    'error @"last  week"@ lastUpdated takes a date in [ ] | Write lastUpdated>[last  week].',
  ],
  [
    'requiredDate = "soon"',
    'error @"soon"@ requiredDate takes a date in [ ] | Write requiredDate>=[2026-01-31T18:04:26Z], or a date such as [today].',
  ],
  [
    'closedDate > 20260131',
    'error @20260131@ closedDate takes a date in [ ] | Write closedDate>=[2026-01-31T18:04:26Z], or a date such as [today].',
  ],
  [
    'dateEntered contains "2026"',
    'error @dateEntered contains "2026"@ dateEntered is a date, and contains is for text | Write dateEntered>=[2026-01-01] and dateEntered<[2026-02-01].',
  ],
  [
    'dateEntered=[2026-11-30]',
    'warning @[2026-11-30]@ [2026-11-30] means midnight (UTC) of that day exactly | The whole day: (dateEntered>=[2026-11-30] and dateEntered<[2026-12-01]), or --where dateEntered=2026-11-30',
  ],
  // values from a list
  [
    'severity = "Hihg"',
    'error @"Hihg"@ severity has no value "Hihg" | Did you mean High? It has: Low, Medium, High.',
  ],
  [
    'severity in ("Low","Urgent")',
    'warning @"Urgent"@ severity has no value "Urgent" in the catalog; sent as it is | It has: Low, Medium, High.',
  ],
  ['severity = 1', 'error @1@ severity takes a value from a list, in quotes | Write severity="1".'],
  [
    'severity like "Hi%"',
    'error @severity like "Hi%"@ severity has values from a list, and takes no like | Write severity="High"',
  ],
  [
    'severity not contains "i"',
    'error @severity not contains "i"@ severity has values from a list, and takes no contains | Write severity not in ("Medium","High")',
  ],
  [
    'severity > "Low"',
    'warning @severity > "Low"@ severity has values from a list, which > may not order as you expect | Write = or in.',
  ],
])('conditions %s', (text, finding) => {
  expect(found('conditions', text, tickets)).toEqual([finding]);
});

test.each([
  [
    'conditions',
    'communicationItems/value like "x%"',
    'error @communicationItems/value@ communicationItems is a list | Write this in --child-conditions: communicationItems/value like "x%"',
  ],
  [
    'conditions',
    'types.name="a"',
    'error @types.name@ types is a list | Write this in --child-conditions: types/name="a"',
  ],
  [
    'conditions',
    'types = "a"',
    'error @types@ types is a list | Write this in --child-conditions: types/name="a"',
  ],
  [
    'unlessExists',
    'types.name="a"',
    'error @types.name@ types is a list | --unless-exists takes conditions alone. Look first with a GET, and write this in --child-conditions: types/name="a"',
  ],
  [
    'unlessExists',
    'customFields/x = 1',
    'error @customFields/x@ custom fields have conditions of their own | --unless-exists takes conditions alone. Look first with a GET, and write this in --custom-field-conditions: caption="…" and value=1',
  ],
  [
    'childConditions',
    'firstName = "x"',
    'error @firstName@ firstName is in no list, which --child-conditions is for | Write it in --conditions: firstName="x"',
  ],
  [
    'childConditions',
    'types = "x"',
    'error @types@ types is a list | Compare a member of it: types/name="x" or types/id="x"',
  ],
  [
    'childConditions',
    'types/nmae = "x"',
    'error @nmae@ "types/nmae" is not a field here | Did you mean types/name?',
  ],
  [
    'childConditions',
    'value = "x"',
    'warning @value@ "value" is not a field that the catalog knows; sent as it is | Name the list before it: communicationItems/value.',
  ],
  [
    'childConditions',
    'types/id in (1,2)',
    'error @types/id in (1,2)@ in does not exist in --child-conditions | Write (types/id=1 or types/id=2)',
  ],
  [
    'customFieldConditions',
    'value not in ("a","b")',
    'error @value not in ("a","b")@ in does not exist in --custom-field-conditions | Write (value!="a" and value!="b")',
  ],
  [
    'customFieldConditions',
    'Shoes = "x"',
    'error @Shoes@ "Shoes" is neither caption nor value | Write caption="Shoes" and value="x"',
  ],
  [
    'customFieldConditions',
    'captoin = "x"',
    'error @captoin@ "captoin" is neither caption nor value | Did you mean caption?',
  ],
  [
    'customFieldConditions',
    'customFields/value = "x"',
    'error @customFields/value@ "customFields/value" is neither caption nor value | Did you mean value?',
  ],
  [
    'customFieldConditions',
    'firstName = "x"',
    'error @firstName@ "firstName" is neither caption nor value | A field of the record goes into --conditions: firstName="x" A custom field: caption="firstName" and value="x"',
  ],
  [
    'customFieldConditions',
    'caption = 1',
    'error @1@ caption is text, which stands in quotes | Write caption="1".',
  ],
  [
    'orderBy',
    'frstName',
    'error @frstName@ "frstName" is not a field here | Did you mean firstName or lastName?',
  ],
  [
    'orderBy',
    'shoeSize desc',
    'warning @shoeSize@ "shoeSize" is not a field that the catalog knows; sent as it is',
  ],
  [
    'orderBy',
    'id, types/name',
    'error @types/name@ types is a list, and nothing sorts by one | Name another field.',
  ],
  [
    'orderBy',
    'company desc',
    'warning @company@ company is a record, which may not sort | Name a member of it: company/identifier, company/name or company/id.',
  ],
  [
    'orderBy',
    '_info/lastUpdated desc',
    'error @_info/lastUpdated@ lastUpdated stands at top level here | Write lastUpdated.',
  ],
  [
    'fields',
    'id,frstName',
    'error @frstName@ "frstName" is not a field here | Did you mean firstName or lastName?',
  ],
  [
    'fields',
    'shoeSize',
    'warning @shoeSize@ "shoeSize" is not a field that the catalog knows; sent as it is',
  ],
  [
    'fields',
    'types/name',
    'warning @types/name@ the server gives lists whole | Name the list itself: types.',
  ],
  [
    'fields',
    'lastUpdated',
    'warning @lastUpdated@ bodies have lastUpdated in _info, if at all | Name _info to get it.',
  ],
] as const)('%s %s', (name, text, finding) => {
  expect(found(name, text, contacts)).toEqual([finding]);
});

test('all that is wrong is told, in the order of the text', () => {
  const text = '(sumary="x" or id="1") and (colour=1 or closedFlag=1) and company=3';
  expect(found('conditions', text, tickets).map((one) => one.split('@')[1])).toEqual([
    'sumary',
    '"1"',
    'colour',
    '1',
    'company',
  ]);
});

test('of records that nobody describes nothing is refused but what the language lacks', () => {
  const nothing = { schema: null, fields: [], membersOf: () => [], isDay: () => false };
  expect(shown('conditions', 'a/b="x" and c>1 and d=[2026-01-01]', nothing)).toEqual([]);
  expect(shown('childConditions', 'a="x"', nothing)).toEqual([]);
  expect(shown('childConditions', 'a in (1)', nothing)).toHaveLength(1);
});

test('a field that carries a day takes one', () => {
  const shape: RecordShape = {
    schema: 'Handmade',
    fields: [field('day', 'string', { format: 'date-time' }), reference('owner', 'Open')],
    membersOf: () => [],
    isDay: (path) => path === 'day',
  };
  expect(shown('conditions', 'DAY = [2026-01-31]', shape)).toEqual([]);
  expect(shown('conditions', 'owner = 1 and owner/x = 2', shape)).toEqual([
    'error @x@ "owner/x" is not a field here | Did you mean owner?',
  ]);
});

test.each([
  ['birthDay', 'perhaps'],
  ['lastLogin', 'perhaps'],
  ['scheduled_Start', 'perhaps'],
  ['timeStartUtc', 'surely'],
  ['dateResplan', 'surely'],
  ['updatedBy', 'no'],
  ['lastUpdate', 'no'],
  ['holiday', 'no'],
  ['timesheet', 'no'],
  ['startedBy', 'no'],
])('a plain text called %s is a date: %s', (name, expected) => {
  expect(looksDated(field(name, 'string'))).toBe(expected);
  expect(looksDated(field(name, 'string', { maxLength: 50 }))).toBe('no');
});

test('a long list of values is shown in part', () => {
  const values = Array.from({ length: 20 }, (_, index) => index).join(',');
  const [one = ''] = found('childConditions', `types/id in (${values})`, contacts);
  expect(one).toContain('types/id=11 or …)');
});

describe('a day that means its midnight is told of wherever that matters:', () => {
  const day = '[2025-01-31]';
  test.each([
    [
      `dateEntered > ${day}`,
      'To leave out the whole day: dateEntered>=[2025-02-01], or --where "dateEntered gt 2025-01-31"',
    ],
    [
      `dateEntered <= ${day}`,
      'To take in the whole day: dateEntered<[2025-02-01], or --where "dateEntered le 2025-01-31"',
    ],
    [
      `dateEntered in (${day})`,
      'The whole day: (dateEntered>=[2025-01-31] and dateEntered<[2025-02-01]), or --where dateEntered=2025-01-31',
    ],
  ])('%s', (text, hint) => {
    expect(found('conditions', text, tickets)).toEqual([
      `warning @${day}@ ${day} means midnight (UTC) of that day exactly | ${hint}`,
    ]);
  });

  test('and not where it says what the day would', () => {
    const text = `dateEntered >= ${day} and dateEntered < ${day}`;
    expect(found('conditions', text, tickets)).toEqual([]);
  });
});

describe('a misspelt name within a path is put right with the rest of the path:', () => {
  test.each([
    ['staus/name = "x"', 'staus', 'status/name'],
    ['bord/nme = "x"', 'bord', 'board/name'],
    ['status/nme = "x"', 'nme', 'status/name'],
    ['configurations/id = 1', 'configurations', 'configuration/id'],
  ])('%s', (text, at, meant) => {
    const [path = ''] = text.split(' ');
    expect(found('conditions', text, tickets)).toEqual([
      `error @${at}@ "${path}" is not a field here | Did you mean ${meant}?`,
    ]);
  });
});

describe("a record's own name before a field of it is left out:", () => {
  test.each([
    ['board/name = "x"', '/service/boards', 'board', 'name'],
    ['company/name = "x"', '/company/companies', 'company', 'name'],
    ['invoice/date > [2025-01-31T00:00:00Z]', '/finance/invoices', 'invoice', 'date'],
  ])('%s', (text, path, at, meant) => {
    const [written = ''] = text.split(' ');
    expect(found('conditions', text, path)).toEqual([
      `error @${at}@ "${written}" is not a field here | Did you mean ${meant}?`,
    ]);
  });
});

describe('a misspelt name of another parameter is told with its flag at once:', () => {
  test('in no list', () => {
    expect(found('childConditions', 'types/name = "x"', `${tickets}/count`)).toEqual([
      'error @types@ "types/name" is not a field here | Did you mean type/name? type/name is in no list, which --child-conditions is for. Write it in --conditions: type/name="x"',
    ]);
  });

  test('in a list', () => {
    expect(found('conditions', 'type/name = "Client"', '/company/companies')).toEqual([
      'error @type@ "type/name" is not a field here | Did you mean types/name? types is a list. Write this in --child-conditions: types/name="Client"',
    ]);
  });
});

test.each([
  ['summary like ""', 'like'],
  ['summary not contains ""', 'contains'],
])('%s is told as empty', (text, operator) => {
  expect(found('conditions', text, tickets)).toEqual([
    `warning @""@ the text behind ${operator} is empty | An empty variable may stand there; what has no value is = null.`,
  ]);
});

test('thousands of unknown names take no longer than some: only the first are compared with known ones', () => {
  const names = Array.from(
    { length: 4000 },
    (_, index) => `sumary${'abcdefghij'.charAt(index % 10)}${index}x`,
  );
  const start = performance.now();
  found('fields', names.join(','), tickets);
  found('conditions', names.map((name) => `${name}=1`).join(' or '), tickets);
  expect(performance.now() - start).toBeLessThan(1500);
});

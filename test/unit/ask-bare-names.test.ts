import { describe, expect, test } from 'vitest';
import { confidenceOf, lowConfidence } from '../../src/ask/confidence.js';
import type { Draft } from '../../src/ask/draft.js';
import { choiceOf, openWorld, readIn } from '../support/asking.js';

const read = readIn(openWorld());

function told(draft: Draft): string {
  const { all, any } = choiceOf(draft);
  return [draft.path, ...all.toSorted(), ...any].join('; ');
}

describe('types, boards and sources by their usual names', () => {
  test.each([
    ['expenses over 100 for hotels', '/expense/entries; amount > 100; type/name ~ Hotel'],
    ['mileage and parking expenses', '/expense/entries; type/name in Parking,Mileage'],
    ['expenses other than mileage', '/expense/entries; type/name != Mileage'],
    ['tickets from the portal', '/service/tickets; source/name ~ Portal'],
    ['tickets by email', '/service/tickets; source/name ~ Email'],
    ['new status tix helpdesk', '/service/tickets; board/name ~ "Help Desk"; status/name = New'],
    ['Tickets On The Help Desk Board', '/service/tickets; board = "Help Desk"'],
    ['remote time entries', '/time/entries; workType/name ~ Remote'],
    ['health care companies', '/company/companies; market/name like "Health%Care%"'],
    ['block hours agreements', '/finance/agreements; type/name = "Block Hours"'],
    ['sales contacts', '/company/contacts; department/name ~ Sales'],
    ['printers and laptops', '/company/configurations; type/name in Printer,Laptop'],
    ['activities except calls', '/sales/activities; type/name != Call'],
  ])('%s', (text, expected) => {
    const draft = read(text);
    expect(told(draft)).toBe(expected);
    expect(draft.unused).toEqual([]);
  });
});

test('what a field is called is no usual name: internal notes', () => {
  expect(told(read('time entries with internal notes'))).not.toContain('workType');
});

describe('who is meant by the verb', () => {
  test.each([
    [
      'mileage that Renate Voss has submitted',
      '/expense/entries; member = "Renate Voss"; type/name = Mileage',
    ],
    [
      'opportunities that Sofia Ortiz owns',
      '/sales/opportunities; primarySalesRep = "Sofia Ortiz"',
    ],
    ['tickets reported by Maria Keller', '/service/tickets; contact = "Maria Keller"'],
    [
      'tickets that Maria Keller at Acme has raised',
      '/service/tickets; company like "Acme%"; contact = "Maria Keller"',
    ],
    [
      'How many tickets does Acme have open?',
      '/service/tickets/count; closedFlag = false; company like "Acme%"',
    ],
    ['what products did Contoso buy', '/procurement/products; company like "Contoso%"'],
    ['products we buy from Lumora', '/procurement/products; vendor like "Lumora%"'],
    [
      'configurations we look after for Fabrikam',
      '/company/configurations; company like "Fabrikam%"',
    ],
    ['activities for me to work on', '/sales/activities; assignTo = me'],
  ])('%s', (text, expected) => {
    const draft = read(text);
    expect(told(draft)).toBe(expected);
    expect(draft.unused).toEqual([]);
    expect(confidenceOf(draft)).toBeGreaterThanOrEqual(lowConfidence);
  });
});

describe('places', () => {
  test.each([
    ['companies in Florida', '/company/companies; state in "FL","Florida"'],
    ['companies in texas', '/company/companies; state in "TX","texas"'],
    ['prospects in boston', '/company/companies; city = "boston"; types/name = Prospect'],
  ])('%s', (text, expected) => {
    expect(told(read(text))).toBe(expected);
  });
});

describe('words that stand alone', () => {
  test.each(['open tickets zyntec', 'zyntec invoices unpaid', 'agreements zyntec monthly'])(
    'are a name where no dictionary has them: %s',
    (text) => {
      const draft = read(text);
      expect(told(draft)).toContain('company/name like "zyntec%"');
      expect(draft.unused).toEqual([]);
      expect(confidenceOf(draft)).toBeGreaterThanOrEqual(lowConfidence);
      expect(confidenceOf(draft)).toBeLessThan(0.8);
    },
  );

  test.each([
    ['opne tickets', 'opne'],
    ['frobnicated tickets', 'frobnicated'],
    ['tickets quuxily', 'quuxily'],
  ])('are no name where they are a slip or no thing: %s', (text, word) => {
    expect(read(text).unused).toContain(word);
  });

  test('are less sure where a dictionary has them', () => {
    expect(confidenceOf(read('network tickets'))).toBeLessThan(confidenceOf(read('zyxel tickets')));
  });
});

describe('states and flags in other words', () => {
  test.each([
    [
      'tickets leaving out those that are waiting on the customer',
      '/service/tickets; status/name !~ "Waiting on Customer"',
    ],
    ['tickets that have already missed their SLA', '/service/tickets; isInSla = false'],
    ['tickets that nobody has been assigned to yet', '/service/tickets; owner = null'],
    ['products that need purchasing', '/procurement/products; needToPurchaseFlag = true'],
    [
      'agreements billing above 5000, no end date',
      '/finance/agreements; billAmount > 5000; noEndingDateFlag = true',
    ],
    ['contacts marked as unsubscribed', '/company/contacts; unsubscribeFlag = true'],
    ['contacts with the inactive flag set', '/company/contacts; inactiveFlag = true'],
    ['contacts with the inactive flag not set', '/company/contacts; inactiveFlag = false'],
  ])('%s', (text, expected) => {
    const draft = read(text);
    expect(told(draft)).toBe(expected);
    expect(draft.unused).toEqual([]);
  });
});

describe('texts and fields', () => {
  test('a plural is looked for in the singular, an abbreviation as it is', () => {
    expect(told(read('tickets about passwords'))).toBe('/service/tickets; summary ~ "password"');
    expect(told(read('tickets about dns'))).toBe('/service/tickets; summary ~ "dns"');
  });

  test('names as the API has them stay what they are, words of people are what records show', () => {
    expect(read('ticket 5, fields id, summary, status').fields).toEqual([
      'id',
      'summary',
      'status',
    ]);
    expect(read('open tickets, only id and status').fields).toEqual(['id', 'status/name']);
  });
});

describe('names of two words may be a member', () => {
  test.each([
    ['open tickets lena fisk', 'owner/name="lena fisk"'],
    ['tickets Lena Fisk', 'owner/name="Lena Fisk"'],
    ['lena fisk schedule tomorrow', 'member/name="lena fisk"'],
    ['time entries lena fisk this week', 'member/name="lena fisk"'],
    ['activities lena fisk', 'assignTo/name="lena fisk"'],
  ])('%s', (text, clause) => {
    const draft = read(text);
    expect(told(draft)).toContain(clause);
    expect(draft.unused).toEqual([]);
    expect(confidenceOf(draft)).toBeGreaterThanOrEqual(lowConfidence);
    expect(confidenceOf(draft)).toBeLessThan(0.8);
  });

  test('unless only companies are called so', () => {
    expect(told(read('Tern Steelworks tickets'))).toBe(
      '/service/tickets; company like "Tern Steelworks%"',
    );
  });
});

describe('what records are sorted by, without the word for it', () => {
  test.each([
    ['night crew tickets', 'board/name contains "night crew"'],
    ['Night Crew tickets', 'board/name contains "Night Crew"'],
    ['west region companies', 'territory/name contains "west region"'],
    ['network operations projects', 'board/name contains "network operations"'],
    ['tickets open on alarms', 'board/name contains "alarms"'],
    ['acknowledged tickets', 'status ~ "acknowledged"'],
    ['blocked projects', 'status ~ "blocked"'],
    ['customer care activities', 'type/name contains "customer care"'],
  ])('%s', (text, clause) => {
    const draft = read(text);
    expect(told(draft)).toContain(clause);
    expect(confidenceOf(draft)).toBeLessThan(0.8);
  });

  test('the end of a name may be the beginning of the noun', () => {
    expect(told(read('the Field Service tickets'))).toBe(
      '/service/tickets; board/name ~ "Field Service"',
    );
  });

  test.each(['super important tickets', 'pretty old tickets', 'really quick tickets'])(
    'what is thought of records is none of it: %s',
    (text) => {
      expect(confidenceOf(read(text))).toBeLessThan(lowConfidence);
    },
  );
});

test.each([
  ['vendor purchase orders', 'vendor'],
  ['invoices customer', 'customer'],
  ['purchase orders paid to supplier', 'supplier'],
  ['file tickets', 'file'],
])('what somebody is called who is not named is no name: %s', (text, word) => {
  const draft = read(text);
  expect(draft.unused).toContain(word);
  expect(told(draft)).not.toContain('like');
});

describe('one word before the noun', () => {
  const read = readIn(openWorld());
  test.each([
    ['open alarms tickets', 'board/name contains "alarms"'],
    ['open alarms tickets', 'summary contains "alarms"'],
    ['marias meetings this month', 'assignTo/name contains "maria"'],
  ])('%s may have %s', (sentence, condition) => {
    const { any } = choiceOf(read(sentence));
    expect(any.join()).toContain(condition);
  });

  test('a name in capitals goes on with any word in capitals', () => {
    const { filters, eithers } = read('Zelkova Inn Group asks which of their tickets we closed');
    expect(JSON.stringify([filters, eithers])).toContain('Zelkova Inn Group');
  });
});

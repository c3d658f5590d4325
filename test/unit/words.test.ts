import { describe, expect, test } from 'vitest';
import { Lexicon, plural, singular, splitCase } from '../../src/catalog/words.js';

const lexicon = new Lexicon([
  'WorkRole',
  'TimeEntries',
  'PurchaseOrderStatus',
  'ScheduleEntries',
  'LineItem',
  'ContactSync',
]);

describe('a name is split where its case changes', () => {
  test.each([
    ['tickets', ['tickets']],
    ['ticketNotes', ['ticket', 'Notes']],
    ['AddressFormats', ['Address', 'Formats']],
    ['SLAs', ['SLAs']],
    ['GLAccounts', ['GL', 'Accounts']],
    ['purchaseOrderID2', ['purchase', 'Order', 'ID', '2']],
    ['first_line-item', ['first', 'line', 'item']],
    ['', []],
  ])('%s', (name, words) => {
    expect(splitCase(name)).toEqual(words);
  });
});

describe('a name without case is split as another name of the definition shows', () => {
  test.each([
    ['workroles', ['work', 'roles']],
    ['WORKROLE', ['work', 'role']],
    ['timeentries', ['time', 'entries']],
    ['lineitems', ['line', 'items']],
    ['purchaseorderstatuses', ['purchase', 'order', 'statuses']],
    ['mycompany', ['mycompany']],
  ])('%s', (name, words) => {
    expect(lexicon.words(name)).toEqual(words);
  });
});

describe('acronyms are written in capitals', () => {
  test.each([
    ['slas', ['SLAs']],
    ['glEntries', ['GL', 'entries']],
    ['rmaStatuses', ['RMA', 'statuses']],
    ['ManagedItSync', ['managed', 'IT', 'sync']],
    ['kpis', ['KPIs']],
  ])('%s', (name, words) => {
    expect(lexicon.words(name)).toEqual(words);
  });

  test('it in lower case is the word, not information technology', () => {
    expect(lexicon.words('it')).toEqual(['it']);
  });

  test('M365 stays one word', () => {
    expect(lexicon.words('m365contactsync')).toEqual(['M365', 'contact', 'sync']);
  });
});

const pairs: [one: string, many: string][] = [
  ['ticket', 'tickets'],
  ['company', 'companies'],
  ['survey', 'surveys'],
  ['status', 'statuses'],
  ['address', 'addresses'],
  ['box', 'boxes'],
  ['tax', 'taxes'],
  ['branch', 'branches'],
  ['process', 'processes'],
  ['expense', 'expenses'],
  ['license', 'licenses'],
  ['phase', 'phases'],
  ['usage', 'usages'],
  ['Status', 'Statuses'],
  ['SLA', 'SLAs'],
  ['KPI', 'KPIs'],
];

describe('the singular of a plural', () => {
  test.each(pairs)('%s', (one, many) => {
    expect(singular(many)).toBe(one);
  });
});

describe('the plural of a singular', () => {
  test.each(pairs)('%s', (one, many) => {
    expect(plural(one)).toBe(many);
  });
});

describe('the singular of a word that only looks like a plural is the word', () => {
  test.each(['status', 'address', 'access', 'business', 'analysis', 'series', 'sales', 'gas'])(
    '%s',
    (word) => {
      expect(singular(word)).toBe(word);
    },
  );
});

describe('the plural of a plural is the word', () => {
  test.each(pairs)('%s', (_one, many) => {
    expect(plural(many)).toBe(many);
  });
});

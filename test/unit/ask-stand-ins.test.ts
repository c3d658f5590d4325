import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confidenceOf, lowConfidence } from '../../src/ask/confidence.js';
import { readSentence } from '../../src/ask/plan.js';
import { choiceOf, openWorld, readIn } from '../support/asking.js';

const world = openWorld();
const read = readIn(world);

/** A draft in one line: method where it is no read, path, and what chooses among the records. */
function line(sentence: string): string {
  const draft = read(sentence);
  const { all, any } = choiceOf(draft);
  return [draft.path, ...all, ...any].join(' | ');
}

describe('no noun says what is meant', () => {
  test.each([
    ['P1s still open', '/service/tickets | closedFlag = false | priority ~ "Priority 1"'],
    ['anything open about vpn?', '/service/tickets | closedFlag = false | summary ~ "vpn"'],
    ["what's open for Contoso", '/service/tickets | closedFlag = false | company like "Contoso%"'],
    [
      'my overdue ones',
      '/service/tickets | assigned = me | closedFlag = false | requiredDate < now',
    ],
    ['high prio for Contoso', '/service/tickets | priority ~ "high" | company like "Contoso%"'],
    [
      'network board, new ones and on hold',
      '/service/tickets | board = "network" | status/name="New" or status/name contains "Hold"',
    ],
    [
      'how many open ones for Acme',
      '/service/tickets/count | closedFlag = false | company like "Acme%"',
    ],
    ['network board, status Waiting', '/service/tickets | board = "network" | status = "Waiting"'],
    ['who is scheduled today', '/schedule/entries | dateStart = today'],
    [
      "Lee Park's calendar for next week",
      '/schedule/entries | dateStart = next week | member = "Lee Park"',
    ],
    ['what is on my schedule tomorrow', '/schedule/entries | dateStart = tomorrow | member = me'],
    ["who's dispatched tomorrow", '/schedule/entries | dateStart = tomorrow'],
    [
      'what did asmith work on yesterday',
      '/time/entries | timeStart = yesterday | member ~ "asmith"',
    ],
    [
      'what has Anna Smith been working on this week',
      '/time/entries | timeStart = this week | member = "Anna Smith"',
    ],
    ['how much unbilled work do we have', '/time/entries | invoiceFlag = false'],
    ['what work was done on ticket 12', '/service/tickets/12/timeentries'],
    [
      'which remote work Anna Smith logged last month',
      '/time/entries | workType/name ~ Remote | timeStart = last month | member = "Anna Smith"',
    ],
    ['everybody at Contoso', '/company/contacts | company like "Contoso%"'],
    ['who works for Acme', '/company/contacts | company like "Acme%"'],
    ['presidents at Acme', '/company/contacts | title ~ "president" | company like "Acme%"'],
    [
      'office managers in contacts, active only',
      '/company/contacts | title ~ "Office Manager" | inactiveFlag = false',
    ],
    [
      'how can I reach contact 8? I need the phone numbers and e-mail addresses',
      '/company/contacts/8/communications',
    ],
  ])('%s', (sentence, expected) => {
    expect(line(sentence)).toBe(expected);
    expect(read(sentence).unused).toEqual([]);
    expect(confidenceOf(read(sentence))).toBeGreaterThanOrEqual(lowConfidence);
  });

  test.each([
    ['open the Help Desk board', '/service/boards/Help Desk'],
    ['is there an open invoice for Contoso', '/finance/invoices'],
    ['everything about contact 8', '/company/contacts/8'],
    ['which boards are active', '/service/boards'],
    ['work types', '/time/workTypes'],
  ])('a noun that is said stands: %s', (sentence, expected) => {
    expect(read(sentence).path).toBe(expected);
  });
});

describe('a number alone is a ticket where something of one is asked for', () => {
  test.each([
    ['notes of 1838', '/service/tickets/1838/notes'],
    ['1838 notes', '/service/tickets/1838/notes'],
    ['tasks of 1987', '/service/tickets/1987/tasks'],
    ['time on 1838', '/service/tickets/1838/timeentries'],
    ['what is the status of 1838', '/service/tickets/1838'],
  ])('%s', (sentence, expected) => {
    expect(line(sentence)).toBe(expected);
  });

  test.each(['notes of 2025', 'agreements for 5000', 'top 10 of 2025'])(
    'a year and an amount are none: %s',
    (sentence) => {
      expect(read(sentence).path).not.toMatch(/\/service\/tickets/);
    },
  );
});

describe('of several nouns', () => {
  test.each([
    [
      'open issues on project tickets',
      '/project/tickets | closedFlag = false | isIssueFlag = true',
    ],
    ['prospects in companies', '/company/companies | types/name = Prospect'],
    ['ticket 5, its notes', '/service/tickets/5/notes'],
    ['company 3: sites', '/company/companies/3/sites'],
    ['for project 11 list the phases', '/project/projects/11/phases'],
    ['contact details of contact 8', '/company/contacts/8/communications'],
    ['phone number of contact 5', '/company/contacts/5/communications'],
    ['number of notes on ticket 5', '/service/tickets/5/notes/count'],
  ])('%s', (sentence, expected) => {
    expect(line(sentence)).toBe(expected);
    expect(read(sentence).unused).toEqual([]);
  });

  test('what is no part of a noun is not taken for one', () => {
    expect(read('who is on the Service team').unused).toEqual(['Service']);
  });
});

describe('to be given something is no change', () => {
  test.each([
    ['give me everything about company 3', '/company/companies/3'],
    ['give us the notes on ticket 5', '/service/tickets/5/notes'],
    ['hand me ticket 5', '/service/tickets/5'],
    ['get me the contacts of Acme', '/company/contacts'],
  ])('%s', (sentence, expected) => {
    expect(read(sentence)).toMatchObject({ method: 'GET', path: expected, unused: [] });
  });

  test.each(['give ticket 5 to jdoe', 'hand ticket 5 to Anna'])('but %s is one', (sentence) => {
    expect(read(sentence)).toMatchObject({ method: 'PATCH', path: '/service/tickets/5' });
  });
});

const lists = new Set(world.catalog.lists().map(({ path }) => path));
const words =
  `active open closed only first info new all and , in on with boards members contacts tickets invoices ones stuff
 anything what's my for Acme today`.split(/\s+/);

test('a list of words is never a path with a word of them in it', () => {
  const sentences = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(sentences, (some) => {
      const draft = readSentence(some.join(' '), world);
      if (draft?.method !== 'GET') return;
      expect(lists).toContain(draft.path.replace(/\/count$/, ''));
      expect(draft.path).not.toMatch(/\/(?:active|open|closed|first|new|only)$/);
    }),
    { numRuns: 40 },
  );
});

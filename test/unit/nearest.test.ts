import { expect, test } from 'vitest';
import { didYouMean, listed, nearest } from '../../src/text/nearest.js';

const fields = ['id', 'summary', 'status', 'company', 'priority', 'pageSize', 'page'];

test.each([
  ['a wrong letter', 'sunmary', ['summary']],
  ['a letter too many', 'companyy', ['company']],
  ['a missing letter', 'prority', ['priority']],
  ['another case', 'SUMMARY', ['summary']],
  ['a beginning', 'prio', ['priority']],
])('%s finds the name', (_name, misspelt, found) => {
  expect(nearest(misspelt, fields)).toEqual(found);
});

test('the exact name comes first', () => {
  expect(nearest('page', ['pages', 'page', 'pageSize'])[0]).toBe('page');
});

test('a name in another case comes before its beginning', () => {
  expect(nearest('PAGESIZE', ['page', 'pageSize'])).toEqual(['pageSize', 'page']);
});

test('what resembles nothing finds nothing', () => {
  expect(nearest('zzzzzz', fields)).toEqual([]);
});

test('an empty name resembles nothing', () => {
  expect(nearest('', fields)).toEqual([]);
});

test('no more are named than were asked for, and equals stand in the order of the alphabet', () => {
  expect(nearest('statuz', ['statuc', 'statub', 'statua', 'statud'], 2)).toEqual([
    'statua',
    'statub',
  ]);
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('%j are listed as a sentence has them', (names, text) => {
  expect(listed(names)).toBe(text);
});

test('a list of choices ends with or', () => {
  expect(listed(['a', 'b', 'c'], 'or')).toBe('a, b or c');
});

test('a question offers the candidates', () => {
  expect(didYouMean(['summary', 'status'])).toBe('Did you mean summary or status?');
});

test('without a candidate there is no question', () => {
  expect(didYouMean([])).toBeUndefined();
});

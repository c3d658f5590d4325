import { expect, test } from 'vitest';
import { draftOf } from '../../src/repl/draft.js';

const line = `call GET /x --where 'sumary = "a"' --where 'it''s = 1'`;

test.each([
  ['the text that is wrong', { text: 'sumary = "a"', start: 9, end: 12 }, line.indexOf('"a"')],
  ['the whole line', { text: line, start: 5, end: 8 }, 5],
  ['a text that its quotes changed', { text: `it's = 1`, start: 7, end: 8 }, line.indexOf('1')],
  ['a text that is nowhere', { text: 'other', start: 2, end: 3 }, line.length],
  ['a part that is there twice', { text: 'where ', start: 0, end: 5 }, line.indexOf('where ')],
  ['nothing', undefined, line.length],
])('the cursor stands at %s', (_what, place, cursor) => {
  expect(draftOf({ text: line, place })).toEqual({ initial: line, cursor });
});

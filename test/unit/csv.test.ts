import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows } from '../../src/output/csv.js';
import { parseJson } from '../../src/text/json.js';

const options = { columns: undefined, defaults: undefined, ascii: false, pretty: false };

/** The line that one cell makes. */
function written(value: unknown, raw = false): string {
  return csvRows({ ...options, columns: ['cell'] }, raw).row({ cell: value }, 0);
}

/** Reads RFC 4180: lines end with CRLF, a cell in quotes may hold anything. Throws for what is none. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = text;
  while (rest !== '') {
    const quoted = /^"((?:[^"]|"")*)"(,|\r\n)/.exec(rest);
    const bare = /^([^",\r\n]*)(,|\r\n)/.exec(rest);
    const found = quoted ?? bare;
    if (found === null) throw new Error(`not RFC 4180: ${JSON.stringify(rest)}`);
    const [whole, cell = '', end] = found;
    row.push(quoted === null ? cell : cell.replaceAll('""', '"'));
    if (end === '\r\n') {
      rows.push(row);
      row = [];
    }
    rest = rest.slice(whole.length);
  }
  return rows;
}

const cellText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...['"', ',', '\n', '\r\n', '\t', '\0', ' ', "'", ';', '=', '+', '-', '@', '＝', '－', '5'],
      ),
      fc
        .string({ unit: 'grapheme', maxLength: 4 })
        .filter((text) => !/[\u0000-\u001f\u007f]/.test(text)),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))
  // characters that drive a terminal are shown by their names, which is tested elsewhere
  .filter((text) => !/[\u0080-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text));

test('a row reads back with the same cells, but for the apostrophe', () => {
  fc.assert(
    fc.property(fc.array(cellText, { minLength: 1, maxLength: 5 }), (cells) => {
      const names = cells.map((_, index) => `c${index}`);
      const row = Object.fromEntries(cells.map((cell, index) => [`c${index}`, cell]));
      const [read = []] = readCsv(csvRows({ ...options, columns: names }, false).row(row, 0));
      expect(
        read.map((cell, index) => (cell === `'${cells[index] ?? ''}` ? cells[index] : cell)),
      ).toEqual(cells);
    }),
    { numRuns: 1000 },
  );
});

test('a row reads back with the same cells exactly when formulas are kept', () => {
  fc.assert(
    fc.property(fc.array(cellText, { minLength: 1, maxLength: 5 }), (cells) => {
      const names = cells.map((_, index) => `c${index}`);
      const row = Object.fromEntries(cells.map((cell, index) => [`c${index}`, cell]));
      expect(readCsv(csvRows({ ...options, columns: names }, true).row(row, 0))).toEqual([cells]);
    }),
    { numRuns: 1000 },
  );
});

test('a cell that has been read never begins with what starts a formula', () => {
  fc.assert(
    fc.property(cellText, (cell) => {
      const [[read = ''] = []] = readCsv(written(cell));
      const isNumber = /^[+-]?\d+(?:[.,]\d+)?$/.test(cell);
      expect(isNumber || !/^["'\s]*[=+\-@＝＋－＠]/.test(read) || read.startsWith("'")).toBe(true);
    }),
  );
});

test.each([
  ['=1+1', "'=1+1"],
  ['+49 30 1234', "'+49 30 1234"],
  ['-1+2', "'-1+2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['  =1', "'  =1"],
  ['＝1', "'＝1"],
  ['－1x', "'－1x"],
  ['＋x', "'＋x"],
  ['＠x', "'＠x"],
  ["'=1", "''=1"],
])('the formula %j is defused', (text, cell) => {
  expect(readCsv(written(text))).toEqual([[cell]]);
});

test('a formula after quotes is defused', () => {
  expect(readCsv(written('"=1'))).toEqual([[`'"=1`]]);
});

test.each([['-5'], ['+5'], ['-5.25'], ['-5,25'], ['a=b'], ['1-2'], ['']])(
  'the text %j stays as it is',
  (text) => {
    expect(readCsv(written(text))).toEqual([[text]]);
  },
);

test('a negative number is no formula, in whatever digits it came', () => {
  expect(written(-5)).toBe('-5\r\n');
  expect(written(parseJson('-9007199254740993'))).toBe('-9007199254740993\r\n');
});

test('raw cells keep their formulas', () => {
  expect(written('=1+1', true)).toBe('=1+1\r\n');
});

test('a lone surrogate becomes the replacement character', () => {
  expect(written('a\ud800b')).toBe('a\ufffdb\r\n');
});

test('a line break without a carriage return stands in quotes', () => {
  expect(written('a\nb')).toBe('"a\nb"\r\n');
});

test('references show their name, lists their items, nothing an empty cell', () => {
  const rows = csvRows({ ...options, columns: ['status', 'tags', 'owner', 'x'] }, false);
  expect(
    rows.row(
      { status: { id: 1, name: 'New' }, tags: ['a', 'b'], owner: { identifier: 'jdoe' } },
      0,
    ),
  ).toBe('New,"a, b",jdoe,\r\n');
});

test('the header is that of the columns, before any row', () => {
  const rows = csvRows({ ...options, columns: ['id', 'a,b'], defaults: ['summary'] }, false);
  expect(rows.start?.()).toBe('id,"a,b"\r\n');
});

test('a result that has no columns of its own takes them from its first row', () => {
  const rows = csvRows(options, false);
  expect([rows.start?.(), rows.row({ a: 1, b: 2 }, 0), rows.row({ b: 3, c: 4 }, 1)]).toEqual([
    '',
    'a,b\r\n1,2\r\n',
    ',3\r\n',
  ]);
});

test('scalars without columns are one column named value', () => {
  const rows = csvRows(options, false);
  expect([rows.start?.(), rows.row('a', 0), rows.row(2, 1)]).toEqual([
    '',
    'value\r\na\r\n',
    '2\r\n',
  ]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder } from '../../src/actions/each/in-order.js';
import { findColumn } from '../../src/rows/columns.js';
import { endedLine, headLine, readJournal, sendingLine } from '../../src/rows/journal-lines.js';
import { readTable } from '../../src/rows/read-table.js';
import { writeBack } from '../../src/rows/write-back.js';

const bytes = (text: string) => Buffer.from(text);

/** Cells of every kind, but for a row of blanks, which is none, and controls that no text file has. */
const telling = fc.constantFrom('a', '"', ',', ';', '\t', '|', '\n', '\r\n', ' ', '=');
const cell = fc
  .oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ unit: telling, maxLength: 8 }))
  .filter((text) => !text.includes('\0'));
const tables = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(',', ';', '\t', '|'), fc.boolean())
  .chain(([width, separator, isWindows]) =>
    fc.record({
      width: fc.constant(width),
      separator: fc.constant(separator),
      lineEnd: fc.constant(isWindows ? '\r\n' : '\n'),
      rows: fc.array(
        fc
          .array(cell, { minLength: width, maxLength: width })
          .filter((cells) => cells.some((one) => one.trim() !== '')),
        { minLength: 1, maxLength: 6 },
      ),
    }),
  );

function csvOf({
  width,
  separator,
  lineEnd,
  rows,
}: {
  width: number;
  separator: string;
  lineEnd: string;
  rows: string[][];
}): string {
  const header = Array.from({ length: width }, (_none, index) => `c${index}`);
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return [header, ...rows.map((cells) => cells.map(quoted))]
    .map((cells) => `${cells.join(separator)}${lineEnd}`)
    .join('');
}

describe('csv', () => {
  test('of any cells, separator and line end gives these cells, and the same text when it is written back', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (given) => {
        const text = csvOf(given);
        const { rows, form } = await readTable(bytes(text), 'a.csv');
        expect(rows.map(({ cells }) => [...cells.values()])).toEqual(given.rows);
        expect(writeBack(rows, form)).toBe(text);
      }),
    );
  });

  test('says on which line a row begins, whatever lines its cells have', async () => {
    const { rows } = await readTable(bytes('a,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n'), 'a.csv');
    expect(rows.map(({ number, line }) => [number, line])).toEqual([
      [1, 2],
      [2, 5],
    ]);
  });
});

describe('JSON', () => {
  test('keeps the digits and the order of rows, and is written back as the form it had', async () => {
    const rows = '{"id":12345678901234567890,"a":{"b":1.50}}\n{"id":2}\n';
    const table = await readTable(bytes(rows), 'r.ndjson');
    expect(table.columns).toEqual(['id', 'a', 'a.b']);
    expect(String(table.rows[0]?.cells.get('id'))).toBe('12345678901234567890');
    expect(writeBack(table.rows, table.form)).toBe(rows);
    const array = await readTable(bytes('[{"id": 1.0}, {"id": 2}]'), 'r.json');
    expect(writeBack(array.rows.slice(0, 1), array.form)).toBe('[\n  {"id": 1.0}\n]\n');
  });
});

test.each([
  ['ticket_id', 'Ticket ID'],
  ['ticketid', 'Ticket ID'],
  ['company_name', 'company.name'],
  ['größe_cm', 'Größe (cm)'],
  ['no', 'no'],
])('the name %s means the column %s', (name, column) => {
  const columns = ['Ticket ID', 'company.name', 'Größe (cm)', 'no', 'No.', 'Größe'];
  expect(findColumn(name, columns)).toBe(column);
});

test('a name that could be two columns is refused', () => {
  expect(() => findColumn('due', ['Due', 'Due.'])).toThrow('any of the columns "Due" and "Due."');
});

test('a journal that was cut off anywhere never tells of more than was written', () => {
  const head = { call: 'PATCH /a', rows: 3, input: 'i', command: 'c', began: 'now' };
  const lines = [
    headLine(head),
    ...[1, 2, 3].flatMap((row) => [
      sendingLine(row, new Date(0)),
      endedLine({ row, status: 200, ok: row !== 2, id: row, error: null }),
    ]),
  ];
  const text = `${lines.join('\n')}\n`;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: text.length }), (end) => {
      const cut = text.slice(0, end);
      const found = readJournal(cut);
      if (!cut.startsWith(lines[0] ?? '')) expect(found).toBeUndefined();
      for (const row of [1, 2, 3]) {
        const said = found?.known.get(row);
        const hasSending = cut.includes(lines[row * 2 - 1] ?? '');
        expect(said !== undefined).toBe(hasSending);
        const isEnded = cut.includes(lines[row * 2] ?? '');
        expect(said?.outcome !== undefined).toBe(isEnded);
      }
    }),
  );
});

test('work at most n at a time gives its results in order, and begins nothing once it is over', async () => {
  const runs = fc.record({
    pauses: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 }),
    atOnce: fc.integer({ min: 1, max: 4 }),
    end: fc.integer({ min: 0, max: 50 }),
  });
  await fc.assert(
    fc.asyncProperty(runs, async ({ pauses, atOnce, end }) => {
      let [running, most, begun] = [0, 0, 0];
      const work = async (index: number) => {
        begun += 1;
        most = Math.max(most, (running += 1));
        for (let turn = 0; turn < (pauses[index] ?? 0); turn++) await Promise.resolve();
        running -= 1;
        return index;
      };
      const got: number[] = [];
      for await (const index of inOrder([...pauses.keys()], atOnce, work, () => begun >= end))
        got.push(index);
      const all = Math.min(end, pauses.length);
      expect(got).toEqual([...pauses.keys()].slice(0, all));
      expect(most).toBeLessThanOrEqual(atOnce);
    }),
  );
});

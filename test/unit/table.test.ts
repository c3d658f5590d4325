import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitColumns, type FitColumn } from '../../src/output/fit.js';
import { toLocalTime } from '../../src/output/local-time.js';
import { drawRecord, tableRows, type TableOptions } from '../../src/output/table.js';
import { cutText, textWidth, wrapText } from '../../src/output/width.js';
import type { Style } from '../../src/terminal/style.js';

const same = (text: string) => text;
const style: Style = { bold: same, dim: same, red: same, green: same, yellow: same };

function drawn(rows: unknown[], options: Partial<TableOptions> = {}): string {
  const format = tableRows({
    columns: undefined,
    style,
    width: undefined,
    zone: 'UTC',
    ...options,
  });
  return [...rows.map(format.row), format.end?.(rows.length)].join('');
}

describe('width', () => {
  test.each([
    ['plain', 5],
    ['日本語', 6],
    ['한글', 4],
    ['ｆｕｌｌ', 8],
    ['é', 1],
    ['e\u0301', 1],
    ['ท\u0e35\u0e48', 1],
    ['שָׁ', 1],
    ['👍', 2],
    ['👍🏽', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🏳️‍🌈', 2],
    ['🇩🇪🇫🇷', 4],
    ['❤️', 2],
    ['🫠', 2],
    ['1️⃣', 2],
    ['a\u200bb', 2],
    ['', 0],
  ])('%s takes %i columns', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  test.each([
    ['Priority 1', 20, 'Priority 1'],
    ['Priority 1', 8, 'Priorit…'],
    ['Printer on', 9, 'Printer…'],
    ['日本語', 4, '日…'],
    ['日本語', 5, '日本…'],
    ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 3, '👨‍👩‍👧‍👦…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ])('%s in %i columns', (text, width, shown) => {
    expect(cutText(text, width)).toBe(shown);
  });

  test('what is cut or wrapped is never wider than there is room, and no character is torn', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    // Blanks of any kind may go at the end of a line.
    const unspaced = (some: string) => some.replaceAll(/\s/g, '');
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (whole, width) => {
        expect(textWidth(cutText(whole, width))).toBeLessThanOrEqual(width);
        expect(wrapText(whole, width).every((line) => textWidth(line) <= width)).toBe(true);
        expect(unspaced(wrapText(whole, width).join(''))).toBe(unspaced(whole));
      }),
    );
  });
});

describe('a table', () => {
  test('aligns wide characters and emoji by what they take on the terminal', () => {
    expect(
      drawn([
        { name: '日本', city: 'a' },
        { name: '👨‍👩‍👧', city: 'b' },
        { name: 'e\u0301t\u00e9', city: 'c' },
      ]),
    ).toBe('name  city\n日本  a\n👨‍👩‍👧    b\ne\u0301t\u00e9   c\n');
  });

  test('puts numbers to the right, where a column has nothing else', () => {
    expect(
      drawn([
        { id: 7, hours: 0.5, code: 12 },
        { id: 4711, hours: null, code: 'A' },
      ]),
    ).toBe('  id  hours  code\n   7    0.5  12\n4711         A\n');
  });

  test('says yes and no, references by name, lists by their names', () => {
    expect(
      drawn([
        {
          closed: true,
          open: false,
          board: { name: 'Help' },
          types: [{ name: 'a' }, { name: 'b' }],
        },
      ]),
    ).toBe('closed  open  board  types\nyes     no    Help   a, b\n');
  });

  test('has local times and names the zone once', () => {
    const row = { timeStart: '2026-01-31T23:30:00Z', timeEnd: '2026-07-01T00:00:00Z' };
    expect(drawn([row], { zone: 'Europe/Berlin' })).toBe(
      'timeStart         timeEnd\n2026-02-01 00:30  2026-07-01 02:00\nTimes: Europe/Berlin\n',
    );
  });

  test('leaves a calendar day as it is in every zone, and then names none', () => {
    const row = { startDate: '2026-01-31T00:00:00Z' };
    expect(drawn([row], { zone: 'America/New_York' })).toBe('startDate\n2026-01-31\n');
  });

  const ticket = {
    id: 4711,
    summary: 'Printer on the second floor does not print',
    board: 'Help Desk',
    status: 'In Progress',
    company: 'Acme Manufacturing',
    owner: 'Anna Smith',
    closedFlag: false,
  };

  test('shortens cells before it leaves out columns', () => {
    expect(drawn([ticket], { width: 90 })).toBe(
      [
        '  id  summary                 board      status       company      owner       closedFlag',
        '4711  Printer on the second…  Help Desk  In Progress  Acme Manuf…  Anna Smith  no',
        '',
      ].join('\n'),
    );
  });

  test('leaves out the least telling columns in a narrower terminal', () => {
    expect(drawn([ticket], { width: 64 })).toBe(
      [
        '  id  summary                status      company     owner',
        '4711  Printer on the secon…  In Progre…  Acme Manu…  Anna Smith',
        '',
      ].join('\n'),
    );
  });

  test('is a block a record where columns do not fit side by side', () => {
    expect(drawn([ticket, { id: 4712, summary: 'x' }], { width: 24 })).toBe(
      [
        'id          4711',
        'summary     Printer on',
        '            the second',
        '            floor does',
        '            not print',
        'board       Help Desk',
        'status      In Progress',
        'company     Acme',
        '            Manufacturi',
        '            ng',
        'owner       Anna Smith',
        'closedFlag  no',
        '',
        'id          4712',
        'summary     x',
        '',
      ].join('\n'),
    );
  });

  test('keeps every column that was asked for, in blocks if need be', () => {
    const columns = Object.keys(ticket).map((path) => ({ header: path, path }));
    const text = drawn([ticket], { columns, asked: true, width: 62 });
    expect(text.split('\n').map((line) => line.split(' ')[0])).toEqual([
      ...Object.keys(ticket),
      '',
    ]);
  });

  test('is never wider than the terminal', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.integer(),
      fc.boolean(),
    );
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 7 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(rows, fc.integer({ min: 30, max: 120 }), (cells, width) => {
        const records = cells.map((row) =>
          Object.fromEntries(row.map((one, at) => [`c${at}`, one])),
        );
        const lines = drawn(records, { width }).split('\n');
        expect(lines.filter((line) => textWidth(line) > width)).toEqual([]);
      }),
    );
  });
});

describe('a record', () => {
  test('goes on below where a value is long, and keeps its lines', () => {
    const record = { id: 1, text: 'Called back.\r\nThe printer prints again.', _info: {} };
    expect(drawRecord(record, { style, width: 22, zone: 'UTC' })).toBe(
      ['id    1', 'text  Called back.', '      The printer', '      prints again.', ''].join('\n'),
    );
  });

  test('shows custom fields and phone numbers by what they are', () => {
    const record = {
      customFields: [{ id: 1, caption: 'Contract', value: 'Gold' }],
      communicationItems: [{ id: 2, type: { name: 'Direct' }, value: '8135550101' }],
    };
    expect(drawRecord(record, { style, width: 80, zone: 'UTC' })).toBe(
      'customFields        Contract: Gold\ncommunicationItems  Direct: 8135550101\n',
    );
  });
});

describe('fitColumns', () => {
  const column = (header: string, cellWidth: number, whole = false): FitColumn => ({
    header,
    headerWidth: header.length,
    cellWidth,
    whole,
  });

  test('an empty column goes before any cell is cut', () => {
    const columns = [column('id', 4), column('name', 20), column('notes', 0), column('city', 12)];
    expect(fitColumns(columns, { width: 41, gap: 2, mayDrop: true })).toEqual([4, 20, 0, 12]);
  });

  test('what must stay whole is not cut', () => {
    const columns = [column('id', 4), column('name', 40), column('url', 30, true)];
    expect(fitColumns(columns, { width: 60, gap: 2, mayDrop: true })).toEqual([4, 21, 30]);
  });
});

test.each([
  ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29 03:00'],
  ['2026-03-29T00:59:59.5Z', 'Europe/Berlin', '2026-03-29 01:59'],
  ['2026-01-01T00:00:00Z', 'Asia/Kathmandu', '2026-01-01 05:45'],
  ['0001-01-01T12:00:00Z', 'UTC', '0001-01-01 12:00'],
])('%s in %s', (value, zone, text) => {
  expect(toLocalTime(value, 'timeStart', zone)).toEqual({ text, isDay: false });
});

test.each([['2026-13-01T00:00:00Z'], ['2026-01-01'], ['soon'], [5]])('%j is no time', (value) => {
  expect(toLocalTime(value, 'timeStart', 'UTC')).toBeUndefined();
});

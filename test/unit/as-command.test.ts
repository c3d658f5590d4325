import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { asCommand } from '../../src/actions/as-command.js';
import { singleQuotes } from '../../src/actions/single-quotes.js';
import type { SavedCall } from '../../src/memory/entry.js';
import { runCwm } from '../support/run-cwm.js';
import { delivered, ways } from '../support/windows-shells.js';

const list = (params: SavedCall['params'], path = '/service/tickets'): SavedCall => ({
  ...{ method: 'GET', path, params, data: null },
});
const note = (text: string): SavedCall => ({
  ...{ method: 'POST', path: '/service/tickets/1/notes', params: {} },
  data: { text, internalAnalysisFlag: true },
});

const calls: Record<string, SavedCall> = {
  'no params': list({}),
  'a plain condition': list({ conditions: 'closedFlag = false and id > 5' }),
  'texts in double quotes': list({ conditions: 'status/name = "In Progress" and id<9' }),
  'no blank beside them': list({ conditions: 'status/name="New"' }),
  'texts in single quotes': list({ conditions: `status/name = 'New'` }),
  'an apostrophe': list({ conditions: `summary = "O'Brien's laptop"` }),
  'both kinds': list({ conditions: String.raw`summary = "5\" pipe of O'Brien"` }),
  'a curly apostrophe': list({ conditions: 'summary = "it’s ‚so‘"' }),
  'dollars and backticks': list({ conditions: 'summary like "$HOME `id` $(id) !x %PATH%"' }),
  umlauts: list({ conditions: 'summary contains "Drücker 打印机 😀"' }),
  'a line break': list({ conditions: 'closedFlag = false\nand id > 5' }),
  'a relative date': list({ conditions: 'dateEntered > [-7d]' }),
  'other conditions': list({
    childConditions: 'notes/text contains "a&b"',
    customFieldConditions: 'caption = "Floor 2" and value != null',
  }),
  where: list({ where: ['status/name=New', 'summary ~ a, b', 'company = Acme & Sons'] }),
  'where in quotes': list({ where: ['status/name in "New", "In Progress"', 'summary = "5 %"'] }),
  'a where with an apostrophe': list({ where: [`summary ~ O'Brien`] }),
  lists: list({ orderBy: 'id desc,summary', fields: 'id,summary,status/name' }),
  'a list of one': list({ fields: 'id', orderBy: 'id' }),
  numbers: list({ page: 2, pageSize: 50 }),
  'rows to read': list({ limit: 30, where: ['closedFlag = no'] }),
  'all rows': list({ all: true, conditions: 'id > 1' }),
  count: list({ count: true, conditions: 'summary like "%x%"' }),
  'a query parameter': list({ customParam: 'a "b" \\c & d' }),
  'an empty one': list({ customParam: '' }),
  'one that ends in a backslash': list({ customParam: 'a folder \\' }),
  'a number that is a text': list({ customParam: '1.50' }),
  'a name in the path': list({}, `/service/boards/Help Desk/statuses`),
  'quotes in the path': list({}, `/service/boards/The "A" & 'B' Desk/statuses`),
  'a body': note('Printer'),
  'a body with quotes': note(`It's "5 %" of $x & \`y\` | <z> it’s`),
  'a body with line breaks': note('one\ntwo\r\n\tthree \\ four\\'),
  'a body with umlauts': note('Drücker 打印机 😀'),
  'an empty text in a body': note(''),
  'a body that is a list': {
    ...{ method: 'PATCH', path: '/service/tickets/1', params: {} },
    data: [{ op: 'replace', path: 'status', value: { name: 'In Progress' } }],
  },
  'what is looked for first': {
    ...{ method: 'POST', path: '/company/companies' },
    params: { unlessExists: 'identifier = "ACME"' },
    data: { identifier: 'ACME', name: 'Acme' },
  },
};

test.each(Object.entries(calls))('%s, copied into sh', async (_name, call) => {
  const command = asCommand(call, { shell: 'sh' });
  // The shell itself says what the words are.
  const { stdout } = spawnSync('sh', ['-c', `cwm() { printf '%s\\0' "$@"; }\n${command}`]);
  const argv = stdout.toString().split('\0').slice(0, -1);
  expect(await request(argv)).toEqual(await requestOf(call));
});

describe.each(ways.filter((way) => way !== 'cmd'))('through %s', (way) => {
  test.each(Object.entries(calls))('%s', async (_name, call) => {
    const command = asCommand(call, { shell: 'powershell' });
    const [, piped, line = command] = /^'((?:[^']|'')*)' \| (.*)$/s.exec(command) ?? [];
    const argv = delivered(line, way);
    expect(asciiOnly(piped ?? '')).toBe(true);
    expect(await request(argv, piped?.replaceAll("''", "'"))).toEqual(await requestOf(call));
  });
});

test('what Windows PowerShell cannot carry says so', () => {
  expect(asCommand(list({ where: ['summary ~ 5" pipe'] }), { shell: 'powershell' })).toBe(
    `cwm call GET '/service/tickets' --where 'summary ~ 5" pipe' # in PowerShell 7 or newer`,
  );
});

test('commands are short to read where nothing needs quotes', () => {
  const call = list({ fields: 'id,summary', pageSize: 5 });
  expect(asCommand(call, { shell: 'sh' })).toBe(
    'cwm call GET /service/tickets --fields id,summary --page-size 5',
  );
  expect(asCommand(call, { shell: 'powershell' })).toBe(
    `cwm call GET '/service/tickets' --fields 'id,summary' --page-size 5`,
  );
});

async function requestOf(call: SavedCall): Promise<unknown> {
  const { method, path, params, data } = call;
  const words = Object.entries(params).flatMap(([name, value]) => {
    if (name === 'customParam') return ['-p', `${name}=${String(value)}`];
    const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === true) return [flag];
    return [value].flat().flatMap((one) => [flag, String(one)]);
  });
  const body = data === null ? [] : ['-d', JSON.stringify(data)];
  return await request(['call', method, path, ...words, ...body]);
}

/** What a command line would send, whatever the order of its parameters and the kind of quotes in its conditions. */
async function request(argv: readonly string[], stdin?: string): Promise<unknown> {
  const run = await runCwm([...argv, '--dry-run', '--no-check', '--profile', 'sandbox'], {
    ...(stdin === undefined ? {} : { stdin }),
    now: new Date('2026-03-02T10:00:00Z'),
  });
  expect(run).toMatchObject({ code: 0 });
  const { method, url, body, note } = run.json() as Record<string, string>;
  const { pathname, searchParams } = new URL(url ?? '');
  searchParams.sort();
  const query = [...searchParams].map(([name, value]) => [name, singleQuotes(value)]);
  return { method, pathname, query, body, note: note && singleQuotes(note) };
}

function asciiOnly(text: string): boolean {
  return !/[^ -~]/.test(text);
}

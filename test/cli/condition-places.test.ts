import { describe, expect, test } from 'vitest';
import { fakeApi, fakeKeys } from '../support/fake-api.js';
import { runCwm, type Run } from '../support/run-cwm.js';

/** Refused before anything is sent; the error without its envelope. */
async function refused(flags: string[]): Promise<Run> {
  const run = await runCwm(['call', 'GET', '/service/tickets', ...flags], {
    tty: true,
    env: { NO_COLOR: '1' },
  });
  expect(run).toMatchObject({ code: 2, stdout: '' });
  return run;
}

/** The text that is shown, and what the carets stand under, a column a character. */
async function shown(
  conditions: string,
): Promise<{ line: string; under: string; lines: string[] }> {
  const { stderr } = await refused(['--conditions', conditions]);
  const lines = stderr.trimEnd().split('\n');
  const [, line = '', carets = ''] = lines;
  const from = carets.indexOf('^');
  expect(carets.trim()).toMatch(/^\^+$/);
  return { line, under: line.slice(from, carets.length), lines };
}

test('a mistake shows its place, and what to do', async () => {
  const { stderr } = await refused(['--conditions', 'status/name=New York and closedFlag=false']);
  expect(stderr.trimEnd().split('\n')).toEqual([
    'Error: --conditions: text stands in quotes: "New York", at character 13.',
    '  status/name=New York and closedFlag=false',
    '              ^^^^^^^^',
    `If quotes were lost on the way, put single ones inside double ones: --conditions "status/name = 'New'"`,
  ]);
});

test.each([
  [['--child-conditions', 'types/name=VIP'], '--child-conditions', '             ^^^'],
  [['--custom-field-conditions', 'caption=VIP'], '--custom-field-conditions', '          ^^^'],
  [['-p', 'conditions=id == 1'], 'conditions', '     ^^'],
  [['--order-by', 'company/name,-id'], '--order-by', '               ^^^'],
])('%j', async (flags, name, carets) => {
  const lines = (await refused(flags)).stderr.split('\n');
  expect(lines[0]).toMatch(new RegExp(`^Error: ${name}: .+, at character \\d+\\.$`));
  expect(lines[1]?.slice(2)).toBe(flags.at(-1)?.replace('conditions=', ''));
  expect(lines[2]).toBe(carets);
});

test.each([`"summary = 'x'"`, 'summary = x'])(
  'advice names the flag that was given: %s',
  async (text) => {
    const words = ['call', 'POST', '/company/contacts', '--set', 'firstName=x', '--dry-run'];
    const { error } = await runCwm([...words, '--unless-exists', text]);
    expect(error().hint).toContain(`--unless-exists "status/name = 'New'`);
  },
);

test('what is missing at the end has a caret behind it', async () => {
  const { stderr } = await refused(['--conditions', 'id=1 and']);
  expect(stderr.split('\n').slice(1, 3)).toEqual(['  id=1 and', '          ^']);
});

describe('a long condition', () => {
  const before = 'id in (1,2,3) or '.repeat(200);
  const after = ' or id in (1,2,3)'.repeat(200);

  test.each([
    ['at its beginning', '', after],
    ['in its middle', before, after],
    ['at its end', before, ''],
  ])('is shown around a mistake %s', async (_where, left, right) => {
    const { line, under, lines } = await shown(`${left}status/name=New${right}`);
    expect(under).toBe('New');
    expect(line.length).toBeLessThan(80);
    expect(line.startsWith('  …')).toBe(left !== '');
    expect(line.endsWith('…')).toBe(right !== '');
    expect(lines[0]).toContain(`at character ${left.length + 13}.`);
  });

  test('a place that is long itself is cut', async () => {
    const { line, under } = await shown(`summary="${'x'.repeat(5000)}`);
    expect(line.length).toBeLessThan(80);
    expect(line).toMatch(/^ {2}summary="x+…$/);
    expect(under).toMatch(/^"x+$/);
  });

  test('programs get all of it, since its characters are counted', async () => {
    const text = `${before}status/name=New${after}`;
    const { error } = await runCwm(['call', '/service/tickets', '--conditions', text]);
    expect(error()).toMatchObject({
      place: { text, start: before.length + 12, end: before.length + 15 },
    });
  });
});

describe('characters of more or fewer columns', () => {
  test.each([
    ['日本語', 6],
    ['ＡＢＣ', 6],
    ['한국어', 6],
    ['🎉🎉', 4],
    ['Größe', 5],
    ['Gro\u0308ße', 5],
    ['שלום', 4],
    ['→„“', 3],
  ])('the caret stands right behind %s', async (word, columns) => {
    const { stderr } = await refused(['--conditions', `summary="${word}" and x`]);
    expect(stderr.split('\n')[2]).toBe(`  ${' '.repeat(9 + columns + 7)}^`);
  });

  test('a place of wide characters has a caret under each half', async () => {
    const { stderr } = await refused(['--conditions', 'summary=日本語']);
    expect(stderr.split('\n').slice(1, 3)).toEqual(['  summary=日本語', '          ^^^^^^']);
  });

  test('a long condition of wide characters stays on a line of eighty columns', async () => {
    const { stderr } = await refused(['--conditions', `summary="${'語'.repeat(500)}" and x`]);
    const [, line = '', carets = ''] = stderr.split('\n');
    expect(line).toMatch(/^ {2}…語+" and x$/);
    expect(carets.length).toBeLessThan(80);
    expect(line.length + (line.match(/語/g)?.length ?? 0) + 1).toBe(carets.length);
  });

  test('tabs, newlines and control characters are seen and do nothing', async () => {
    const { stderr } = await refused(['--conditions', 'summary="a\tb\r\nc\u001b[31m\u202e" and x']);
    expect(stderr.split('\n').slice(1, 3)).toEqual([
      String.raw`  summary="a b⏎c^[[31m\u202e" and x`,
      '                                   ^',
    ]);
  });

  test('an emoji at the edge of what is shown is whole', async () => {
    for (const shift of ['', 'x']) {
      const { line } = await shown(`summary="${shift}${'🎉'.repeat(500)}" and status/name=New`);
      expect(line.isWellFormed()).toBe(true);
    }
  });
});

describe('secrets', () => {
  const { privateKey } = fakeKeys;
  const half = privateKey.length / 2;

  async function fail(conditions: string): Promise<Run> {
    const { env } = await fakeApi();
    const run = await runCwm(['call', '/service/tickets', '--conditions', conditions], { env });
    expect(run.code).toBe(2);
    for (const part of [privateKey.slice(0, half), privateKey.slice(half)])
      expect(run.stderr).not.toContain(part);
    return run;
  }

  test('the place stays right when one before it is not shown', async () => {
    const { stderr, error } = await fail(`summary="${privateKey}" and status/name=New`);
    expect(stderr.split('\n').slice(1, 3)).toEqual([
      '  summary="***" and status/name=New',
      '                                ^^^',
    ]);
    expect(error()).toMatchObject({
      place: { text: 'summary="***" and status/name=New', start: 30, end: 33 },
    });
  });

  test('one that is the place is not shown', async () => {
    const { stderr } = await fail(`summary=${privateKey}`);
    expect(stderr.split('\n').slice(1, 3)).toEqual(['  summary=***', '          ^^^']);
  });

  test('one across the edge of what is shown is not shown in part', async () => {
    for (let between = 0; between < 60; between += 5)
      await fail(`summary="${'x'.repeat(60)}${privateKey}${'y'.repeat(between)}" and x`);
  });

  test('a place whose border is inside of one is not shown', async () => {
    const run = await runCwm(['call', '/system/members', '--conditions', 'clientId=abc-def']);
    expect(run.stderr).not.toContain('^');
    expect(run.error()).not.toHaveProperty('place');
  });
});

/** The same for a program. */
const told = (flags: string[]) => runCwm(['call', '/service/tickets', ...flags]);

test('a character of two units counts as one in the message', async () => {
  const { error } = await told(['--conditions', 'summary = "😀" and id = "5"']);
  expect(error()).toMatchObject({
    message: '--conditions: id takes a whole number without quotes, at character 24.',
    place: { start: 24, end: 27 },
  });
});

test('carets stand under their text on a narrow terminal', async () => {
  const text = `summary = "${'x'.repeat(60)}" and statu = "${'y'.repeat(60)}"`;
  const { stderr } = await runCwm(
    ['call', '/service/tickets', '--conditions', text, '--no-color'],
    {
      tty: true,
      columns: 60,
    },
  );
  const [, line = '', carets = ''] = stderr.split('\n');
  expect(line.length).toBeLessThan(60);
  expect(line.slice(carets.indexOf('^'), carets.length)).toBe('statu');
});

test('an order is shown as it was written', async () => {
  const { error } = await told(['--order-by', 'id desc asc']);
  expect(error()).toMatchObject({ place: { text: 'id desc asc', start: 8, end: 11 } });
});

test.each([
  ['id%3D1', '%3D is percent-encoded text', '%3D'],
  ['where id=1', 'where does not exist here', 'where'],
  ['select * from x', 'select does not exist here', 'select'],
])('%s is told as what it is', async (text, message, at) => {
  const { error } = await told(['--conditions', text]);
  const start = text.indexOf(at);
  expect(error()).toMatchObject({
    message: `--conditions: ${message}, at character ${start + 1}.`,
    place: { start, end: start + at.length },
  });
});

test.each([
  ['many blanks', `summary = a${' '.repeat(90_000)}a(`],
  ['one long word', `summary = ${'a'.repeat(90_000)} x`],
  ['a long name', `${'a'.repeat(90_000)} = 1 or =`],
  [
    'thousands of misspelt names',
    Array.from({ length: 4000 }, (_, i) => `sumary${i}=1`).join(' or '),
  ],
])('%s take no long time, and are told in part', async (_what, text) => {
  const start = performance.now();
  const { stderr } = await runCwm(
    ['call', '/service/tickets', '--conditions', text, '--no-color'],
    {
      tty: true,
    },
  );
  expect(performance.now() - start).toBeLessThan(3000);
  expect(stderr.length).toBeLessThan(3000);
});

test('of many doubts the first are told, and how many there are', async () => {
  const names = Array.from(
    { length: 40 },
    (_, index) => `zzqxv${'abcdefghij'.charAt(index % 10)}${index}`,
  );
  const argv = ['call', '/service/tickets', '--fields', names.join(','), '--dry-run'];
  const { stderr } = await runCwm(argv);
  const lines = stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toBe('Warning: --fields: and 30 further doubts.');
});

test('a warning shows a long value in part', async () => {
  const text = `summary like "${'x'.repeat(50_000)}"`;
  const argv = ['call', '/service/tickets', '--conditions', text, '--dry-run', '--no-color'];
  const { stderr } = await runCwm(argv, { tty: true });
  expect(stderr.split('\n')[0]?.length).toBeLessThan(1000);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors/errors.js';
import { commandWords, splitLine, splitOpen } from '../../src/repl/split-line.js';
import { shellWord, type Shell } from '../../src/text/shell-words.js';

const shells: Shell[] = ['sh', 'powershell'];

describe('a line is split as the shell of the machine would', () => {
  test.each<[Shell, string, string[]]>([
    ['sh', '', []],
    ['sh', '  ', []],
    ['sh', 'search  close\ta', ['search', 'close', 'a']],
    ['sh', `--where 'status/name = "New"'`, ['--where', 'status/name = "New"']],
    ['sh', `'it'\\''s' "a \\"b\\" \\$c \\n"`, [`it's`, 'a "b" $c \\n']],
    ['sh', String.raw`a\ b C:\\temp \'`, ['a b', 'C:\\temp', `'`]],
    ['sh', `--set='a b'"c d"`, ['--set=a bc d']],
    ['sh', `'' ""`, ['', '']],
    ['sh', '$HOME * ~ `date`', ['$HOME', '*', '~', '`date`']],
    ['sh', 'call /x # what it does', ['call', '/x']],
    ['sh', 'a#b', ['a#b']],
    ['sh', 'a\\', ['a\\']],
    ['powershell', `'it''s' "say ""hi"""`, [`it's`, 'say "hi"']],
    ['powershell', String.raw`C:\temp\x "D:\y\"`, ['C:\\temp\\x', 'D:\\y\\']],
    ['powershell', 'a`"b "x`"y`n`$z" a` b', ['a"b', 'x"y\n$z', 'a b']],
    ['powershell', `‘summary = “x”’ “a ‘b’”`, ['summary = “x”', 'a ‘b’']],
    ['powershell', `'a“b’’c'`, ['a“b’c']],
  ])('%s: %s', (shell, line, words) => {
    expect(splitLine(line, shell).map(({ text }) => text)).toEqual(words);
  });

  test('each word says where it stands, its quotes included', () => {
    expect(splitLine(`call  '/a b'`, 'sh')).toEqual([
      { text: 'call', from: 0, to: 4 },
      { text: '/a b', from: 6, to: 12 },
    ]);
  });

  test.each(shells)('what cwm quotes for %s comes back', (shell) => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('a', ' ', `'`, '"', '\\', '`', '’', '“', '$', '#', '|', '>'),
      }),
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const line = words.map((one) => shellWord(one, shell)).join(' ');
        expect(splitLine(line, shell).map(({ text }) => text)).toEqual(words);
      }),
    );
  });
});

describe('what a session cannot do is refused with its place', () => {
  test.each([
    ['a | head', '|'],
    ['a > b.json', '>'],
    ['a >> b.json', '>>'],
    ['a >b.json', '>b.json'],
    ['a 2>&1', '2>&1'],
    ['a < b', '<'],
    ['a ; b', ';'],
    ['a && b', '&&'],
    ['a || b', '||'],
    ['a &', '&'],
  ])('%s', (line, operator) => {
    const { message, place, hint } = refusalOf(line);
    expect(message).toContain(`no ${operator}`);
    expect(line.slice(place?.start, place?.end)).toBe(operator);
    expect(hint).toBeTruthy();
  });

  test.each([`'|'`, `"a > b"`, '\\>', '\\;'])('%s is text', (line) => {
    expect(splitLine(line, 'sh')).toHaveLength(1);
  });

  test('a quote that is not closed', () => {
    const { message, place, hint } = refusalOf(`search it's broken`);
    expect(message).toBe('The quote at character 10 is not closed.');
    expect(place).toEqual({ text: `search it's broken`, start: 9, end: 10 });
    expect(hint).toContain("Close it with another '");
  });
});

describe('a line that is being written', () => {
  test.each<[string, string[], string, number, string | undefined]>([
    ['', [], '', 0, undefined],
    ['call ', ['call'], '', 5, undefined],
    ['call /ser', ['call'], '/ser', 5, undefined],
    [`call /x --where 'sta`, ['call', '/x', '--where'], 'sta', 16, `'`],
    [`call "a b" "c `, ['call', 'a b'], 'c ', 11, '"'],
    [`call 'x'`, ['call'], 'x', 5, undefined],
  ])('%s', (line, words, text, from, quote) => {
    const open = splitOpen(line, 'sh');
    expect(open.words.map((word) => word.text)).toEqual(words);
    expect(open.current).toEqual({ text, from, to: line.length });
    expect(open.quote).toBe(quote);
  });

  test.each(shells)('never throws for %s, and nothing of the line is lost', (shell) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        const { words, current } = splitOpen(line, shell);
        for (const { from, to } of [...words, current]) expect(from).toBeLessThanOrEqual(to);
        expect(current.to).toBe(line.length);
      }),
    );
  });
});

describe('a pasted command', () => {
  test.each<[Shell, string, string[]]>([
    ['sh', 'cwm search x', ['search', 'x']],
    ['sh', 'npx cwm search x', ['search', 'x']],
    ['sh', 'cwm-gateway search x', ['search', 'x']],
    ['powershell', 'cwm.cmd search x', ['search', 'x']],
    ['sh', 'search cwm', ['search', 'cwm']],
    ['sh', 'npx other', ['npx', 'other']],
    [
      'powershell',
      `'{"summary":"it''s"}' | cwm call POST '/service/tickets' -d - # in PowerShell 7 or newer`,
      ['call', 'POST', '/service/tickets', '-d', `{"summary":"it's"}`],
    ],
  ])('%s: %s', (shell, line, words) => {
    expect(commandWords(line, shell)).toEqual(words);
  });

  test('a pipe into another program stays refused', () => {
    expect(() => commandWords(`'x' | cwm call POST /x -d - | more`, 'powershell')).toThrow(
      UsageError,
    );
  });
});

function refusalOf(line: string): UsageError {
  try {
    splitLine(line, 'sh');
  } catch (error) {
    if (error instanceof UsageError) return error;
  }
  throw new Error(`not refused: ${line}`);
}

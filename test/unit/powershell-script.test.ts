import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { powershellScript } from '../../src/completion/powershell.js';
import { readScript, toRegExp, toReplacement, valueOfText } from '../support/powershell-text.js';
import { delivered } from '../support/windows-shells.js';
import { splitWindows } from '../support/windows-words.js';

const script = powershellScript({
  node: String.raw`C:\Program Files\nodejs\node.exe`,
  script: String.raw`C:\Users\Zoë O'Hara 😀\npm\cwm.js`,
});
const tokens = readScript(script);

describe('the script for PowerShell', () => {
  test('is whole: no text, comment or bracket is left open', () => {
    expect(() => readScript(script)).not.toThrow();
    expect(() => readScript(script.slice(0, -600))).toThrow('not closed');
  });

  test('is ASCII, whatever the folder of cwm is called', () => {
    expect(script).toMatch(/^[\t\n\x20-\x7e]*$/);
    expect(script).toContain(
      String.raw`('C:\Users\Zo' + [char]0x00eb + ' O''Hara ' + [char]0xd83d + '' + [char]0xde00 + '\npm\cwm.js')`,
    );
  });

  test('has nothing that Windows PowerShell does not know', () => {
    const code = tokens
      .filter(({ kind }) => kind === 'code' || kind === 'bracket')
      .map(({ written }) => written)
      .join('');
    expect(code).not.toMatch(/\?\?|&&|\|\||\s\?\s|\?\.|\bclean\b|ForEach-Object\s+-Parallel/);
  });

  test('uses no variable that nothing has set', () => {
    const strays = [...functionsOf(script)].flatMap(([name, text]) => {
      const used = readScript(text).filter(({ kind }) => kind === 'variable');
      const known = assignedIn(text);
      return used
        .map(({ written }) => written)
        .filter((written) => !known.has(written.toLowerCase()))
        .map((written) => `${name}: ${written}`);
    });
    expect(strays).toEqual([]);
  });

  test('names its functions as PowerShell names commands', () => {
    const verbs = ['ConvertTo', 'Start', 'Get', 'New', 'Register', 'Invoke'];
    for (const name of functionsOf(script).keys()) expect(verbs).toContain(name.split('-')[0]);
  });

  test('calls no function that it does not define', () => {
    const defined = [...functionsOf(script).keys()];
    const called = tokens.filter(({ written }) => /^[A-Z]\w+-Cwm\w*$/.test(written));
    expect(called.map(({ written }) => written).filter((name) => !defined.includes(name))).toEqual(
      [],
    );
  });
});

test('a word reaches cwm as it is, whatever stands in it', () => {
  const [plain, ...replacements] = textsOf('ConvertTo-CwmArgument').filter((text) => text !== '"');
  const [quote = '', escaped = '', end = '', doubled = ''] = replacements;
  const asArgument = (word: string) =>
    toRegExp(plain ?? '').test(word)
      ? word
      : `"${word.replaceAll(toRegExp(quote, 'g'), escaped).replaceAll(toRegExp(end, 'g'), doubled)}"`;
  const word = fc.oneof(
    fc.string({ unit: fc.constantFrom('\\', '"', ' ', 'a', "'", '{', '%', '$') }),
    fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
    fc.constantFrom('', '\\', '\\"', 'a\\', 'a b\\', '{"text":"Printer \\"x\\""}', 'a\n', 'id=1'),
  );
  fc.assert(
    fc.property(fc.array(word), (words) => {
      expect(splitWindows(words.map(asArgument).join(' '))).toEqual(words);
    }),
  );
});

test('a completion is read by PowerShell as the candidate that it is', () => {
  const [plain = '', quote = '', doubled = ''] = textsOf('New-CwmCompletion').filter((text) =>
    /[\\$^]/.test(text),
  );
  const completed = (text: string) =>
    toRegExp(plain).test(text)
      ? text
      : `'${text.replaceAll(toRegExp(quote, 'g'), toReplacement(doubled))}'`;
  const candidate = fc.oneof(
    fc.string({
      unit: fc.constantFrom(...'\'’ {}$@&(),;|<>#`"=~:/\\-+%a1'.split('')),
      minLength: 1,
    }),
    fc.constantFrom('/service/tickets/{id}', 'status/name = "In Progress"', "O'Brien", '--where'),
  );
  fc.assert(
    fc.property(candidate, (text) => {
      expect(delivered(`cwm ${completed(text)}`, 'node in PowerShell 7')).toEqual([text]);
    }),
  );
});

test.each([
  [['call', 'GET', '/service/tickets'], false],
  [['call', 'GET', '/service/tickets', '--order-by', 'id'], false],
  [['call', 'GET', '/service/tickets', '--no-input', '--only'], false],
  [['search', 'json', '--columns', 'id'], false],
  [['call', 'GET', '/service/tickets', '-o', 'csv'], true],
  [['call', 'GET', '/service/tickets', '-ojson'], true],
  [['call', 'GET', '/service/tickets', '--output=json'], true],
  [['call', 'GET', '/service/tickets', '--json'], true],
  [['call', 'GET', '/service/tickets', '--excel'], true],
  [['call', 'GET', '/service/tickets', '--output-file', 'tickets.csv'], true],
])('%j brings lines of text in place of objects: %s', (words, expected) => {
  const pattern = textsOf('Invoke-Cwm').find((text) => text.includes('output-file')) ?? '';
  expect(words.some((word) => toRegExp(pattern).test(word))).toBe(expected);
});

/** The values of the texts in a function, in order. */
function textsOf(name: string): string[] {
  return readScript(functionsOf(script).get(name) ?? '')
    .filter(({ kind }) => kind === 'text')
    .map(({ written }) => valueOfText(written));
}

/** The functions and what they consist of; the block that completes counts as one. */
function functionsOf(text: string): Map<string, string> {
  const starts = [...text.matchAll(/^(?:function ([\w-]+)|(Register-ArgumentCompleter).*) \{$/gm)];
  return new Map(
    starts.map(({ 0: head, 1: name, 2: block, index }) => {
      const end = text.indexOf('\n}\n', index);
      return [name ?? block ?? '', text.slice(index + head.length, end)];
    }),
  );
}

/** Variables that a function takes, sets or is given by PowerShell itself. */
function assignedIn(text: string): Set<string> {
  const own = [
    ...text.matchAll(/(\$\w+)\s*=[^=]/g),
    ...text.matchAll(/foreach \((\$\w+) in/g),
    ...text.matchAll(/(\$\w+), \$\w+ =/g),
    ...(/param\(([^)]*)\)/.exec(text)?.[1] ?? '').matchAll(/(\$\w+)/g),
  ].map(([, name = '']) => name.toLowerCase());
  const automatic = ['$_', '$null', '$true', '$false', '$args', '$input', '$global:lastexitcode'];
  return new Set([...own, ...automatic]);
}

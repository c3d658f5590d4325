import { Command } from 'commander';
import { expect, test } from 'vitest';
import { call } from '../../src/actions/call.js';
import { isSwitch, listFlags, repairArgv } from '../../src/cli/argv.js';
import { addGlobalOptions } from '../../src/cli/global-options.js';
import { UsageError } from '../../src/errors/errors.js';

test('every list of the call action is a list flag, and --columns', () => {
  const lists = Object.entries<{ kind: string }>(call.params)
    .filter(([, param]) => param.kind === 'list')
    .map(([name]) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  expect([...listFlags].sort()).toEqual([...lists, '--columns'].sort());
});

test('every flag without a value is known as one', () => {
  const { options } = addGlobalOptions(new Command());
  const ofAction = Object.entries<{ kind: string; default?: unknown }>(call.params)
    .filter(([, param]) => param.kind === 'boolean')
    .map(
      ([name, param]) =>
        `--${param.default === true ? 'no-' : ''}${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    );
  const ofAll = options.filter(({ required }) => !required).flatMap(({ long }) => long ?? []);
  expect([...ofAction, ...ofAll].filter((flag) => !isSwitch(flag))).toEqual([]);
});

test.each([
  ['--fields', ['id', 'summary', 'status/name'], 'id,summary,status/name'],
  ['--columns', ['id', 'company.name'], 'id,company.name'],
  ['--order-by', ['id desc', 'summary'], 'id desc,summary'],
  ['--order-by', ['id', 'desc'], 'id,desc'],
])('the words after %s that PowerShell split are one list again', (flag, words, joined) => {
  const before = ['call', 'GET', '/service/tickets', flag];
  expect(repairArgv([...before, ...words])).toEqual([...before, joined]);
});

test('a list ends at the next flag', () => {
  expect(
    repairArgv(['call', '/service/tickets', '--fields', 'id', 'summary', '--columns', 'a', 'b']),
  ).toEqual(['call', '/service/tickets', '--fields', 'id,summary', '--columns', 'a,b']);
});

test.each([
  [['call', '--fields', 'id', 'GET', '/service/tickets']],
  [['call', '--fields', 'id', 'service/tickets']],
  [['call', 'GET', '--fields', 'id', '/service/tickets']],
  [['call', '/service/tickets', '--fields', 'id,summary', 'rest']],
  [['call', '/service/tickets', '--fields', 'id', '--page', '2']],
  [['call', '/service/tickets', '--fields']],
  [['search', 'list', 'open', 'tickets']],
])('%j stays as it is', (argv) => {
  expect(repairArgv(argv)).toEqual(argv);
});

test.each([
  [['call', '-o', 'json', '--fields', 'id', 'service/tickets']],
  [['--profile', 'sandbox', 'call', '--fields', 'id', 'service/tickets']],
  [['call', 'GET', '--fields', 'id', 'service/tickets']],
])('a list before the path does not swallow it: %j', (argv) => {
  expect(repairArgv(argv)).toEqual(argv);
});

test('braces that PowerShell made a script block of are refused with their text', () => {
  const block = Buffer.from('id', 'utf16le').toString('base64');
  const argv = ['call', '/service/tickets/', '-encodedCommand', block, '-inputFormat', 'xml'];
  expect(() => repairArgv(argv)).toThrow(UsageError);
  expect(() => repairArgv(argv)).toThrow(
    'PowerShell took {id} for a script block and did not pass it on.',
  );
});

test('a script block is refused in any case, and without its text', () => {
  expect(() => repairArgv(['call', '-ENCODEDCOMMAND'])).toThrow(UsageError);
});

test.each([
  [['id,', 'summary'], 'id,summary'],
  [['id,', 'summary,', 'status/name'], 'id,summary,status/name'],
  [['id,'], 'id'],
])('a list typed with blanks after its commas is one list: %j', (words, joined) => {
  const before = ['call', 'GET', '/service/tickets', '--fields'];
  expect(repairArgv([...before, ...words, '--page', '2'])).toEqual([
    ...before,
    joined,
    '--page',
    '2',
  ]);
});

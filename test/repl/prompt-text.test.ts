import { expect, test } from 'vitest';
import { createContext } from '../../src/context.js';
import { ConfigError } from '../../src/errors/errors.js';
import { promptText } from '../../src/repl/prompt-text.js';
import { SessionFlags } from '../../src/repl/session-flags.js';
import { createStyle } from '../../src/terminal/style.js';
import { columnsOf } from '../../src/text/columns.js';
import { homeWith, profileAt } from '../support/profiles.js';

test.each([
  ['sandbox', false, 80, 'sandbox rw> '],
  ['acme@na.example.com', true, 80, 'acme@na.example.com read-only> '],
  [undefined, false, 80, 'no connection> '],
  ['acme-manufacturing@api-na.example.com', true, 60, 'acme-manufacturing@api-na... read-only> '],
  ['a\u001b[31mb\u202e', false, 80, String.raw`a^[[31mb\u202e rw> `],
  ['企業'.repeat(30), false, 60, `${'企業'.repeat(8)}... rw> `],
])('%s, read-only %s, at %i columns', async (name, readOnly, columns, prompt) => {
  const text = await shown(name, readOnly, columns);
  expect(text).toBe(prompt);
  expect(columnsOf(text)).toBeLessThanOrEqual((columns * 2) / 3);
});

test.each([
  [true, 'acme read-only> '],
  [false, 'acme rw> '],
])('a profile whose readOnly is %s shows it', async (readOnly, prompt) => {
  const home = homeWith({ acme: profileAt('http://127.0.0.1:9', { readOnly }) });
  const { connection, isReadOnly } = createContext({
    env: { CWM_HOME: home },
    signal: new AbortController().signal,
  });
  const session = { flags: new SessionFlags(['--profile', 'acme']), readOnly: false };
  const style = await plainStyle(80);
  expect(promptText(session, { connection, isReadOnly, style, columns: 80 })).toBe(prompt);
});

async function shown(name: string | undefined, readOnly: boolean, columns: number) {
  const style = await plainStyle(columns);
  const connection = () => {
    if (name === undefined) throw new ConfigError('none');
    return name;
  };
  const isReadOnly = () => false;
  const session = { flags: new SessionFlags([]), readOnly };
  return promptText(session, { connection, isReadOnly, style, columns });
}

async function plainStyle(columns: number) {
  return await createStyle({ isTerminal: false, columns, write: () => Promise.resolve() }, {});
}

import { expect, test } from 'vitest';
import { ConfigError } from '../../src/errors/errors.js';
import { promptText } from '../../src/repl/prompt-text.js';
import { SessionFlags } from '../../src/repl/session-flags.js';
import { createStyle } from '../../src/terminal/style.js';
import { columnsOf } from '../../src/text/columns.js';

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

async function shown(name: string | undefined, readOnly: boolean, columns: number) {
  const style = await createStyle(
    { isTerminal: false, columns, write: () => Promise.resolve() },
    {},
  );
  const connection = () => {
    if (name === undefined) throw new ConfigError('none');
    return name;
  };
  return promptText({ flags: new SessionFlags([]), readOnly }, { connection, style, columns });
}

import { expect, test } from 'vitest';
import { openLineTerminal } from '../support/line-terminal.js';
import { keys } from '../support/screen.js';

test('a choice may stand for nothing: that is no end of input', async () => {
  const { prompt, display, type } = openLineTerminal();
  const asked = prompt.select<string | undefined>('Which one', [
    { value: undefined, name: 'Back' },
  ]);
  await display.sees('Back');
  type(keys.enter);
  expect(await asked).toBe(undefined);
});

test('Ctrl-D leaves a question', async () => {
  const { prompt, display, type } = openLineTerminal();
  const asked = prompt.select('Which one', [{ value: 1, name: 'One' }]);
  const left = expect(asked).rejects.toThrow('Interrupted.');
  await display.sees('One');
  type(keys.ctrlD);
  await left;
});

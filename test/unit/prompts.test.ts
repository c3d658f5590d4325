import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { terminalPrompt, type Prompt } from '../../src/terminal/prompts.js';

/** A prompt that gets a key once its question stands there. */
function typing(key: string, question: string): Prompt {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  output.on('data', (chunk: Buffer) => {
    const stood = shown.includes(question);
    shown += chunk.toString();
    // The library listens for keys after it has drawn.
    if (!stood && shown.includes(question)) setImmediate(() => input.write(key));
  });
  return terminalPrompt(
    () => input,
    () => output,
    new AbortController().signal,
  );
}

test('a choice may stand for nothing: that is no end of input', async () => {
  const answer = await typing('\r', 'Which one').select<string | undefined>('Which one', [
    { value: undefined, name: 'Back' },
  ]);
  expect(answer).toBe(undefined);
});

test('Ctrl-D leaves a question', async () => {
  const asked = typing('\u0004', 'Which one').select('Which one', [{ value: 1, name: 'One' }]);
  await expect(asked).rejects.toThrow('Interrupted.');
});

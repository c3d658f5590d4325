import type { LineSession } from '../cli/session.js';
import { canAsk } from '../cli/can-ask.js';
import { runProgram, type Program } from '../cli/program.js';
import type { Context } from '../context.js';
import { exitCodes } from '../errors/exit-codes.js';
import type { SessionOptions } from '../services.js';
import { lineCompleter } from './complete.js';
import { splitLine } from './split-line.js';

/** Runs command lines until their end, each with `words` before its own. Returns the exit code. */
export async function runSession(
  words: readonly string[],
  options: SessionOptions,
  program: Program,
  context: Context,
): Promise<number> {
  const session: LineSession = {
    words,
    readOnly: options.readOnly,
    see: (result) => result,
    offer: () => Promise.resolve(),
  };
  const complete = lineCompleter(program.tree, [], context);
  let code: number = exitCodes.ok;
  if (!canAsk(context.io, { input: !words.includes('--no-input') })) return code;
  for (;;) {
    const answer = await context.prompt.line({
      prompt: 'cwm> ',
      history: [],
      complete,
    });
    if (answer.kind === 'end') return code;
    if (answer.kind === 'interrupted') continue;
    const argv = splitLine(answer.text, context.shell).map(({ text }) => text);
    if (argv.length === 0) continue;
    code = await context.within(session, async (line) => await runProgram(argv, program, line));
  }
}

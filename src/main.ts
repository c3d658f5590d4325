import { commands } from '../commands/index.js';
import { runProgram, type Program } from './cli/program.js';
import { createContext, type ContextOverrides } from './context.js';
import { version } from './version.js';

const program: Program = {
  tree: commands,
  version,
  async openSession(words, options, context) {
    const { runSession } = await import('./repl/repl.js');
    return await runSession(words, options, program, context);
  },
};

/** Runs one command line and returns its exit code. The bin and the tests call it. */
export async function main(
  argv: readonly string[],
  overrides: ContextOverrides = {},
): Promise<number> {
  const context = createContext(overrides);
  try {
    return await runProgram(argv, program, context);
  } finally {
    await context.close();
  }
}

/** Shows what nobody caught, a rejected promise included, in the form of every other error. Returns the exit code. */
export async function showUncaught(error: unknown, argv: readonly string[]): Promise<number> {
  const { showFailure } = await import('./cli/failure.js');
  return await showFailure(error, argv, createContext());
}

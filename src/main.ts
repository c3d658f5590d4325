import { commands } from '../commands/index.js';
import { runProgram } from './cli/program.js';
import { createContext, type ContextOverrides } from './context.js';
import { version } from './version.js';

/** Runs one command line and returns its exit code. The bin and the tests call it. */
export async function main(
  argv: readonly string[],
  overrides: ContextOverrides = {},
): Promise<number> {
  const context = createContext(overrides);
  try {
    return await runProgram(argv, { tree: commands, version }, context);
  } finally {
    await context.close();
  }
}

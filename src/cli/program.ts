import { Command as Commander, CommanderError } from 'commander';
import type { Context } from '../context.js';
import { cancelledBy, CwmError, UsageError } from '../errors/errors.js';
import { exitCodes } from '../errors/exit-codes.js';
import { ClosedPipe } from '../terminal/io.js';
import { repairArgv } from './argv.js';
import type { Command } from './define-command.js';
import { addGlobalOptions } from './global-options.js';
import { formatHelp } from './help.js';
import { refuseSwallowed } from './swallowed.js';
import type { Branch } from './tree.js';

export interface Program {
  tree: readonly Branch[];
  version: string;
}

/** Runs one command line to its exit code. Everything that fails on the way is shown here, in one form. */
export async function runProgram(
  argv: readonly string[],
  program: Program,
  context: Context,
): Promise<number> {
  const help = { out: '', err: '' };
  try {
    const root = createRoot(program, context, help, argv);
    if (argv.length === 0) {
      root.outputHelp({ error: true });
      await context.io.stderr.write(help.err).catch(() => undefined);
      return exitCodes.usage;
    }
    await parse(root, repairArgv(argv));
    if (help.out !== '') await context.io.stdout.write(help.out);
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof ClosedPipe) return exitCodes.ok;
    const isCancelled = context.signal.aborted && !(error instanceof CwmError);
    const { showFailure } = await import('./failure.js');
    return await showFailure(
      isCancelled ? cancelledBy(context.signal, { cause: error }) : error,
      argv,
      context,
    );
  }
}

async function parse(root: Commander, argv: readonly string[]): Promise<void> {
  try {
    await root.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return;
    if (error.code === 'commander.help') {
      throw new UsageError('A command is missing.', {
        hint: `The commands: ${['cwm', ...namedBranch(root, argv)].join(' ')} --help`,
        cause: error,
      });
    }
    throw new UsageError(sentence(error.message), {
      hint:
        error.code === 'commander.optionMissingArgument'
          ? `Give it a value. Windows PowerShell drops an empty one, and @ begins a file's name only in quotes: '@body.json'`
          : 'Options and examples: add --help',
      cause: error,
    });
  }
}

/** The words that lead to a branch of the tree; a flag's value is none of them. */
function namedBranch(root: Commander, argv: readonly string[]): string[] {
  const names: string[] = [];
  let branch = root;
  for (const word of argv) {
    const child = branch.commands.find((one) => one.name() === word);
    if (child === undefined) continue;
    names.push(word);
    branch = child;
  }
  return names;
}

function createRoot(
  { tree, version }: Program,
  context: Context,
  help: { out: string; err: string },
  argv: readonly string[],
): Commander {
  const { io } = context;
  const root = new Commander('cwm');
  root
    .description('Find, read and call the ConnectWise Manage (PSA) REST API.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ formatHelp })
    .configureOutput({
      writeOut: (text) => (help.out += text),
      writeErr: (text) => (help.err += text),
      outputError: () => undefined,
      getOutHelpWidth: () => io.stdout.columns,
      getErrHelpWidth: () => io.stderr.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText(
      'after',
      `\nTry it without an account:\n  cwm search "list open tickets"\n  cwm call GET /service/tickets --profile sandbox`,
    );
  addGlobalOptions(root);
  addBranches(root, tree, context, argv);
  return root;
}

/** Adds the commands; those of a group that nobody named are not made, since each costs start-up time. */
function addBranches(
  parent: Commander,
  branches: readonly Branch[],
  context: Context,
  argv: readonly string[],
): void {
  const loaders = new Map<Commander, () => Promise<void>>();
  for (const branch of branches) {
    const child = parent
      .command(branch.name, { hidden: branch.hidden === true })
      .description(branch.summary);
    if ('commands' in branch) {
      if (argv.includes(branch.name)) addBranches(child, branch.commands, context, argv);
    } else loaders.set(child, async () => configure(child, (await branch.load()).default, context));
  }
  parent.hook('preSubcommand', async (_parent, child) => await loaders.get(child)?.());
}

function configure(commander: Commander, command: Command, context: Context): void {
  command.configure(commander);
  commander.addHelpText(
    'after',
    `\nExamples:\n${command.examples.map((example) => `  ${example}`).join('\n')}\n\nOptions of every command (-o, --query, --profile …): cwm --help`,
  );
  commander.action(async () => {
    refuseSwallowed(commander);
    const { runCommand } = await import('./run-command.js');
    const flags = commander.optsWithGlobals();
    const given = Object.keys(flags).filter(
      (name) => commander.getOptionValueSourceWithGlobals(name) === 'cli',
    );
    await runCommand(command, commander.args, flags, given, context);
  });
}

/** commander's "error: unknown option '--x'" as a sentence of our own form. */
function sentence(message: string): string {
  const text = message
    .replace(/^error: /, '')
    .replace(/\n/g, ' ')
    .trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { Command as Commander, CommanderError } from 'commander';
import type { Context } from '../context.js';
import type { SessionOptions } from '../services.js';
import { cancelledBy, CwmError, UsageError } from '../errors/errors.js';
import { exitCodes } from '../errors/exit-codes.js';
import { ClosedPipe } from '../terminal/io.js';
import { flagOf } from '../text/flag.js';
import { repairArgv } from './argv.js';
import { canAsk } from './can-ask.js';
import type { Command } from './define-command.js';
import { addGlobalOptions, readGlobalOptions } from './global-options.js';
import { formatHelp } from './help.js';
import { refuseSwallowed } from './swallowed.js';
import type { Branch } from './tree.js';

export interface Program {
  tree: readonly Branch[];
  version: string;
  /** Runs command lines until their end, each with these words before its own; returns the exit code. */
  openSession: OpenSession;
}

export type OpenSession = (
  words: readonly string[],
  options: SessionOptions,
  context: Context,
) => Promise<number>;

/** What commander has done with a command line. */
interface Outcome {
  out: string;
  err: string;
  exitCode: number;
  /** What was run; undefined where the words named no command. */
  ran: { command: string; flags: readonly string[] } | undefined;
}

/** Runs one command line to its exit code. Everything that fails on the way is shown here, in one form. */
export async function runProgram(
  argv: readonly string[],
  program: Program,
  context: Context,
): Promise<number> {
  const began = Date.now();
  const outcome: Outcome = { out: '', err: '', exitCode: exitCodes.ok, ran: undefined };
  const exit = await runWords(argv, program, context, outcome);
  // Help and version are worth no line, and neither is reading the settings for one.
  const isNoted = outcome.ran !== undefined || exit !== exitCodes.ok;
  const log = isNoted ? await context.log().catch(() => undefined) : undefined;
  if (log !== undefined) {
    const { noteRun } = await import('./note-run.js');
    const ran = outcome.ran ?? { command: '', flags: [] };
    const { version } = program;
    await noteRun(log, { version, ...ran, exit, ms: Date.now() - began }, argv, context);
  }
  return exit;
}

async function runWords(
  argv: readonly string[],
  program: Program,
  context: Context,
  outcome: Outcome,
): Promise<number> {
  const words = [...(context.session?.words ?? []), ...argv];
  try {
    const root = createRoot(program, context, outcome, words);
    const isPerson = () => canAsk(context.io, { input: !words.includes('--no-input') });
    if (argv.length === 0) {
      if (isPerson()) return await program.openSession([], everyLine, context);
      root.outputHelp({ error: true });
      await context.io.stderr.write(outcome.err).catch(() => undefined);
      return exitCodes.usage;
    }
    const given = [...(context.session?.words ?? []), ...repairArgv(argv)];
    const isCommand = await parse(root, given, () => context.session === undefined && isPerson());
    if (!isCommand) {
      readGlobalOptions(root.opts());
      return await program.openSession(globalWords(root), everyLine, context);
    }
    if (outcome.out !== '') await context.io.stdout.write(outcome.out);
    return outcome.exitCode;
  } catch (thrown) {
    const isCancelled = context.signal.aborted && !(thrown instanceof CwmError);
    const error = isCancelled ? cancelledBy(context.signal, { cause: thrown }) : thrown;
    context.session?.fail(error);
    if (error instanceof ClosedPipe) return exitCodes.ok;
    if (program.tree.some((branch) => branch.name === argv[0] && 'silent' in branch))
      return exitCodes.ok;
    const { showFailure } = await import('./failure.js');
    return await showFailure(error, words, context);
  }
}

/** A session on a terminal goes on after what fails. */
const everyLine: SessionOptions = { failFast: false, readOnly: false };

/** Gives false for options alone, as in `cwm --profile sandbox`, where a session can be opened with them. */
async function parse(
  root: Commander,
  argv: readonly string[],
  mayLackCommand: () => boolean,
): Promise<boolean> {
  try {
    await root.parseAsync(argv, { from: 'user' });
    return true;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return true;
    if (error.code === 'commander.help') {
      if (root.args.length === 0 && mayLackCommand()) return false;
      throw new UsageError('A command is missing.', {
        hint: `The commands: ${['cwm', ...namedBranch(root, argv)].join(' ')} --help`,
        cause: error,
      });
    }
    const isUnknown =
      error.code === 'commander.unknownCommand' && !/did you mean/i.test(error.message);
    const { lookFor } = await import('./unknown-command.js');
    throw new UsageError(sentence(error.message), {
      hint:
        (isUnknown ? lookFor(root.args) : undefined) ??
        (error.code === 'commander.optionMissingArgument'
          ? `Give it a value. Windows PowerShell drops an empty one, and @ begins a file's name only in quotes: '@body.json'`
          : 'Options and examples: add --help'),
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
  program: Program,
  context: Context,
  outcome: Outcome,
  argv: readonly string[],
): Commander {
  const { tree, version } = program;
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
      writeOut: (text) => (outcome.out += text),
      writeErr: (text) => (outcome.err += text),
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
  const use: Use = async (commander, command) => {
    const flags = givenFlags(commander);
    outcome.ran = {
      command: pathOf(commander),
      flags: flags.map((name) => written(name, commander)),
    };
    outcome.exitCode = await runCommander(commander, command, flags, program, context);
  };
  addBranches(root, neededOf(tree, argv), use, argv);
  return root;
}

/** The commands that a command line can be about, since making each costs start-up time: the one that it begins with, or any. */
function neededOf(tree: readonly Branch[], [first]: readonly string[]): readonly Branch[] {
  if (first === '--version') return [];
  const named = tree.find(({ name }) => name === first);
  return named === undefined ? tree : [named];
}

type Use = (commander: Commander, command: Command) => Promise<void>;

/** Adds the commands; those of a group that nobody named are not made, since each costs start-up time. */
function addBranches(
  parent: Commander,
  branches: readonly Branch[],
  use: Use,
  argv: readonly string[],
): void {
  const loaders = new Map<Commander, () => Promise<void>>();
  for (const branch of branches) {
    const child = parent
      .command(branch.name, { hidden: branch.hidden === true })
      .description(branch.summary);
    if ('commands' in branch) {
      if (argv.includes(branch.name)) addBranches(child, branch.commands, use, argv);
    } else loaders.set(child, async () => configure(child, (await branch.load()).default, use));
  }
  parent.hook('preSubcommand', async (_parent, child) => await loaders.get(child)?.());
}

function configure(commander: Commander, command: Command, use: Use): void {
  command.configure(commander);
  commander.addHelpText(
    'after',
    `\nExamples:\n${command.examples.map((example) => `  ${example}`).join('\n')}\n\nOptions of every command (-o, --query, --profile …): cwm --help`,
  );
  commander.action(async () => {
    await use(commander, command);
  });
}

async function runCommander(
  commander: Commander,
  command: Command,
  given: readonly string[],
  { openSession }: Program,
  context: Context,
): Promise<number> {
  refuseSwallowed(commander);
  const { runCommand } = await import('./run-command.js');
  const flags = commander.optsWithGlobals();
  const session =
    context.session === undefined
      ? async (options: SessionOptions) =>
          await openSession(globalWords(commander), options, context)
      : undefined;
  return await runCommand(command, commander.args, flags, given, context, session);
}

/** Names of the flags that were written. */
function givenFlags(commander: Commander): string[] {
  return Object.keys(commander.optsWithGlobals()).filter(
    (name) => commander.getOptionValueSourceWithGlobals(name) === 'cli',
  );
}

/** A flag by the name that it was written with. */
function written(name: string, commander: Commander): string {
  const value: unknown = commander.optsWithGlobals()[name];
  return value === false ? flagOf(name).replace('--', '--no-') : flagOf(name);
}

/** The words that name a command. */
function pathOf(commander: Commander): string {
  const { parent } = commander;
  if (parent === null) return '';
  return [pathOf(parent), commander.name()].filter((word) => word !== '').join(' ');
}

/** The options of every command that a command line gave, as words. */
function globalWords(commander: Commander): string[] {
  let root = commander;
  while (root.parent !== null) root = root.parent;
  return root.options.flatMap((option) => {
    const name = option.attributeName();
    if (root.getOptionValueSource(name) !== 'cli') return [];
    const value: unknown = root.getOptionValue(name);
    const flag = option.long ?? option.flags;
    return typeof value === 'string' ? [flag, value] : [flag];
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

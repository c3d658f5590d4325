import { Command as Commander, CommanderError } from 'commander';
import type { Context } from '../context.js';
import { CancelledError, UsageError } from '../errors/errors.js';
import { exitCodes } from '../errors/exit-codes.js';
import { presentError } from '../errors/present.js';
import { ClosedPipe } from '../terminal/io.js';
import { createStyle } from '../terminal/style.js';
import { repairArgv } from './argv.js';
import { readJson, readSource } from './data.js';
import type { Command } from './define-command.js';
import { addGlobalOptions, readGlobalOptions } from './global-options.js';
import { createApproval, createReport } from './report.js';
import { showResult } from './show.js';
import type { Branch } from './tree.js';

export interface Program {
  tree: readonly Branch[];
  version: string;
}

/** Runs one command line to its exit code. Everything that fails on the way is shown here, in one form. */
export async function runProgram(argv: readonly string[], program: Program, context: Context): Promise<number> {
  const help = { out: '', err: '' };
  try {
    const root = createRoot(program, context, help);
    if (argv.length === 0) {
      await context.io.stderr.write(root.helpInformation());
      return exitCodes.usage;
    }
    await parse(root, repairArgv(argv), help);
    if (help.out !== '') await context.io.stdout.write(help.out);
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof ClosedPipe) return exitCodes.ok;
    return await fail(context.signal.aborted ? cancelledBy(context.signal, error) : error, argv, context);
  }
}

async function parse(root: Commander, argv: readonly string[], help: { err: string }): Promise<void> {
  try {
    await root.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return;
    // A group without its command shows the group's help.
    if (error.code === 'commander.help') throw new UsageError('A command is missing.', { hint: help.err.trimEnd(), cause: error });
    throw new UsageError(sentence(error.message), { hint: 'Options and examples: add --help', cause: error });
  }
}

function createRoot({ tree, version }: Program, context: Context, help: { out: string; err: string }): Commander {
  const { io, env } = context;
  const root = new Commander('cwm');
  root
    .description('Find, read and call the ConnectWise Manage (PSA) REST API.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print help')
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => (help.out += text),
      writeErr: (text) => (help.err += text),
      outputError: () => undefined,
      getOutHelpWidth: () => io.stdout.columns,
      getErrHelpWidth: () => io.stderr.columns,
      getOutHasColors: () => createStyle(io.stdout, env).level > 0,
      getErrHasColors: () => false,
    })
    .addHelpText('after', `\nTry it without an account:\n  cwm search "list open tickets"\n  cwm call GET /service/tickets --profile sandbox`);
  addGlobalOptions(root);
  addBranches(root, tree, context);
  return root;
}

function addBranches(parent: Commander, branches: readonly Branch[], context: Context): void {
  const loaders = new Map<Commander, () => Promise<void>>();
  for (const branch of branches) {
    const child = parent.command(branch.name, { hidden: branch.hidden === true }).description(branch.summary);
    if ('commands' in branch) addBranches(child, branch.commands, context);
    else loaders.set(child, async () => configure(child, (await branch.load()).default, context));
  }
  parent.hook('preSubcommand', async (_parent, child) => await loaders.get(child)?.());
}

function configure(commander: Commander, command: Command, context: Context): void {
  command.configure(commander);
  commander.addHelpText('after', `\nExamples:\n${command.examples.map((example) => `  ${example}`).join('\n')}\n\nOptions of every command (-o, --query, --profile …): cwm --help`);
  commander.action(async () => await runCommand(command, commander.args, commander.optsWithGlobals(), context));
}

async function runCommand(command: Command, words: readonly string[], flags: Record<string, unknown>, context: Context): Promise<void> {
  const options = readGlobalOptions(flags);
  const json: Record<string, unknown> = {};
  for (const name of command.json) {
    if (typeof flags[name] === 'string') json[name] = await readJson(flags[name], `--${name}`, context);
  }
  const raw = { ...command.gather(words, flags), ...json };
  const { source } = command;
  if (source !== undefined && (raw[source] === undefined || raw[source] === '-')) raw[source] = await readStdin(source, context);
  const prepared = command.prepare(raw);
  const report = createReport(context, options);
  const services = context.services({ profile: options.profile, report, approve: createApproval(context, options, report) });
  try {
    const result = await prepared.run(services);
    await report.flush();
    await showResult(result, command.view, options, context);
    if (result.kind === 'none') report.note(result.note);
  } finally {
    await report.flush();
  }
}

async function readStdin(name: string, context: Context): Promise<string> {
  if (context.io.stdin.isTerminal) throw new UsageError(`The ${name} is missing.`, { hint: 'Give it as a word, or pipe it into the command.' });
  return await readSource('-', name, context);
}

/** Shows an error: lines for people, and for programs the envelope as the last line of standard error. */
async function fail(error: unknown, argv: readonly string[], context: Context): Promise<number> {
  const { io, env, redact } = context;
  const { exitCode, lines, envelope } = presentError(error, { redact, debug: argv.includes('--debug') });
  const wantsJson = argv.includes('--json') || argv.some((word, index) => /^(?:-o|--output)$/.test(argv[index - 1] ?? '') && /^(?:nd)?json$/i.test(word)) || argv.some((word) => /^(?:-o|--output=)(?:nd)?json$/i.test(word));
  const style = createStyle(io.stderr, env, !argv.includes('--no-color'));
  const [first = '', ...rest] = lines;
  const text = [style.red(first), ...rest].join('\n');
  const machine = wantsJson || !io.stderr.isTerminal ? `${envelope}\n` : '';
  await io.stderr.write(`${text}\n${machine}`).catch(() => undefined);
  const file = errorFile(argv) ?? env['CWM_ERROR_FILE'];
  if (file !== undefined && file !== '') {
    const { writeFile } = await import('node:fs/promises');
    await writeFile(file, `${envelope}\n`).catch(async (problem: unknown) => {
      await io.stderr.write(`The error file ${file} could not be written: ${String(problem)}\n`).catch(() => undefined);
    });
  }
  return exitCode;
}

function errorFile(argv: readonly string[]): string | undefined {
  const at = argv.indexOf('--error-file');
  return at === -1 ? argv.find((word) => word.startsWith('--error-file='))?.slice('--error-file='.length) : argv[at + 1];
}

function cancelledBy(signal: AbortSignal, error: unknown): unknown {
  if (error instanceof CancelledError) return error;
  return new CancelledError(signal.reason === 'SIGTERM' || signal.reason === 'SIGHUP' ? 'SIGTERM' : 'SIGINT', { cause: error });
}

/** commander's "error: unknown option '--x'" as a sentence of our own form. */
function sentence(message: string): string {
  const text = message.replace(/^error: /, '').replace(/\n/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

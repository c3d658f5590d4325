import { join } from 'node:path';
import { canAsk } from '../cli/can-ask.js';
import type { Program } from '../cli/program.js';
import { createReport, type CliReport } from '../cli/report.js';
import type { Context } from '../context.js';
import { cancelledBy } from '../errors/errors.js';
import { exitCodes } from '../errors/exit-codes.js';
import type { SessionOptions } from '../services.js';
import type { LineOptions } from '../terminal/read-line.js';
import { createStyle } from '../terminal/style.js';
import { lineCompleter } from './complete.js';
import { dotBranches } from './dot-commands.js';
import { History } from './history.js';
import { pipedLines } from './piped-lines.js';
import { promptText } from './prompt-text.js';
import { lineRunner, type RunLine } from './run-line.js';
import { holdsSecret } from './secret-line.js';
import { Session } from './session.js';
import { SessionFlags } from './session-flags.js';

/** Runs command lines until their end, each with `words` before its own. Returns the exit code. */
export async function runSession(
  words: readonly string[],
  options: SessionOptions,
  program: Program,
  context: Context,
): Promise<number> {
  const flags = new SessionFlags(words);
  // What is not set up yet can wait for the line that needs it; a name that is wrong cannot.
  if (flags.profile !== undefined) context.connection(flags.profile);
  const report = await createReport(context, {
    quiet: flags.has('--quiet'),
    color: !flags.has('--no-color'),
    debug: false,
    output: undefined,
    include: false,
  });
  const session = new Session({ flags, readOnly: options.readOnly, say: report.note });
  const dots = dotBranches({ session, context });
  const run = lineRunner(session, { ...program, tree: [...program.tree, ...dots] }, context);
  const isPerson = canAsk(context.io, { input: !flags.has('--no-input') });
  return isPerson
    ? await converse(
        session,
        options,
        { run, complete: lineCompleter(program.tree, dots, context) },
        report,
        context,
      )
    : await readPipe(session, options, run, context);
}

/** Lines that a person types. */
async function converse(
  session: Session,
  { failFast }: SessionOptions,
  { run, complete }: { run: RunLine; complete: LineOptions['complete'] },
  report: CliReport,
  context: Context,
): Promise<number> {
  const { io, env, connection, isReadOnly } = context;
  const style = await createStyle(io.stderr, env, !session.flags.has('--no-color'));
  const history = new History(historyFile(context), report.warn);
  await run('.welcome');
  let code: number = exitCodes.ok;
  while (!session.isOver) {
    await report.flush();
    const answer = await context.prompt.line({
      prompt: promptText(session, { connection, isReadOnly, style, columns: io.stderr.columns }),
      history: history.lines,
      complete,
      ...session.takeDraft(),
    });
    throwIfEnded(context.signal);
    if (answer.kind === 'end') break;
    if (answer.kind === 'interrupted' || answer.text.trim() === '') continue;
    const { text } = answer;
    const isSecret = holdsSecret(text, context.shell, context.redact);
    if (!isSecret && !/^\s/.test(text)) history.add(text);
    code = (await run(text, { isSecret })) ?? code;
    if (context.signal.aborted && wasTold(code)) break;
    throwIfEnded(context.signal);
    if (failFast && code !== exitCodes.ok) break;
  }
  await report.flush();
  return code;
}

/** Lines that come from a pipe or a file. */
async function readPipe(
  session: Session,
  { failFast }: SessionOptions,
  run: RunLine,
  context: Context,
): Promise<number> {
  let code: number = exitCodes.ok;
  let number = 0;
  for await (const text of pipedLines(context.io, context.signal)) {
    number++;
    code = (await run(text, { label: `line ${number}` })) ?? code;
    if (context.signal.aborted && wasTold(code)) break;
    throwIfEnded(context.signal);
    // Ctrl-C means all that was to come.
    if (session.isOver || code === exitCodes.cancelled) break;
    if (failFast && code !== exitCodes.ok) break;
  }
  return code;
}

/** The process was asked to end, by more than a key. */
function throwIfEnded(signal: AbortSignal): void {
  if (signal.aborted) throw cancelledBy(signal);
}

/** The line that was under way has said that the process was asked to end. */
function wasTold(code: number): boolean {
  return code === exitCodes.terminated || code === exitCodes.cancelled;
}

/** Undefined where nothing is remembered. */
function historyFile({ remembers, paths }: Context): string | undefined {
  return remembers ? join(paths().state, 'history') : undefined;
}

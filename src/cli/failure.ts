import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Context } from '../context.js';
import { presentError } from '../errors/present.js';
import { createStyle } from '../terminal/style.js';
import { asciiJson, inertText } from '../text/sanitize.js';
import type { GlobalOptions } from './global-options.js';

/**
 * Shows an error and returns the exit code: lines for people, and for programs the envelope as the last line
 * of standard error. Reads the few flags it needs from the words themselves, since parsing may be what failed.
 */
export async function showFailure(
  error: unknown,
  argv: readonly string[],
  context: Context,
): Promise<number> {
  const { io, env } = context;
  const { exitCode, shown, envelope } = await linesFor(error, context, {
    debug: argv.includes('--debug'),
    color: !argv.includes('--no-color'),
  });
  const file = valueOf(argv, '--error-file') ?? env['CWM_ERROR_FILE'];
  if (file !== undefined && file !== '') {
    await writeFile(resolve(context.cwd, file), `${envelope}\n`).catch((problem: unknown) => {
      shown.push(inertText(`The error file ${file} could not be written: ${String(problem)}`));
    });
  }
  const ascii =
    context.platform === 'win32' && !io.stderr.isTerminal && !argv.includes('--no-ascii');
  if (wantsJson(argv) || !io.stderr.isTerminal) shown.push(ascii ? asciiJson(envelope) : envelope);
  await io.stderr.write(`${shown.join('\n')}\n`).catch(() => undefined);
  return exitCode;
}

/** Shows an error to a person who can do something about it. */
export async function showToPerson(
  error: unknown,
  options: Pick<GlobalOptions, 'debug' | 'color'>,
  context: Context,
): Promise<number> {
  const { exitCode, shown } = await linesFor(error, context, options);
  await context.io.stderr.write(`${shown.join('\n')}\n`);
  return exitCode;
}

async function linesFor(
  error: unknown,
  context: Context,
  { debug, color }: Pick<GlobalOptions, 'debug' | 'color'>,
): Promise<{ exitCode: number; shown: string[]; envelope: string }> {
  const {
    io: { stderr },
    env,
    redact,
    session,
  } = context;
  const { code, message, exitCode, lines, envelope } = presentError(error, {
    redact,
    debug,
    columns: stderr.columns,
  });
  await noteError(context, code, message);
  const style = await createStyle(stderr, env, color);
  const [first = '', ...rest] = lines;
  const label = session?.label;
  const head = label === undefined ? first : `${label}: ${first}`;
  return { exitCode, shown: [style.red(head), ...rest], envelope };
}

function wantsJson(argv: readonly string[]): boolean {
  const format =
    valueOf(argv, '--output') ??
    valueOf(argv, '-o') ??
    argv.findLast((word) => /^-o./.test(word))?.slice(2);
  return argv.includes('--json') || /^(?:nd)?json$/i.test(format ?? '');
}

function valueOf(argv: readonly string[], flag: string): string | undefined {
  const at = argv.lastIndexOf(flag);
  return at === -1
    ? argv.findLast((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1)
    : argv[at + 1];
}

/** A log that cannot be opened is no reason to keep silent about what went wrong. */
async function noteError({ log }: Context, code: string, message: string): Promise<void> {
  const file = await log().catch(() => undefined);
  file?.write({ kind: 'error', code, message });
}

import { resolve } from 'node:path';
import type { Result } from '../actions/define.js';
import type { Context } from '../context.js';
import { UsageError } from '../errors/errors.js';
import type { RenderOptions, View } from '../output/render.js';
import { createStyle } from '../terminal/style.js';
import { inertText } from '../text/sanitize.js';
import type { AnswerKind, Report } from '../services.js';
import type { GlobalOptions } from './global-options.js';
import type { CliReport } from './report.js';
import type { Output } from '../terminal/io.js';

/** Where a result will go, made ready before the action runs: what cannot be shown must not be sent. */
export interface Showing {
  /** Throws where an answer of this kind has no place there. */
  expect: (answer: AnswerKind) => void;
  show: (result: Result, view: View) => Promise<void>;
  /** Removes what was begun; an older file stays as it was. */
  discard: () => Promise<void>;
}

/**
 * Checks how the result is wanted, and opens the file it shall go to. What is timeless needs no zone: neither settings
 * nor variables that are wrong about it are in its way.
 */
export async function prepareShowing(
  options: GlobalOptions,
  context: Context,
  report: CliReport,
  isTimeless = false,
): Promise<Showing> {
  if (options.query !== undefined) {
    const { checkQuery } = await import('../output/query.js');
    checkQuery(options.query);
  }
  const rendering = await renderOptions(options, context, isTimeless);
  if (options.outputFile !== undefined) {
    const path = resolve(context.cwd, options.outputFile);
    const { isFolderTarget } = await import('../output/file.js');
    return (await isFolderTarget(path, options.outputFile))
      ? toFolder(path, report)
      : await toFile(path, options.outputFile, rendering, report);
  }
  return {
    expect: () => undefined,
    async show(result, view) {
      if (result.kind === 'bytes' && rendering.terminal) {
        if (result.contentType.startsWith('text/')) {
          await context.io.stdout.write(`${inertText(new TextDecoder().decode(result.bytes))}\n`);
          return;
        }
        throw new UsageError(
          `The answer is not text (${result.contentType}), so it is not shown on a terminal.`,
          { hint: 'It was received; to keep it write it to a file: --output-file <path>' },
        );
      }
      const { render } = await import('../output/render.js');
      await render(result, view, rendering, toTerminal(context, report));
    },
    discard: () => Promise.resolve(),
  };
}

/** Standard output; on a terminal the progress, which stands on the same line, goes away first. */
function toTerminal({ io: { stdout } }: Context, report: CliReport): Pick<Output, 'write'> {
  if (!stdout.isTerminal) return stdout;
  return {
    async write(chunk) {
      await report.flush();
      await stdout.write(chunk);
    },
  };
}

/** A document into a folder, named by the server; a person is told how. */
function toFolder(folder: string, report: Report): Showing {
  const refused = () =>
    new UsageError(`${folder} is a folder.`, {
      hint: 'Give the name of a file. Only a document brings a name of its own.',
    });
  return {
    expect(answer) {
      if (answer === 'records') throw refused();
    },
    async show(result) {
      if (result.kind === 'none') return;
      if (result.kind !== 'bytes') throw refused();
      const { writeIntoFolder } = await import('../output/file.js');
      report.note(`Written to ${await writeIntoFolder(folder, result.name, result.bytes)}`);
    },
    discard: () => Promise.resolve(),
  };
}

/** A result into a file; a person, who sees nothing of it, is told. */
async function toFile(
  path: string,
  written: string,
  rendering: RenderOptions,
  report: Report,
): Promise<Showing> {
  const { openFileOutput } = await import('../files/file-output.js');
  const file = await openFileOutput(path);
  return {
    expect: () => undefined,
    async show(result, view) {
      // Nothing came: an older file must not pass for the answer.
      if (result.kind === 'none') {
        await file.commit();
        return;
      }
      const { render } = await import('../output/render.js');
      // Excel takes a CSV file for UTF-8 only when it begins with a byte order mark.
      if (rendering.format === 'csv' && !rendering.excel && result.kind !== 'bytes')
        await file.write('\ufeff');
      await render(result, view, rendering, file);
      await file.commit();
      report.note(`Written to ${written}`);
    },
    discard: file.discard,
  };
}

async function renderOptions(
  options: GlobalOptions,
  context: Context,
  isTimeless: boolean,
): Promise<RenderOptions> {
  const { io, env, platform } = context;
  // A zone that was asked for and does not exist is refused even where no time is shown.
  if (options.tz !== undefined || (!isTimeless && env['CWM_TZ'] !== undefined))
    context.zone(options.tz, options.profile);
  const inFile = options.outputFile !== undefined;
  const terminal = io.stdout.isTerminal && !inFile;
  return {
    format: options.output ?? (terminal ? 'table' : 'json'),
    query: options.query,
    columns: options.columns,
    // Windows PowerShell decodes a pipe with the console's code page; ASCII survives every one.
    ascii: platform === 'win32' && !io.stdout.isTerminal && !inFile && options.ascii,
    rawCsv: options.rawCsv,
    excel: options.excel,
    terminal,
    width: io.stdout.columns,
    // Asking the machine takes milliseconds: only for what shows times.
    get zone() {
      return isTimeless ? 'UTC' : context.zone(options.tz, options.profile);
    },
    get locale() {
      return context.locale();
    },
    shell: context.shell,
    style: await createStyle({ ...io.stdout, isTerminal: terminal }, env, options.color),
  };
}

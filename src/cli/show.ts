import type { Result } from '../actions/define.js';
import type { Context } from '../context.js';
import { UsageError } from '../errors/errors.js';
import type { View } from '../output/render.js';
import { createStyle } from '../terminal/style.js';
import type { GlobalOptions } from './global-options.js';

/** Writes a result to standard output, or to the file that was asked for. */
export async function showResult(
  result: Result,
  view: View,
  options: GlobalOptions,
  context: Context,
): Promise<void> {
  const { io, env, platform } = context;
  const toFile = options.outputFile !== undefined;
  const terminal = io.stdout.isTerminal && !toFile;
  if (result.kind === 'bytes' && terminal) {
    throw new UsageError(`The answer is not text (${result.contentType}).`, {
      hint: 'Write it to a file: --output-file <path>',
    });
  }
  const format = options.output ?? (terminal ? 'table' : 'json');
  const renderOptions = {
    format,
    query: options.query,
    columns: options.columns,
    // Windows PowerShell decodes a pipe with the console's code page; ASCII survives every one.
    ascii: platform === 'win32' && !io.stdout.isTerminal && !toFile && options.ascii,
    rawCsv: options.rawCsv,
    terminal,
    width: io.stdout.columns,
    style: await createStyle(
      toFile ? { ...io.stdout, isTerminal: false } : io.stdout,
      env,
      options.color,
    ),
  };
  const { render } = await import('../output/render.js');
  if (!toFile) {
    await render(result, view, renderOptions, io.stdout);
    return;
  }
  const { openFileOutput } = await import('../output/file.js');
  const file = await openFileOutput(options.outputFile ?? '');
  try {
    // Excel takes a CSV file for UTF-8 only when it begins with a byte order mark.
    if (format === 'csv' && result.kind !== 'bytes') await file.write('\ufeff');
    await render(result, view, renderOptions, file);
  } catch (error) {
    await file.discard();
    throw error;
  }
  await file.commit();
}

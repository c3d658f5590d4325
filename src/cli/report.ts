import type { Context } from '../context.js';
import type { Report } from '../services.js';
import { inertText } from '../text/sanitize.js';
import { createStyle } from '../terminal/style.js';
import type { GlobalOptions } from './global-options.js';

export interface CliReport extends Report {
  /** Resolves when everything said so far has been written. */
  flush: () => Promise<void>;
}

/** Notices on standard error: warnings always, notes and progress for a person at a terminal. */
export async function createReport(
  context: Context,
  options: Pick<GlobalOptions, 'quiet' | 'color' | 'debug' | 'output' | 'include'>,
): Promise<CliReport> {
  const { stderr } = context.io;
  const isPerson = stderr.isTerminal && !options.quiet;
  // Rows that scroll by on the same terminal show the progress themselves.
  const isWatched =
    isPerson && (!context.io.stdout.isTerminal || (options.output ?? 'table') === 'table');
  let written = Promise.resolve();
  let progressShown = false;
  const say = (text: string) => {
    const clear = progressShown ? '\r\u001b[K' : '';
    progressShown = false;
    written = written.then(() => stderr.write(`${clear}${text}`)).catch(() => undefined);
  };
  const style = await createStyle(stderr, context.env, options.color);
  return {
    warn(text) {
      if (!options.quiet) say(`${style.yellow('Warning:')} ${inertText(context.redact(text))}\n`);
    },
    note(text) {
      if (isPerson) say(`${style.dim(inertText(context.redact(text)))}\n`);
    },
    log(text) {
      say(`${inertText(context.redact(text))}\n`);
    },
    ...(options.debug
      ? { debug: (text: string) => say(`${style.dim(inertText(context.redact(text)))}\n`) }
      : {}),
    ...(options.include
      ? { answerHead: (text: string) => say(`${inertText(context.redact(text))}\n\n`) }
      : {}),
    isWatched,
    progress(step, done) {
      if (!isWatched) return;
      say(`${done === undefined ? '' : `${Math.round(done * 100)} % `}${step}`);
      progressShown = true;
    },
    async flush() {
      if (progressShown) say('');
      await written;
    },
  };
}

import type { Context } from '../context.js';
import type { Report, WritePlan } from '../services.js';
import { RefusedError } from '../errors/errors.js';
import { inertText } from '../text/sanitize.js';
import { createStyle } from '../terminal/style.js';
import type { GlobalOptions } from './global-options.js';

export interface CliReport extends Report {
  /** Resolves when everything said so far has been written. */
  flush: () => Promise<void>;
}

/** Notices on standard error: warnings always, notes and progress for a person at a terminal. */
export function createReport(context: Context, options: Pick<GlobalOptions, 'quiet' | 'color'>): CliReport {
  const { stderr } = context.io;
  const isPerson = stderr.isTerminal && !options.quiet;
  let written = Promise.resolve();
  let progressShown = false;
  const say = (text: string) => {
    const clear = progressShown ? '\r\u001b[K' : '';
    progressShown = false;
    written = written.then(() => stderr.write(`${clear}${text}`)).catch(() => undefined);
  };
  const style = createStyle(stderr, context.env, options.color);
  return {
    warn(text) {
      if (!options.quiet) say(`${style.yellow('Warning:')} ${inertText(context.redact(text))}\n`);
    },
    note(text) {
      if (isPerson) say(`${style.dim(inertText(context.redact(text)))}\n`);
    },
    progress(step, done) {
      if (!isPerson) return;
      say(`${Math.round(done * 100)} % ${step}${done >= 1 ? '\n' : ''}`);
      progressShown = done < 1;
    },
    async flush() {
      if (progressShown) say('');
      await written;
    },
  };
}

/** Approval of a write: `--yes`, else a question on a terminal, else refusal. */
export function createApproval(context: Context, options: Pick<GlobalOptions, 'yes' | 'input'>, report: CliReport): (plan: WritePlan) => Promise<void> {
  return async ({ title, body }) => {
    if (options.yes) return;
    const { stdin, stdout, stderr } = context.io;
    if (!stdin.isTerminal || !stdout.isTerminal || !options.input) {
      throw new RefusedError(`${title} was not sent: it changes data and nobody approved it.`, { hint: 'Add --yes to send it, or --dry-run to look at it.' });
    }
    await report.flush();
    const shown = context.redact(body === undefined ? title : `${title}\n${indented(body)}`);
    await stderr.write(`${inertText(shown)}\n`);
    if (!(await context.prompt.confirm('Send it?'))) throw new RefusedError('Not sent.', { hint: 'Nothing was changed.' });
  };
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

import type { Context } from '../context.js';
import type { Log, LogEntry } from '../log/log.js';

type Run = Omit<LogEntry & { kind: 'command' }, 'kind'>;

/** Notes a command that has ended in the log; a person is told once where that does not work. */
export async function noteRun(
  log: Log,
  { ms, ...run }: Run,
  argv: readonly string[],
  context: Context,
): Promise<void> {
  log.write({ kind: 'command', ...run, ms: Math.round(ms) });
  const trouble = log.trouble();
  if (trouble === undefined) return;
  const { createReport } = await import('./report.js');
  const options = {
    quiet: argv.includes('--quiet'),
    color: !argv.includes('--no-color'),
    debug: false,
    output: undefined,
    include: false,
  };
  const report = await createReport(context, options);
  report.warn(trouble);
  await report.flush();
}

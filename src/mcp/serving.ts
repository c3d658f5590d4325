import type { Context } from '../context.js';
import { presentError } from '../errors/present.js';
import type { Report } from '../services.js';
import { auditFile, type Audit } from './audit.js';
import type { Gate } from './gate.js';
import { Ongoing } from './ongoing.js';
import type { ServerSettings, Serving } from './session.js';

/** What the process is given to serve with, and how it ends. */
export interface OpenServing extends Serving {
  /** Ends what is under way, as far as it does not end by itself: `hurried` waits for writes alone. */
  finish: (gates: readonly Gate[], options: { hurried: boolean }) => Promise<void>;
}

/**
 * How long calls are waited for when the end comes, in milliseconds. What became of a write has to be known; a read may
 * still be answered where a client sends its questions and closes at once.
 */
const patience = { reads: 500, writes: 2000 };

export function openServing(
  settings: ServerSettings,
  noted: string | undefined,
  report: Report,
  context: Context,
): OpenServing {
  const ending = new AbortController();
  const ongoing = new Ongoing();
  const unnoted = new Set<() => void>();
  const show =
    noted === undefined
      ? (line: object) => report.log(JSON.stringify(line))
      : auditFile(noted, report.warn);
  const log = context.log().catch(() => undefined);
  const audit: Audit = (line) => {
    show(line);
    void log.then((file) => file?.write({ kind: 'tool', ...line }));
  };
  // Nobody waits for what was rejected, so nobody's answer depends on it.
  const release = context.io.watchStrays?.((reason) => {
    const { lines } = presentError(reason, { redact: context.redact });
    report.warn(
      `Something failed that no call waits for; the server goes on.\n${lines.join('\n')}`,
    );
  });
  return {
    settings,
    audit,
    unnoted,
    ongoing,
    ending: ending.signal,
    report,
    async finish(gates, { hurried }) {
      await ongoing.settled(hurried ? { ...patience, reads: 0 } : patience);
      for (const gate of gates) gate.close();
      ending.abort(context.signal.reason);
      // Only to hear how each ends that was stopped now.
      await ongoing.settled({ reads: 0, writes: patience.reads });
      for (const note of unnoted) note();
      release?.();
    },
  };
}

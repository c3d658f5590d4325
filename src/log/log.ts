import { join } from 'node:path';
import type { SentNote } from '../api/sent-note.js';
import type { LogSettings } from '../config/settings.js';
import { inertJson } from '../text/sanitize.js';
import { appendLine, type LogPlace } from './log-file.js';

/** One line of the log. No body is ever in it, and of a flag only its name. */
export type LogEntry =
  | {
      kind: 'command';
      version: string;
      command: string;
      flags: readonly string[];
      exit: number;
      ms: number;
    }
  | ({ kind: 'request' } & SentNote)
  | { kind: 'error'; code: string; message: string }
  /** A call of an assistant. */
  | {
      kind: 'tool';
      tool: string | null;
      outcome: string;
      ms: number;
      profile: string | null;
      client: string | null;
    }
  | { kind: 'write'; title: string; outcome: 'approved' | 'refused' };

export interface Log {
  /** Never throws: what is done is more than what is noted of it. */
  write: (entry: LogEntry) => void;
  /** Why lines are missing, told once. */
  trouble: () => string | undefined;
}

export interface LogWorld {
  redact: (text: string) => string;
  now: () => Date;
  /** Number of this process, which tells the lines of several apart. */
  pid: number;
}

const megabyte = 1_048_576;
const longest = 2000;

export function logPlace(folder: string, { megabytes = 5, files = 3 }: LogSettings): LogPlace {
  return { file: join(folder, 'cwm.log'), bytes: megabytes * megabyte, files };
}

export function openLog(place: LogPlace, { redact, now, pid }: LogWorld): Log {
  let failed: string | undefined;
  let isTold = false;
  return {
    write(entry) {
      const line = { time: now().toISOString(), pid, ...entry };
      const text = JSON.stringify(line, (_name, value: unknown) =>
        typeof value === 'string' ? bounded(redact(value)) : value,
      );
      try {
        appendLine(place, inertJson(text));
      } catch (error) {
        failed ??= error instanceof Error ? error.message : String(error);
      }
    },
    trouble() {
      if (failed === undefined || isTold) return undefined;
      isTold = true;
      return `The log ${place.file} could not be written: ${failed}`;
    },
  };
}

function bounded(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

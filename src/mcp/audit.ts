import { appendFileSync } from 'node:fs';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CancelledError, CwmError, LocalError } from '../errors/errors.js';
import type { RowLog } from './row-log.js';
import type { RowState } from './row-states.js';
import type { Session } from './session.js';
import type { Tool } from './tool.js';

/** What is noted of a call: never what it was given or what it answered. */
export interface AuditLine {
  time: string;
  /** One of the server's own names; null for a name that it does not have. */
  tool: string | null;
  /** `ok`, `preview`, `confirmed`, `refused`, or the code of the error. */
  outcome: string;
  /** How long it took, in milliseconds. */
  ms: number;
  profile: string | null;
  /** The client's own name for itself. */
  client: string | null;
  /** Of a call that sends many writes, what became of each, by the numbers of their rows. What is in none was not sent. */
  rows?: Partial<Record<RowState, string>>;
}

export type Audit = (line: AuditLine) => void;

/**
 * Notes calls at the end of a file that only its owner can read. It is opened for each line, so that it may be moved away.
 * Throws LocalError where that cannot be done from the start.
 */
export function auditFile(path: string, warn: (text: string) => void): Audit {
  const append = (text: string) => appendFileSync(path, text, { mode: 0o600 });
  try {
    append('');
  } catch (error) {
    throw new LocalError(`The audit file ${path} cannot be written.`, {
      hint: 'Name a file in a folder that exists and that you may write to.',
      cause: error,
    });
  }
  return (line) => {
    try {
      append(`${JSON.stringify(line)}\n`);
    } catch (error) {
      // The call was made: what it answered is not to be lost over this.
      warn(`A call could not be noted in ${path}: ${String(error)}`);
    }
  };
}

/** Begins the line of a call; what it gives ends it. A call that has sent rows has one, however the server ends. */
export function auditOf(
  tool: Tool | undefined,
  { settings, serving, now }: Session,
  client: Pick<Server, 'getClientVersion'>,
  rows: RowLog,
): (outcome: string) => void {
  const begun = now();
  const interrupted = (): void => {
    if (rows.ranges() !== undefined) note('interrupted');
  };
  const note = (outcome: string): void => {
    if (!serving.unnoted.delete(interrupted)) return;
    const sent = rows.ranges();
    serving.audit({
      time: begun.toISOString(),
      tool: tool?.name ?? null,
      outcome,
      ms: now().getTime() - begun.getTime(),
      profile: settings.profile ?? null,
      client: cleanClient(client.getClientVersion()?.name),
      ...(sent === undefined ? {} : { rows: sent }),
    });
  };
  serving.unnoted.add(interrupted);
  return note;
}

/** What became of a call that did not fail. */
export function outcomeOf({ name }: Tool, { status }: Record<string, unknown>): string {
  if (status === 'needs_confirmation') return 'preview';
  return name === 'confirm_api_write' ? 'confirmed' : 'ok';
}

/** What became of a call that failed. */
export function failureOf(error: unknown): string {
  if (!(error instanceof CwmError)) return 'internal';
  // What tells how to look a write up was sent and then given up.
  const isUnknown = error instanceof CancelledError && error.check !== undefined;
  return isUnknown ? 'outcome_unknown' : error.code;
}

const longestName = 60;

/** What a client calls itself, as one short line: it may hold anything. */
function cleanClient(name: string | undefined): string | null {
  const clean = name?.replaceAll(/[^\p{L}\p{N} ._@/+-]+/gu, ' ').trim() ?? '';
  return clean === '' ? null : clean.slice(0, longestName);
}

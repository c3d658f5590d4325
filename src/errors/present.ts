import { codeOf } from './code-of.js';
import { inertJson, inertLine, inertText } from '../text/sanitize.js';
import { CwmError, LocalError } from './errors.js';
import { exitCodes } from './exit-codes.js';
import { placeLines, redactedPlace } from './place-lines.js';

export interface PresentedError {
  /** What happened, for a log. */
  code: string;
  message: string;
  exitCode: number;
  /** For people: what happened, then what to do. */
  lines: string[];
  /** For programs: the envelope, as one line of JSON. */
  envelope: string;
}

export interface PresentOptions {
  redact: (text: string) => string;
  /** Adds the stack and the causes. */
  debug?: boolean;
  /** Of the terminal that shows the lines. */
  columns?: number;
}

/** The only place where an error becomes text. Server text in it is data: redacted, inert, bounded. */
export function presentError(
  error: unknown,
  { redact, debug = false, columns = 80 }: PresentOptions,
): PresentedError {
  const known = error instanceof CwmError ? error : unexpected(error);
  const safe = (text: string) => inertLine(bounded(redact(text)));
  const details = known.details.slice(0, mostDetails);
  const lines = [`Error: ${safe(known.message)}`];
  const place = known.place && redactedPlace(known.place, redact);
  if (place !== undefined) lines.push(...placeLines(place, columns));
  for (const detail of details) {
    // The message of one that says it all already is not repeated.
    if (!known.message.includes(detail.message) || detail.message === '')
      lines.push(safe(`  ${detailLine(detail)}`));
  }
  // A hint is our own text, with values in it; the help of a group of commands has several lines.
  if (known.hint !== undefined) lines.push(inertText(bounded(redact(known.hint), longestHint)));
  if (debug) lines.push(...stackLines(error).map((line) => inertText(redact(line))));
  const envelope = {
    code: known.code,
    message: known.message,
    hint: known.hint ?? null,
    exit: exitCodes[known.code],
    status: known.request?.status ?? null,
    retryable: known.retryable,
    method: known.request?.method ?? null,
    url: known.request?.url ?? null,
    requestId: known.request?.requestId ?? null,
    ...(known.check === undefined ? {} : { check: known.check }),
    ...(place === undefined ? {} : { place }),
    details,
  };
  const text = JSON.stringify({ error: envelope }, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (key === 'hint') return bounded(redact(value), longestHint);
    return unbounded.has(key) ? redact(value) : bounded(redact(value));
  });
  const { code, message } = known;
  return {
    code,
    message: safe(message),
    exitCode: exitCodes[code],
    lines,
    envelope: inertJson(text),
  };
}

/** Most things that an error names: entries of a server's `errors[]`, rows. */
export const mostDetails = 20;

/** What nobody threw on purpose: this machine's fault where the system or SQLite says so, else a bug. */
function unexpected(error: unknown): CwmError {
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  if (code.startsWith('SQLITE_') || (error instanceof Error && 'syscall' in error)) {
    return new LocalError(`This machine failed: ${message}`, {
      hint: 'Check the disk, the folder and its permissions. CWM_HOME names another folder for what cwm keeps.',
      cause: error,
    });
  }
  return new CwmError(`Something went wrong inside cwm: ${message}`, {
    hint: 'This is a bug. Run the command again with --debug and report what it prints.',
    cause: error,
  });
}

function detailLine(detail: { message: string; field?: string; resource?: string }): string {
  const place = [detail.resource, detail.field]
    .filter((part) => part !== undefined && part !== '')
    .join('/');
  return place === '' ? detail.message : `${place}: ${detail.message}`;
}

function stackLines(error: unknown): string[] {
  const lines: string[] = [];
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    lines.push(
      ...(lines.length === 0 ? [] : ['caused by']),
      ...(cause.stack ?? cause.message).split('\n'),
    );
  }
  return lines;
}

/** Our own text, and the one that a place counts its characters in. */
const unbounded = new Set(['check', 'text']);

const longest = 600;

/** A command to copy, or the help of a group. */
const longestHint = 4000;

function bounded(text: string, most = longest): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

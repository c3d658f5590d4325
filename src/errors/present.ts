import { inertJson, inertLine, inertText } from '../text/sanitize.js';
import { CwmError, LocalError, type ErrorPlace } from './errors.js';
import { exitCodes } from './exit-codes.js';

export interface PresentedError {
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
}

/** The only place where an error becomes text. Server text in it is data: redacted, inert, bounded. */
export function presentError(
  error: unknown,
  { redact, debug = false }: PresentOptions,
): PresentedError {
  const known = error instanceof CwmError ? error : unexpected(error);
  const safe = (text: string) => inertLine(bounded(redact(text)));
  const details = known.details.slice(0, mostDetails);
  const lines = [`Error: ${safe(known.message)}`];
  if (known.place !== undefined) lines.push(...placeLines(known.place, redact));
  for (const detail of details) {
    // The message of one that says it all already is not repeated.
    if (!known.message.includes(detail.message) || detail.message === '')
      lines.push(safe(`  ${detailLine(detail)}`));
  }
  // A hint is our own text; the help of a group of commands has several lines.
  if (known.hint !== undefined) lines.push(inertText(redact(known.hint)));
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
    ...(known.place === undefined ? {} : { place: known.place }),
    details,
  };
  const text = JSON.stringify({ error: envelope }, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    return key === 'hint' || key === 'check' ? redact(value) : bounded(redact(value));
  });
  return { exitCode: exitCodes[known.code], lines, envelope: inertJson(text) };
}

/** Most of a text that is shown around the place in it. */
const around = 32;

/** The text around a place with a caret under it. */
function placeLines({ text, start, end }: ErrorPlace, redact: (text: string) => string): string[] {
  const from = start > around * 2 ? start - around : 0;
  const to = Math.min(text.length, Math.max(end, start) + around);
  const safe = (part: string) => inertLine(redact(part));
  const before = `${from > 0 ? '…' : ''}${safe(text.slice(from, start))}`;
  const shown = safe(text.slice(start, Math.min(end, start + around * 2)));
  const rest =
    end > start + around * 2 ? '…' : `${safe(text.slice(end, to))}${to < text.length ? '…' : ''}`;
  const carets = '^'.repeat(Math.max(1, shown.length));
  return [`  ${before}${shown}${rest}`, `  ${' '.repeat(before.length)}${carets}`];
}

/** Most entries of a server's `errors[]` that are repeated. */
const mostDetails = 20;

/** What nobody threw on purpose: this machine's fault where the system or SQLite says so, else a bug. */
function unexpected(error: unknown): CwmError {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
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

const longest = 600;

function bounded(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

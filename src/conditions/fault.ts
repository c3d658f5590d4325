import { UsageError } from '../errors/errors.js';
import { ConditionSyntaxError } from './syntax-error.js';
import type { Span } from './tree.js';

/** What is wrong at a place of a text. */
export interface Fault {
  message: string;
  at: Span;
  /** What to write in its place. */
  hint?: string | undefined;
}

/** The error for a fault in a parameter such as `conditions`, or in a flag; it shows the place. */
export function faultIn(
  name: string,
  text: string,
  { message, at, hint }: Fault,
  further: readonly Fault[] = [],
): UsageError {
  return new UsageError(`${name}: ${placed({ message, at })}.`, {
    place: { text, ...at },
    ...(hint === undefined ? {} : { hint }),
    details: further.map((one) => ({
      code: 'condition',
      message: spokenFault({ ...one, message: placed(one) }),
    })),
  });
}

/** What is wrong and where, for a line that does not show the place. */
export function placed({ message, at }: Fault): string {
  return `${message}, at character ${at.start + 1}`;
}

/** A fault and what to do about it, in one line. */
export function spokenFault({ message, hint }: Omit<Fault, 'at'>): string {
  return hint === undefined ? `${message}.` : `${message}. ${hint}`;
}

/** Runs what reads a text; a mistake in its syntax becomes an error that shows the place. */
export function readable<T>(name: string, text: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConditionSyntaxError)) throw error;
    throw faultIn(name, text, syntaxFault(name, error));
  }
}

/** A mistake in the syntax of a parameter or flag as a fault, with what to do about it. */
export function syntaxFault(
  name: string,
  { message, at, hint, reason }: ConditionSyntaxError,
): Fault & { hint: string } {
  return { message, at, hint: hint ?? hintFor(name, reason) };
}

function hintFor(name: string, reason: ConditionSyntaxError['reason']): string {
  const flag = flagOf(name);
  switch (reason) {
    case 'unquoted':
      // A shell that swallowed the double quotes: Windows PowerShell does so on the way to a program.
      return `If quotes were lost on the way, put single ones inside double ones: ${flag} "status/name = 'New'"`;
    case 'quotedWhole':
      return `A shell left them there; cmd knows " alone. Write ${flag} "status/name = 'New' and id > 5".`;
    case undefined:
      return `Text stands in quotes, dates in [ ], not before contains, like or in: ${flag} "status/name = 'New' and lastUpdated > [2026-01-31T00:00:00Z]"`;
  }
}

function flagOf(name: string): string {
  return name.startsWith('-')
    ? name
    : `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

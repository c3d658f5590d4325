import { UsageError } from '../errors/errors.js';
import { counted } from '../text/counted.js';
import { flagOf } from '../text/flag.js';
import { shortened } from '../text/shortened.js';
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
  const shown = further.slice(0, mostFurther);
  const more = further.length - shown.length;
  return new UsageError(`${name}: ${placed({ message, at }, text)}.`, {
    place: { text, ...at },
    ...(hint === undefined ? {} : { hint }),
    details: [
      ...shown.map((one) => ({ ...one, message: placed(one, text) })),
      ...(more === 0 ? [] : [{ message: `and ${counted(more, 'further mistake')}` }]),
    ].map((one) => ({ code: 'condition', message: spokenFault(one) })),
  });
}

/** Most mistakes that are told beside the first. */
const mostFurther = 9;

/** What is wrong and where, for a line that does not show the place. */
export function placed({ message, at }: Fault, text: string): string {
  return `${message}, at character ${Array.from(text.slice(0, at.start)).length + 1}`;
}

/** A fault and what to do about it, in one line. */
export function spokenFault({ message, hint }: Omit<Fault, 'at'>): string {
  return shortened(hint === undefined ? `${message}.` : `${message}. ${hint}`, longest);
}

/** A hint may repeat a value of any length. */
const longest = 600;

/** Faults in a parameter, a line each: of many the first, and how many more there are. */
export function spokenFaults(name: string, faults: readonly Fault[]): string[] {
  const lines = faults.slice(0, mostLines).map((one) => `${name}: ${spokenFault(one)}`);
  const more = faults.length - lines.length;
  return more === 0 ? lines : [...lines, `${name}: and ${counted(more, 'further doubt')}.`];
}

const mostLines = 10;

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
  const flag = name.startsWith('-') ? name : flagOf(name);
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

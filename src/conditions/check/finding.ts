import type { Fault } from '../fault.js';
import type { Span } from '../tree.js';

/** What is wrong with a value for the records it is meant for, or looks so. */
export interface Finding extends Fault {
  /** An error is not sent; a warning is, since a server may be newer than the catalog. */
  severity: 'error' | 'warning';
}

/** What was read has a place; what was built has none. */
interface Placed {
  at?: Span;
}

export function fault(where: Placed, message: string, hint?: string): Finding {
  return finding('error', where, message, hint);
}

export function doubt(where: Placed, message: string, hint?: string): Finding {
  return finding('warning', where, message, hint);
}

function finding(
  severity: Finding['severity'],
  { at = { start: 0, end: 0 } }: Placed,
  message: string,
  hint: string | undefined,
): Finding {
  return { severity, message, at, ...(hint === undefined ? {} : { hint }) };
}

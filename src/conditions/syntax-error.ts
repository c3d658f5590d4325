import type { Span } from './tree.js';

/** What is wrong with a condition, a sort order or a list of fields, and where. */
export class ConditionSyntaxError extends Error {
  readonly at: Span;
  /** What to write in its place, where that can be told. */
  readonly hint: string | undefined;

  /** What a shell may have done to the quotes: advice about that names the flag, which whoever catches it knows. */
  readonly reason: 'unquoted' | 'quotedWhole' | undefined;

  constructor(message: string, at: Span, hint?: string, reason?: 'unquoted' | 'quotedWhole') {
    super(message);
    this.reason = reason;
    this.at = at;
    this.hint = hint;
  }
}

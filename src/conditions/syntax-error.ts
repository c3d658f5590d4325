import type { Span } from './tree.js';

/** What is wrong with a condition, a sort order or a list of fields, and where. */
export class ConditionSyntaxError extends Error {
  readonly at: Span;
  /** What to write in its place, where that can be told. */
  readonly hint: string | undefined;

  constructor(message: string, at: Span, hint?: string) {
    super(message);
    this.at = at;
    this.hint = hint;
  }
}

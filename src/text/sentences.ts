/** Statements as one text, each ended by a full stop where it has no end of its own. */
export function sentences(statements: readonly string[]): string {
  return statements.map((one) => one.replace(/(?<![.?!])$/, '.')).join(' ');
}

/** The end of line that a text has. */
export function eolOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

/** What one level is indented by: what the first indented line has, else two blanks. */
export function unitOf(text: string): string {
  const found = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return found.startsWith('\t') ? '\t' : found;
}

/** What the line of a place begins with. */
export function indentAt(text: string, offset: number): string {
  return /[^\n]*$/.exec(text.slice(0, offset))?.[0].match(/^[ \t]*/)?.[0] ?? '';
}

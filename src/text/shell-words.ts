/** A shell whose quoting a printed command follows. */
export type Shell = 'sh' | 'powershell';

/** Text as one word of a command line. */
export function shellWord(text: string, shell: Shell): string {
  if (/^[\w./:=+-]+$/.test(text)) return text;
  return shell === 'sh' ? `'${text.replaceAll("'", `'\\''`)}'` : `'${text.replaceAll("'", "''")}'`;
}

/** A shell whose quoting a printed command follows. */
export type Shell = 'sh' | 'powershell';

/**
 * Words that a shell passes as they are. PowerShell reads more into bare ones: `1.50` is a number to it, `a,b` a list,
 * and both come out of npm's shim as something else.
 */
const plain: Readonly<Record<Shell, RegExp>> = {
  sh: /^[\w./-][\w./:=+,-]*$/,
  powershell: /^(?:[a-z][\w-]*|[1-9]\d{0,8})$/i,
};

/** Text as one word of a command line. */
export function shellWord(text: string, shell: Shell): string {
  return plain[shell].test(text) ? text : quoted(text, shell);
}

/** Text between single quotes, whether it needs them or not. */
export function quoted(text: string, shell: Shell): string {
  if (shell === 'sh') return `'${text.replaceAll("'", `'\\''`)}'`;
  // The curly ones end a text as well.
  return `'${text.replaceAll(/['‘’‚‛]/g, '$&$&')}'`;
}

/**
 * Whether a text comes through a shell whole. Windows PowerShell escapes no double quote, drops what is empty, and
 * puts a quote behind a backslash at the end.
 */
export function isCarried(text: string, shell: Shell): boolean {
  return shell === 'sh' || !(text === '' || text.includes('"') || /\s[^]*\\$/.test(text));
}

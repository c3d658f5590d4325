export interface Token {
  kind: 'comment' | 'text' | 'variable' | 'bracket' | 'code';
  written: string;
}

/**
 * The tokens of a PowerShell script, as far as a reader of it must know them: comments, texts in either quotes,
 * variables, brackets, and the rest. Variables within double quotes follow their text. Throws where a text, a comment
 * or a bracket is not closed.
 */
export function readScript(script: string): Token[] {
  const tokens: Token[] = [];
  const open: string[] = [];
  let at = 0;
  while (at < script.length) {
    const { comment, text, variable, bracket, code } = tokenAt(script, at);
    const written = comment ?? text ?? variable ?? bracket ?? code ?? '';
    const line = script.slice(0, at).split('\n').length;
    if (written === '') throw new Error(`line ${line}: not closed: ${script.slice(at, at + 60)}`);
    if (bracket !== undefined) matchBracket(bracket, open, line);
    if (comment !== undefined) tokens.push({ kind: 'comment', written });
    else if (text !== undefined) tokens.push({ kind: 'text', written }, ...within(text));
    else if (variable !== undefined) tokens.push({ kind: 'variable', written });
    else tokens.push({ kind: bracket === undefined ? 'code' : 'bracket', written });
    at += written.length;
  }
  if (open.length > 0) throw new Error(`at the end ${open.join(' ')} is not closed`);
  return tokens;
}

const variableName = String.raw`\$(?:\w+:)?(?:\w+|[_?$^])`;

function tokenAt(script: string, at: number): Record<string, string | undefined> {
  const token = new RegExp(
    [
      String.raw`(?<comment><#[^]*?#>|#[^\n]*)`,
      `(?<text>'(?:[^']|'')*'|"(?:[^"\`]|\`[^])*")`,
      `(?<variable>${variableName})`,
      String.raw`(?<bracket>[@$]?[({]|\[|[)}\]])`,
      `(?<code>\\s+|[\\w-]+|[^\\s\\w'"#(){}[\\]])`,
    ].join('|'),
    'y',
  );
  token.lastIndex = at;
  return token.exec(script)?.groups ?? {};
}

function matchBracket(bracket: string, open: string[], line: number): void {
  const closed = { ')': '(', '}': '{', ']': '[' }[bracket];
  if (closed === undefined) open.push(bracket.slice(-1));
  else if (open.pop() !== closed) throw new Error(`line ${line}: ${bracket} closes nothing`);
}

function within(text: string): Token[] {
  if (!text.startsWith('"')) return [];
  return [...text.matchAll(new RegExp(variableName, 'g'))].map(([written]) => ({
    kind: 'variable',
    written,
  }));
}

/** What a text in PowerShell's single or double quotes stands for, where nothing in it is expanded. */
export function valueOfText(written: string): string {
  const quote = written.charAt(0);
  return written.slice(1, -1).replaceAll(quote + quote, quote);
}

/** A regular expression of .NET as one of JavaScript, as far as the scripts go. */
export function toRegExp(pattern: string, flags = ''): RegExp {
  return new RegExp(pattern.replaceAll('\\z', '$'), flags);
}

/** What `-replace` puts in, for JavaScript's `replaceAll`. */
export function toReplacement(text: string): string {
  return text.replaceAll('$0', '$$&');
}

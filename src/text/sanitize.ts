/**
 * Control characters that could drive a terminal, and bidirectional marks that could disguise text.
 * C0 without tab and newline, DEL, C1 (0x9b is a one-byte CSI), bidi embeddings, overrides and isolates.
 */
const dangerous =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text of unknown origin for a terminal: every dangerous character becomes visible and does nothing. */
export function inertText(text: string): string {
  return text.replace(dangerous, visible);
}

/** The same for one table cell or CSV-free line: newlines and tabs become visible too. */
export function inertLine(text: string): string {
  return inertText(text.replaceAll('\r\n', '\n')).replaceAll('\n', '⏎').replaceAll('\t', ' ');
}

/** JSON text in which no character can act on a terminal; the value it stands for is unchanged. */
export function inertJson(json: string): string {
  return json.replace(dangerous, unicodeEscape);
}

/** JSON text in ASCII alone, for consoles that guess the encoding of a pipe (Windows PowerShell). */
export function asciiJson(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, unicodeEscape);
}

function visible(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 0x0d) return '^M';
  if (code < 0x20) return `^${String.fromCharCode(code + 0x40)}`;
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

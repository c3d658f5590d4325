import { inertLine } from '../text/sanitize.js';

/** What takes the place of what was written: the one text, or the start that all have; undefined where that adds nothing. */
export function agreedText(written: string, texts: readonly string[]): string | undefined {
  const [first, ...others] = texts.map(inertLine);
  if (first === undefined || others.length === 0) return first;
  const characters = Array.from(first);
  const folded = others.map((text) => Array.from(text, fold));
  const differs = characters.findIndex((character, at) =>
    folded.some((other) => other[at] !== fold(character)),
  );
  const start = characters.slice(0, differs === -1 ? undefined : differs).join('');
  const goesOn = start.length > written.length && fold(start).startsWith(fold(written));
  return goesOn ? start : undefined;
}

function fold(text: string): string {
  return text.toLowerCase();
}

const gap = 2;

/** The texts in columns, line by line; those that there is no room for are counted. */
export function layOutTexts(texts: readonly string[], width: number, height: number): string[] {
  const names = texts.map((text) => cut(unquoted(inertLine(text).trimEnd()), width - 1));
  const cell = Math.max(0, ...names.map(room)) + gap;
  const columns = Math.max(1, Math.floor((width - 1 + gap) / cell));
  const lines = Math.max(2, height);
  const shown = names.length <= columns * lines ? names : names.slice(0, columns * (lines - 1));
  const rows = Array.from({ length: Math.ceil(shown.length / columns) }, (_, row) =>
    shown
      .slice(row * columns, (row + 1) * columns)
      .map((name) => name + ' '.repeat(cell - room(name)))
      .join('')
      .trimEnd(),
  );
  return shown.length === names.length ? rows : [...rows, `… ${names.length - shown.length} more`];
}

/** Quotes say how a text is written, not what it is. */
function unquoted(text: string): string {
  const [, mark = '', within = text] = /^(['"])([^]+)$/.exec(text) ?? [];
  return mark !== '' && within.length > 1 && within.endsWith(mark) ? within.slice(0, -1) : within;
}

/** The text in so many columns at most. */
export function cut(text: string, width: number): string {
  if (room(text) <= width) return text;
  let shown = '';
  for (const character of text) {
    if (room(shown + character) > width - 1) break;
    shown += character;
  }
  return `${shown}…`;
}

/** Columns that a text never exceeds. */
function room(text: string): number {
  let columns = 0;
  for (const character of text) columns += character < '\u0300' || character === '…' ? 1 : 2;
  return columns;
}

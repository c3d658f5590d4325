import xterm from '@xterm/headless';

/** A screen that text is written to, escape codes and all. */
export interface Display {
  write: (chunk: string | Uint8Array) => void;
  /** What is on it now, lines that have scrolled away first, without blanks at the end of lines. */
  text: () => string;
  /** The same once all that was written has come up. */
  shows: () => Promise<string>;
  /** The text without the lines that have scrolled away. */
  visible: () => string;
  /** Where the cursor is: row and column of what is visible, from 0. */
  cursor: () => { row: number; column: number };
  /** Resolves with the whole text once it holds a text, fits a pattern, or is as a test says; rejects with it when nothing comes for long. */
  sees: (wanted: string | RegExp | ((text: string) => boolean)) => Promise<string>;
  resize: (columns: number, rows: number) => void;
}

/** Milliseconds after which something that was waited for is taken to never come. */
const patience = 20_000;

export function createDisplay(columns: number, rows: number): Display {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: 5000,
    // As the driver of a terminal does.
    convertEol: true,
    allowProposedApi: true,
  });
  const watchers = new Set<() => void>();
  const { active } = terminal.buffer;
  const linesFrom = (first: number) =>
    Array.from({ length: active.length - first }, (_, row) =>
      (active.getLine(first + row)?.translateToString(true) ?? '').trimEnd(),
    )
      .join('\n')
      .trimEnd();
  const text = () => linesFrom(0);
  return {
    write: (chunk) => terminal.write(chunk, () => watchers.forEach((watch) => watch())),
    text,
    shows: () => new Promise((resolve) => terminal.write('', () => resolve(text()))),
    visible: () => linesFrom(active.baseY),
    cursor: () => ({ row: active.cursorY, column: active.cursorX }),
    sees: (wanted) =>
      new Promise((resolve, reject) => {
        const watch = () => {
          const now = text();
          if (!fits(now, wanted)) return;
          watchers.delete(watch);
          clearTimeout(timer);
          resolve(now);
        };
        const timer = setTimeout(() => {
          watchers.delete(watch);
          reject(new Error(`never seen: ${String(wanted)}\n${text()}`));
        }, patience);
        watchers.add(watch);
        watch();
      }),
    resize: (wide, high) => terminal.resize(wide, high),
  };
}

function fits(text: string, wanted: Parameters<Display['sees']>[0]): boolean {
  if (typeof wanted === 'function') return wanted(text);
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

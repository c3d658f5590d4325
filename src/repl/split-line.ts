import type { Shell } from '../text/shell-words.js';

/** One word of a line and where it stands, its quotes included. */
export interface Word {
  text: string;
  from: number;
  to: number;
}

/**
 * The words of a line as the shell of the machine would split them, so that what is typed or copied there works here too.
 * Nothing is expanded.
 */
export function splitLine(line: string, shell: Shell): Word[] {
  if (shell === 'powershell' && line === '') return [];
  return [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
    text,
    from: index,
    to: index + text.length,
  }));
}

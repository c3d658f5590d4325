import { cut } from './candidates.js';

/** Most lines that a search box is given at once. */
const mostLines = 200;

/** What a search box shows: the lines that hold what was typed, in any case, each once. */
export function findIn(lines: readonly string[], width: number) {
  const different = [...new Set(lines)];
  return (typed = '') =>
    different
      .filter((line) => line.toLowerCase().includes(typed.toLowerCase()))
      .slice(0, mostLines)
      .map((line) => ({ value: line, name: cut(line, width - 3) }));
}

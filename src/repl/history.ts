import { appendFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../files/folder.js';
import { counted } from '../text/counted.js';
import { historyFiles, readLines, setAside } from './history-file.js';

/** Most lines that are offered again. */
const mostLines = 1_000;

/** A longer line is not kept: nobody looks for it. */
const longestLine = 10_000;

/** The lines of this session and of earlier ones. */
export class History {
  readonly #file: string | undefined;
  readonly #warn: (text: string) => void;
  #isBroken = false;
  #lines: readonly string[] = [];
  /** What begins the next line in the file: an end for one that was cut off. */
  #before = '';

  /** Without a file, the lines of this session alone. What is wrong with the file is told, and stops nothing. */
  constructor(file: string | undefined, warn: (text: string) => void) {
    this.#file = file;
    this.#warn = warn;
    if (file !== undefined) this.#guard(() => this.#open(file));
  }

  /** The newest first. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Keeps a line before it is run: whatever ends the process then, it is there. */
  add(line: string): void {
    if (line.length > longestLine || line === this.#lines[0]) return;
    this.#lines = [line, ...this.#lines].slice(0, mostLines);
    const file = this.#file;
    if (file === undefined || this.#isBroken) return;
    // One write at the end of the file: two sessions at once mix no lines.
    this.#guard(() => {
      appendFileSync(file, `${this.#before}${line.replaceAll(/[\r\n]+/g, ' ')}\n`, { mode: 0o600 });
      this.#before = '';
    });
  }

  #open(file: string): void {
    makeFolder(dirname(file));
    const found = historyFiles(file).map(readLines);
    const lines = found.flatMap((one) => one.lines);
    const damaged = found.reduce((sum, one) => sum + one.damaged, 0);
    if (damaged > 0) this.#warn(`${counted(damaged, 'line')} of ${file} cannot be read.`);
    if (found.at(-1)?.isCut === true) this.#before = '\n';
    this.#lines = lines
      .filter((line, index) => line !== lines[index - 1] && line.length <= longestLine)
      .slice(-mostLines)
      .reverse();
    setAside(file, mostLines);
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#isBroken = true;
      const reason = error instanceof Error ? error.message : String(error);
      this.#warn(`The lines of this session are not kept for later ones: ${reason}`);
    }
  }
}

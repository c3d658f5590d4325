import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RowOutcome } from '../../src/rows/outcome.js';
import { temporaryFolder, type Run } from './run-cwm.js';

/** A folder with one file of rows in it. */
export function rowsFolder(
  name: string,
  text: string,
): { cwd: string; read: (file: string) => string } {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, name), text);
  return { cwd, read: (file) => readFileSync(join(cwd, file), 'utf8') };
}

/** What a run said of each row: its number, and whether it was done, in order. */
export function outcomesOf(run: Run): Record<number, boolean | null> {
  const rows = run.json() as RowOutcome[];
  return Object.fromEntries(rows.map(({ row, ok }) => [row, ok]));
}

import { existsSync, readFileSync, truncateSync, appendFileSync } from 'node:fs';
import type { Chance } from '../../src/sandbox/ground.js';
import { refuseLeaks } from './canary.js';

/** The journal of a run of rows, as somebody who kills it meets it. */
export interface JournalFile {
  /** Whether there is one that has more than a torn line. */
  isBegun: () => boolean;
  /** Throws where it holds a secret, or a line that is no JSON and that nothing has torn. */
  check: () => void;
  /** Sometimes ends it in the middle of a line, as a power cut does with what was not yet relied on. */
  tear: () => void;
}

export function journalFile(rows: string, secrets: readonly string[], chance: Chance): JournalFile {
  const file = `${rows}.journal.ndjson`;
  const torn = new Set<string>();
  const lines = (): string[] => readFileSync(file, 'utf8').split('\n');
  return {
    isBegun: () => existsSync(file) && lines().length > 1,
    check() {
      if (!existsSync(file)) return;
      refuseLeaks(file, readFileSync(file, 'utf8'), secrets);
      for (const line of lines().slice(0, -1)) if (line !== '' && !torn.has(line)) JSON.parse(line);
    },
    tear() {
      const all = existsSync(file) ? lines() : [];
      const last = all.at(-2);
      if (last === undefined || all.length < 3 || all.at(-1) !== '') return;
      const isOutcome = last.includes('"ok"');
      const cut = last.slice(0, chance.between(1, last.length - 1));
      if (!chance.happens(1 / 3)) return;
      torn.add(cut);
      // That a row is about to be sent is on the disk before it is: only the next such line can be torn.
      if (isOutcome) truncateSync(file, Buffer.byteLength([...all.slice(0, -2), cut].join('\n')));
      else appendFileSync(file, cut);
    },
  };
}

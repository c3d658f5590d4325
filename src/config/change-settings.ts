import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LocalError } from '../errors/errors.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { parseSettings } from './settings.js';
import { writePrivately } from './write-privately.js';
import { withLock } from './with-lock.js';

/**
 * Changes the settings file: one process at a time, and never so that another one reads half of it. What the change
 * leaves alone stays as it was written. Throws LocalError where it cannot be written, ConfigError where it is damaged.
 */
export async function changeSettings(
  file: string,
  change: (settings: JsonRecord) => JsonRecord,
): Promise<void> {
  refuseLink(file);
  await withLock(file, async () => {
    const source = existsSync(file) ? readFileSync(file, 'utf8') : '{}';
    parseSettings(source, file);
    const settings: unknown = JSON.parse(source.replace(/^\ufeff/, ''));
    const changed = `${JSON.stringify(change(isRecord(settings) ? settings : {}), null, 2)}\n`;
    parseSettings(changed, file);
    await writePrivately(file, changed);
  });
}

/** What is written through a link lands where somebody else decided. Throws LocalError. */
export function refuseLink(file: string): void {
  for (const path of [file, dirname(file)]) {
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue;
    throw new LocalError(`${path} is a symbolic link; nothing is written through it.`, {
      hint: 'Put the file itself there, or set CWM_HOME to the folder that it leads to.',
    });
  }
}

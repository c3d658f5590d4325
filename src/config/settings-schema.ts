import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LocalError } from '../errors/errors.js';
import type { JsonRecord } from '../text/records.js';
import { replaceFile } from './write-privately.js';

/** Beside the settings: an editor finds it there whatever becomes of the installed package. */
const place = './settings.schema.json';

/** Settings that name their description; one that somebody has put there stays. */
export function withSchema(settings: JsonRecord): JsonRecord {
  return { $schema: place, ...settings };
}

/** Copies the description beside the settings where it is not there as it is. Settings are good without it. */
export async function placeSchema(schema: string, settingsFile: string): Promise<void> {
  const file = join(dirname(settingsFile), place);
  try {
    const text = readFileSync(schema, 'utf8');
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
    await replaceFile(file, text, { mode: 0o600, makeFolder: () => undefined });
  } catch (error) {
    const isOfFiles = error instanceof Error && 'code' in error;
    if (!isOfFiles && !(error instanceof LocalError)) throw error;
  }
}

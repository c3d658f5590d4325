import { existsSync, readFileSync, rmSync } from 'node:fs';
import { LocalError } from '../errors/errors.js';
import { isRecord } from '../text/records.js';
import { refuseLink } from './change-settings.js';
import { parseKeys, type KeyStore } from './keys.js';
import { withLock } from './with-lock.js';
import { writePrivately } from './write-privately.js';

/** Whose keys the file holds; nobody's where there is none. Throws LocalError where it cannot be read. */
export function namesInKeyFile(file: string): string[] {
  return Object.keys(readAll(file));
}

/** Keys in a file that only its owner reads: for machines without a keyring, and only for who agreed to it. */
export function openKeyFile(file: string): KeyStore {
  const all = () => readAll(file);
  const change = async (edit: (keys: Record<string, unknown>) => Record<string, unknown>) => {
    refuseLink(file);
    await withLock(file, async () => {
      const changed = edit(all());
      if (Object.keys(changed).length === 0) rmSync(file, { force: true });
      else await writePrivately(file, `${JSON.stringify(changed, null, 2)}\n`);
    });
  };
  return {
    read: (profile) => Promise.resolve(parseKeys(JSON.stringify(all()[profile] ?? null))),
    write: (profile, keys) => change((others) => ({ ...others, [profile]: keys })),
    async remove(profile) {
      if (all()[profile] === undefined) return;
      await change((keys) =>
        Object.fromEntries(Object.entries(keys).filter(([name]) => name !== profile)),
      );
    },
  };
}

function readAll(file: string): Record<string, unknown> {
  if (!existsSync(file)) return {};
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isRecord(value)) return value;
  } catch (error) {
    throw new LocalError(`${file}, which holds the keys, cannot be read.`, {
      hint: 'Remove it and run cwm login again.',
      cause: error,
    });
  }
  return {};
}

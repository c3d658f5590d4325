import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile } from '../../src/config/settings.js';
import { connectionTo, fakeKeys } from './fake-api.js';
import { temporaryFolder } from './run-cwm.js';

/** A profile of a server on loopback; what is not said is as the fake keys have it. */
export function profileAt(origin: string, more: Partial<Profile> = {}): Profile {
  const url = connectionTo(origin)['CONNECTWISE_API_URL'] ?? '';
  return { url, company: fakeKeys.company, keys: 'file', ...more };
}

/** A home that holds profiles, each with the fake keys in the file of keys unless it says otherwise. */
export function homeWith(
  profiles: Record<string, Profile>,
  settings: Record<string, unknown> = {},
): string {
  const home = temporaryFolder();
  const folder = join(home, 'config');
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...settings, profiles }));
  const { publicKey, privateKey, clientId } = fakeKeys;
  const held = Object.entries(profiles).filter(([, profile]) => profile.keys === 'file');
  const text = JSON.stringify(
    Object.fromEntries(held.map(([name]) => [name, { publicKey, privateKey, clientId }])),
  );
  writeFileSync(join(folder, 'keys.json'), text, { mode: 0o600 });
  return home;
}

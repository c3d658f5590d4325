import { lstatSync, statSync } from 'node:fs';
import { platform as currentPlatform } from 'node:os';

/** Whether others can read a file; unknown where it is missing, and on Windows, whose access lists Node does not show. */
export type Privacy = 'private' | 'open' | 'unknown';

export function privacyOf(file: string, platform: NodeJS.Platform = currentPlatform()): Privacy {
  if (platform === 'win32') return 'unknown';
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) return 'unknown';
  return (mode & 0o077) === 0 ? 'private' : 'open';
}

/** Why what a file with keys holds may not be private; undefined where nothing says so. */
export function whyExposed(file: string, platform?: NodeJS.Platform): string | undefined {
  if (privacyOf(file, platform) === 'open')
    return `Others on this machine can read ${file}, which holds keys: chmod 600 it, and make new keys if they may have.`;
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true
    ? `${file}, which holds keys, is a symbolic link: the keys lie where it leads to.`
    : undefined;
}

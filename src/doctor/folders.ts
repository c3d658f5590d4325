import { constants } from 'node:fs';
import { access, lstat, stat, statfs } from 'node:fs/promises';
import { codeOf } from '../errors/code-of.js';
import { pathsOf } from '../assistants/clients.js';
import type { Paths } from '../config/paths.js';
import { fail, failedBy, ok, warn, type Found } from './finding.js';
import type { Installation } from './installation.js';

/** Folders that a service keeps in step between machines: it copies keys, and a database while it is written. */
const synced = /OneDrive|Dropbox|Google Drive|Mobile Documents|Nextcloud/i;

const elsewhere = 'Set CWM_HOME to a folder on a disk of this machine.';

/** Megabytes of free space below which a backup of the memory may not fit, and below which nothing may. */
const scarce = { warn: 200, fail: 20 };

/** cwm's folders as they are; those that are missing are left so. */
export async function lookAtFolders({ paths, machine }: Installation): Promise<Found[]> {
  const found: Found[] = [];
  const folders = paths();
  for (const name of ['config', 'data', 'state'] as const)
    found.push(await lookAtFolder(name, folders[name], machine.platform));
  return [...found, ...(await lookAtSpace(folders, machine.platform))];
}

async function lookAtFolder(
  name: keyof Paths,
  folder: string,
  platform: NodeJS.Platform,
): Promise<Found> {
  const unsteady = whyUnsteady(folder);
  try {
    const { isMissing, path } = await nearestThere(folder, platform);
    const own = await lstat(path);
    if (!isMissing && own.isSymbolicLink())
      return warn(name, `${folder} is a symbolic link; nothing is written through it.`, elsewhere);
    if (!(await stat(path)).isDirectory())
      return fail(name, `${path} is a file where a folder has to be.`, `Move it away: ${path}`);
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    if (unsteady !== undefined) return warn(name, `${folder} ${unsteady}`, elsewhere);
    if (isMissing) return ok(name, `${folder} is made when it is needed.`);
    if (platform === 'win32' || (own.mode & 0o077) === 0) return ok(name, folder);
    const who = (own.mode & 0o022) === 0 ? 'look into' : 'write to';
    return warn(name, `Others on this machine may ${who} ${folder}.`, `chmod 700 '${folder}'`);
  } catch (error) {
    return failedBy(name, error, `Give yourself the rights to ${folder}, or: ${elsewhere}`);
  }
}

/** Why a folder is a bad place for keys and databases; undefined where nothing in its path says so. */
export function whyUnsteady(folder: string): string | undefined {
  const service = synced.exec(folder)?.[0];
  if (service !== undefined)
    return `lies in ${service}, which copies what is kept there, keys included.`;
  return /^[\\/]{2}[^\\/.?]/.test(folder)
    ? 'is on a network share, where databases are slow and may be damaged.'
    : undefined;
}

/** The folder, or what there is of the way to it. */
async function nearestThere(
  folder: string,
  platform: NodeJS.Platform,
): Promise<{ path: string; isMissing: boolean }> {
  const above = (path: string) => pathsOf(platform).dirname(path);
  for (let path = folder; ; path = above(path)) {
    const isThere = await lstat(path).then(
      () => true,
      (error: unknown) => {
        // Where a file is on the way, that is what has to be told of.
        if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return false;
        throw error;
      },
    );
    if (isThere || above(path) === path) return { path, isMissing: path !== folder };
  }
}

async function lookAtSpace({ data }: Paths, platform: NodeJS.Platform): Promise<Found[]> {
  try {
    const { path } = await nearestThere(data, platform);
    const { bavail, bsize, blocks } = await statfs(path);
    // What is no disk has no space either.
    if (blocks === 0) return [];
    return [spaceFinding(data, (bavail * bsize) / 1_048_576)];
  } catch (error) {
    return [failedBy('space', error, 'Check the disk.')];
  }
}

export function spaceFinding(folder: string, megabytes: number): Found {
  const amount =
    megabytes < 10_240 ? `${Math.floor(megabytes)} MB` : `${Math.floor(megabytes / 1024)} GB`;
  const detail = `${amount} are free where ${folder} is.`;
  const cure = 'Free some space on that disk: the memory and its backups lie there.';
  if (megabytes < scarce.fail) return fail('space', detail, cure);
  return megabytes < scarce.warn ? warn('space', detail, cure) : ok('space', detail);
}

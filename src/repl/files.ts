import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pick, type Candidate } from '../complete/candidate.js';

/** Names of files below the working folder, one folder at a time, behind `@` or the equals sign of a flag where there is one. */
export async function completeFile(written: string, cwd: string): Promise<Candidate[]> {
  const [, start = '', folder = '', begun = ''] =
    /^((?:[^@]*@)?(?:--[\w-]+=)?)((?:[^]*[/\\])?)([^/\\]*)$/.exec(written) ?? [];
  const found = await readdir(resolve(cwd, folder), { withFileTypes: true }).catch(() => []);
  const offers = found
    .filter(({ name }) => begun.startsWith('.') || !name.startsWith('.'))
    .map((one) => ({ text: one.name + (one.isDirectory() ? '/' : ''), open: one.isDirectory() }))
    .sort((a, b) => (a.text < b.text ? -1 : 1));
  return pick(begun, offers).map((one) => ({ ...one, text: start + folder + one.text }));
}

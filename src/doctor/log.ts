import { statSync } from 'node:fs';
import type { LogSettings } from '../config/settings.js';
import { logPlace } from '../log/log.js';
import { ok, warn, type Found } from './finding.js';

/** Where the log is, whether or not it is on. */
export function lookAtLog(folder: string, settings: LogSettings | undefined): Found[] {
  const { file, bytes, files } = logPlace(folder, settings ?? { on: false });
  const found = statSync(file, { throwIfNoEntry: false });
  const size = found === undefined ? '' : `, ${Math.ceil(found.size / 1024)} KiB now`;
  const turnOn = 'CWM_LOG=1 turns it on, or "log": { "on": true } in the settings';
  if (settings === undefined) return [ok('file', `${file}${size}; it is off. ${turnOn}.`)];
  if (found !== undefined && !found.isFile())
    return [warn('file', `${file} is no file, so nothing is noted.`, `Move it away: ${file}`)];
  return [ok('file', `${file}${size}; on, ${bytes / 1_048_576} MB each, ${files} kept beside it.`)];
}

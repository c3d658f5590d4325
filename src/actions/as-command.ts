import type { SavedCall } from '../memory/entry.js';
import { flagOf } from '../text/flag.js';
import { toJson } from '../text/json.js';
import { shellWord, type Shell } from '../text/shell-words.js';
import { inputOf } from './saved-input.js';

/** A call as the command line that makes it, for people to copy. */
export function asCommand(
  call: SavedCall,
  { shell, profile }: { shell: Shell; profile?: string | undefined },
): string {
  const { method, path, params = {}, data, ...flags } = inputOf(call);
  const words = ['cwm', 'call', method, shellWord(path, shell)];
  for (const [name, value] of Object.entries(params))
    words.push('-p', shellWord(`${name}=${value}`, shell));
  for (const [name, value] of Object.entries(flags)) {
    for (const one of Array.isArray(value) ? value : [value])
      words.push(flagOf(name), ...(one === true ? [] : [shellWord(String(one), shell)]));
  }
  if (data !== undefined) words.push('-d', shellWord(toJson(data), shell));
  if (profile !== undefined) words.push('--profile', shellWord(profile, shell));
  return words.join(' ');
}

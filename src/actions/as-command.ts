import { encodeQuery } from '../api/request.js';
import type { SavedCall } from '../memory/entry.js';
import { flagOf } from '../text/flag.js';
import { toJson } from '../text/json.js';
import { asciiJson } from '../text/sanitize.js';
import { isCarried, quoted, shellWord, type Shell } from '../text/shell-words.js';
import { singleQuotes, singleQuotesInWhere } from './single-quotes.js';
import { inputOf } from './saved-input.js';

/** A call as the command line that makes it, for people to copy. */
export function asCommand(
  call: SavedCall,
  { shell, profile }: { shell: Shell; profile?: string | undefined },
): string {
  const { method, path, params = {}, data, ...flags } = inputOf(call);
  const query: [string, string][] = [];
  const words: string[] = [];
  for (const [name, value] of Object.entries(params)) {
    const text = name.toLowerCase().endsWith('conditions') ? spelt(name, value, shell) : value;
    const word = `${name}=${text}`;
    if (isCarried(word, shell)) words.push('-p', shellWord(word, shell));
    else query.push([name, value]);
  }
  for (const [name, value] of Object.entries(flags)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      const text = spelt(name, String(one), shell);
      if (one === true) words.push(flagOf(name));
      else if (isCarried(text, shell) || !mayBeInQuery.has(name))
        words.push(...flagWords(name, text, shell));
      else query.push([name, text]);
    }
  }
  const target = `${path.replaceAll('"', '%22')}${encodeQuery(query)}`;
  const connection = profile === undefined ? [] : ['--profile', shellWord(profile, shell)];
  const command = ['cwm', 'call', method, shellWord(target, shell), ...words, ...connection];
  if (data === undefined) return command.join(' ') + remark(words, shell);
  const body = toJson(data);
  if (shell === 'sh') return [...command, '-d', shellWord(body, shell)].join(' ');
  // Between programs PowerShell passes text, though not every letter of it.
  return `${quoted(asciiJson(body), shell)} | ${[...command, '-d', '-'].join(' ')}${remark(words, shell)}`;
}

/** Flags that a query parameter of the same name stands for. */
const mayBeInQuery = new Set(['conditions', 'childConditions', 'customFieldConditions']);

/** Windows PowerShell drops double quotes: texts within a condition stand in single ones for it. */
function spelt(name: string, text: string, shell: Shell): string {
  if (shell === 'sh') return text;
  if (name === 'where') return singleQuotesInWhere(text);
  return /conditions$/i.test(name) || name === 'unlessExists' ? singleQuotes(text) : text;
}

/** An empty value is part of its flag's word, since it would be dropped. */
function flagWords(name: string, text: string, shell: Shell): string[] {
  return text === '' ? [`${flagOf(name)}=`] : [flagOf(name), shellWord(text, shell)];
}

/** What is left of double quotes comes through in newer shells alone. */
function remark(words: readonly string[], shell: Shell): string {
  return shell === 'sh' || words.every((word) => isCarried(word, shell))
    ? ''
    : ' # in PowerShell 7 or newer';
}

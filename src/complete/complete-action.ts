import { defineAction, type Action } from '../actions/define.js';
import type { Branch } from '../cli/tree.js';
import type { Answer } from './candidate.js';
import { completeLine } from './complete-line.js';

const params = {
  words: {
    kind: 'texts',
    summary: 'the words of a command line, the one being written last',
  },
  shell: {
    kind: 'string',
    choices: ['bash', 'zsh', 'fish', 'powershell'],
    summary: 'the shell that asks',
  },
} as const;

/** What can stand at the end of a command line, for the script of a shell: one candidate a line. */
export function completeAction(
  tree: () => Promise<readonly Branch[]>,
): Action<typeof params, never> {
  return defineAction({
    name: 'complete',
    summary: 'Print what can stand at the end of a command line, for the script of a shell',
    params,
    async run({ words = [] }, { local }) {
      const written = words.at(-1) ?? '';
      const answer = await completeLine(words.slice(0, -1), written, await tree(), await local());
      const bytes = new TextEncoder().encode(protocol(answer));
      return { kind: 'bytes', bytes, contentType: 'text/plain' };
    },
  });
}

/** `:files` where names of files are wanted, `:nospace` where no candidate is whole, and each as `text<TAB>note`. */
function protocol({ candidates, files }: Answer): string {
  const lines = [
    ...(files === true ? [':files'] : []),
    ...(candidates.length > 0 && candidates.every(({ open }) => open === true) ? [':nospace'] : []),
    ...candidates.map(({ text, note = '' }) => (note === '' ? text : `${text}\t${note}`)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

import type { Branch } from '../cli/tree.js';
import { UsageError } from '../errors/errors.js';
import { didYouMean, nearest } from '../text/nearest.js';
import type { DotCommand, SessionDesk } from './dot/define-dot.js';
import { helpFor } from './dot/help.js';
import { last } from './dot/last.js';
import { edit, exit } from './dot/leave.js';
import { save } from './dot/save.js';
import { output, profile } from './dot/settings.js';
import { welcome } from './dot/welcome.js';

const own = [last, save, output, profile, edit, exit];

/** What a session has beside the commands of cwm. */
export const dotCommands: readonly DotCommand[] = [...own, helpFor(own)];

/** The same as commands of the tree, for the lines of one session. */
export function dotBranches(desk: SessionDesk): Branch[] {
  return [...dotCommands, welcome].map(({ name, summary, command }) => ({
    name,
    summary,
    hidden: true,
    load: () => Promise.resolve({ default: command(desk) }),
  }));
}

const aliases: Readonly<Record<string, string>> = {
  '!!': '.last',
  exit: '.exit',
  quit: '.exit',
  '.quit': '.exit',
};

/** A line with the names that the commands have. Throws UsageError for a dot command that there is not. */
export function dotWords(argv: readonly string[]): string[] {
  const [first = '', ...rest] = argv;
  const name = aliases[first] ?? first;
  const [format, file, ...flags] = rest;
  const writes = name === '.output' && format !== undefined && isName(format) && isName(file);
  if (writes && file !== undefined)
    return ['.last', '--output', format, '--output-file', file, ...flags];
  if (name.startsWith('.') && !known.includes(name))
    throw new UsageError(`The session has no command ${name}.`, {
      hint: [didYouMean(nearest(name, known)), '.help lists them.']
        .filter((part) => part !== undefined)
        .join(' '),
    });
  return argv.length === 0 ? [] : [name, ...rest];
}

const known = [...dotCommands, welcome].map(({ name }) => name);

function isName(word: string | undefined): boolean {
  return word?.startsWith('-') === false;
}

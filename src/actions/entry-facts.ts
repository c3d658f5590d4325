import type { Entry } from '../memory/entry.js';
import { fillCall } from '../memory/fill.js';
import { isUnfilled, placeholdersOf, type Placeholder } from '../memory/placeholders.js';
import { shellWord, type Shell } from '../text/shell-words.js';
import { asCommand } from './as-command.js';

export type { Entry };

/** What a person wants to know of an entry beside its members. */
export interface EntryFacts {
  /** The command line that runs it. */
  run: string;
  /** The call that it makes; with its placeholders where it does not say their values. */
  calls: string;
  placeholders: Placeholder[];
}

export function entryFacts(entry: Entry, shell: Shell): EntryFacts {
  const placeholders = placeholdersOf(entry);
  const values = placeholders.map(
    ({ name, default: standard }) => ` --set ${shellWord(`${name}=${standard ?? '…'}`, shell)}`,
  );
  const shown = isUnfilled(entry) ? entry : fillCall(entry, {});
  return {
    run: `cwm memory run ${shellWord(entry.slug, shell)}${values.join('')}`,
    calls: asCommand(shown, { shell }),
    placeholders,
  };
}

import type { Semantics } from '../conditions/evaluate.js';
import { UsageError } from '../errors/errors.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';

/** Where nobody knows for certain how the server behaves: what it may be made to do, the default first. */
const choices = {
  /** The status for a clientId that is missing or unknown. */
  clientId: ['401', '400', '403'],
  /** A page size beyond the largest: the largest is taken, or the request refused. */
  pageSize: ['cap', 'refuse'],
  /** `_` and `[]` in a like pattern: characters, or wildcards as in SQL. */
  like: ['literal', 'wildcards'],
  /** `*` and `%` after `=`: characters, or wildcards as after like. */
  equals: ['literal', 'wildcards'],
  /** A PATCH of a part of a reference: applied, or answered 200 without effect. */
  subPaths: ['apply', 'ignore'],
  /** Names in `fields` and in a body that the schema does not have. */
  unknownNames: ['ignore', 'refuse'],
  /** Project tickets among the service tickets. */
  projectTickets: ['apart', 'together'],
} as const;

export type SandboxSwitches = { [K in keyof typeof choices]: (typeof choices)[K][number] };

export const defaultSwitches: SandboxSwitches = {
  clientId: '401',
  pageSize: 'cap',
  like: 'literal',
  equals: 'literal',
  subPaths: 'apply',
  unknownNames: 'ignore',
  projectTickets: 'apart',
};

/** How conditions are read. */
export function semanticsOf({ like, equals }: SandboxSwitches): Semantics {
  return { sets: like === 'wildcards', wildcardEquals: equals === 'wildcards' };
}

/** Reads `name=value`. Throws UsageError for a switch or a position that does not exist. */
export function readSwitches(texts: readonly string[]): Partial<SandboxSwitches> {
  return Object.fromEntries(texts.map(readSwitch));
}

function readSwitch(text: string): [string, string] {
  const [, name = text, value = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(text) ?? [];
  const known = Object.keys(choices);
  const found = Object.entries<readonly string[]>(choices).find(
    ([one]) => one.toLowerCase() === name.toLowerCase(),
  );
  if (found === undefined) {
    throw new UsageError(`There is no switch "${name}".`, {
      hint: [didYouMean(nearest(name, known)), `Switches: ${listed(known)}.`]
        .filter((part) => part !== undefined)
        .join(' '),
    });
  }
  const position = found[1].find((one) => one === value.toLowerCase());
  if (position === undefined) {
    throw new UsageError(`The switch ${found[0]} cannot be "${value}".`, {
      hint: `It is one of ${listed(found[1], 'or')}, such as --switch ${found[0]}=${found[1].at(-1) ?? ''}`,
    });
  }
  return [found[0], position];
}

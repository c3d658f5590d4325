import { chooseConnection, connectionPlace, type ConnectionChoice } from '../config/connection.js';
import { sandboxProfile } from '../config/settings.js';
import { UsageError } from '../errors/errors.js';
import type { Wanted } from './entry.js';

/** How the entry shall be. */
export interface EntryOptions {
  name: string;
  readOnly: boolean;
  /** The connection's variables, keys among them, go into the file. */
  env: boolean;
}

export interface WantedEntry {
  wanted: Wanted;
  /** Where the keys of the file are for; undefined where it gets none. */
  keysOf: string | undefined;
  /** Why the server could not call ConnectWise as it stands. */
  warning: string | undefined;
}

/**
 * The entry for the connection in force, by the name of its profile: so no key lands in the file. Throws UsageError for
 * a profile that there is not, ConfigError for an incomplete environment.
 */
export function wantedEntry(
  { name, readOnly, env: withKeys }: EntryOptions,
  choice: ConnectionChoice,
  resolvePath: (path: string) => string,
): WantedEntry {
  if (!/^[\w-]{1,64}$/.test(name))
    throw new UsageError(`An entry cannot be called "${name}".`, {
      hint: 'Its name has letters, digits, - and _ alone, 64 at most.',
    });
  const home = choice.env['CWM_HOME'];
  // A client that was opened from a menu does not have what this shell sets, and would look elsewhere for the profile.
  const own = home === undefined || home === '' ? {} : { CWM_HOME: resolvePath(home) };
  if (withKeys) {
    const { keys, company } = keysIn(choice);
    const wanted = { name, readOnly, profile: undefined, env: { ...own, ...keys } };
    return { wanted, keysOf: company, warning: undefined };
  }
  const place = connectionPlace(choice);
  const profile = place !== undefined && place.by !== 'CONNECTWISE_*' ? place.name : undefined;
  if (profile !== undefined && profile !== sandboxProfile) chooseConnection(choice);
  const wanted = { name, readOnly, profile, env: own };
  return { wanted, keysOf: undefined, warning: warningFor(place) };
}

function warningFor(place: ReturnType<typeof connectionPlace>): string | undefined {
  if (place === undefined)
    return 'No connection is set up: the assistant can search the endpoints and not call them. Run cwm login, then this again.';
  if (place.by !== 'CONNECTWISE_*') return undefined;
  return 'The connection is in variables of this shell, which the assistant may not get. cwm login keeps it as a profile; --env copies it into the file, keys included.';
}

function keysIn(choice: ConnectionChoice): { keys: Record<string, string>; company: string } {
  if (choice.profile !== undefined)
    throw new UsageError('--env copies the variables of the environment, not a profile.', {
      hint: 'Leave out --profile or --env.',
    });
  const keys = Object.fromEntries(
    Object.entries(choice.env).flatMap(([name, value = '']) =>
      (name.startsWith('CONNECTWISE_') || name === 'CWM_MEMBER') && value.trim() !== ''
        ? [[name, value.trim()]]
        : [],
    ),
  );
  // Said here rather than by a server that nobody sees.
  chooseConnection({ profile: undefined, env: keys, settings: () => ({ profiles: {} }) });
  return { keys, company: keys['CONNECTWISE_COMPANY_ID'] ?? '' };
}

import { ConfigError } from '../errors/errors.js';

/** The zone that times are shown in: CWM_TZ, else the machine's. */
export function chooseZone(named: string | undefined, machine: string): string {
  if (named === undefined || named === '') return machine;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: named }).resolvedOptions().timeZone;
  } catch (error) {
    throw new ConfigError(`CWM_TZ is "${named}", which is no time zone.`, {
      hint: 'Write a name such as Europe/Berlin, America/New_York or UTC.',
      cause: error,
    });
  }
}

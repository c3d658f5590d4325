import type { LoggedIn } from '../actions/login-store.js';
import type { Style } from '../terminal/style.js';
import { inertLine } from '../text/sanitize.js';

/** What `login` has made, for a person. */
export function presentLoggedIn(stored: LoggedIn, style: Style): string {
  const { profile, url, company, member, timeZone, readOnly, keysFile, inUse } = stored;
  const rows: [string, string][] = [
    ['address', url],
    ['company', company],
    ['me', member ?? 'nobody (--member names one)'],
    ['time zone', timeZone ?? 'the machine’s'],
    ['writes', readOnly ? 'refused' : 'sent when approved'],
    ['keys', keysFile ?? 'in the keyring of this system'],
  ];
  const where = inUse ? '' : ` --profile ${profile}`;
  const lines = [
    style.bold(`Profile ${profile}${inUse ? ', in use where no other is named' : ''}`),
    ...rows.map(([name, value]) => `  ${name.padEnd(10)}  ${inertLine(value)}`),
    `Try it: cwm call GET /service/tickets --limit 5${where}`,
  ];
  return `${lines.join('\n')}\n`;
}

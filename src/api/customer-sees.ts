import { isRecord } from '../text/records.js';
import { pathNames } from './field-path.js';

/** Switches that mail a text to the customer, or put it where the portal shows it. */
const switches = new Set([
  'processNotifications',
  'automaticEmailContactFlag',
  'emailContactFlag',
  'emailCcFlag',
  'emailNotesToContactFlag',
  'addToDetailDescriptionFlag',
]);

/** The tab of a note that the portal shows; elsewhere the names mean something else. */
const noteSwitches = new Set(['detailDescriptionFlag', 'externalFlag']);

/** Whether a body says that the customer will see its text. */
export function customerSees(path: string, body: unknown): boolean {
  const isNote = /\/notes(?:\/|$)/i.test(path);
  return membersOf(body).some(
    ([name, value]) => value === true && (switches.has(name) || (isNote && noteSwitches.has(name))),
  );
}

/** Names with their values; of a PATCH the first name of each path. */
function membersOf(body: unknown): [string, unknown][] {
  if (isRecord(body)) return Object.entries(body);
  if (!Array.isArray(body)) return [];
  return body.filter(isRecord).flatMap((element): [string, unknown][] => {
    const { path, value } = element;
    return typeof path === 'string' && element['op'] !== undefined
      ? [[pathNames(path)[0] ?? '', value]]
      : Object.entries(element);
  });
}

import { membersOf } from './body-members.js';

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

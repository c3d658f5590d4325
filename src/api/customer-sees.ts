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

/** Switches that put a text where the staff alone reads it. */
const inside = new Set(['internalAnalysisFlag', 'internalFlag', 'addToInternalAnalysisFlag']);

/** Who reads the text of a record when a switch of it is on; undefined where that says nothing of readers. */
export function readerOf(path: string, name: string): 'customer' | 'staff' | undefined {
  if (inside.has(name)) return 'staff';
  const isNote = /\/notes(?:\/|$)/i.test(path);
  return switches.has(name) || (isNote && noteSwitches.has(name)) ? 'customer' : undefined;
}

/** Whether a body says that the customer will see its text. */
export function customerSees(path: string, body: unknown): boolean {
  return membersOf(body).some(
    ([name, value]) => value === true && readerOf(path, name) === 'customer',
  );
}

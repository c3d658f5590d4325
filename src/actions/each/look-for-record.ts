import { isNumber } from '../../text/json.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Services } from '../../services.js';
import { readRows } from '../read-aside.js';
import { agrees, isDate } from './agrees.js';
import type { Verdict } from './recheck.js';

/** A record that may have been created. */
export interface Sought {
  /** Path of the list that it would be in. */
  path: string;
  body: unknown;
  /** An id that is older than the record; without one what is found may have been there before. */
  after: number | undefined;
  /** Ids that belong to other rows. */
  claimed: ReadonlySet<number>;
}

/** Records that are looked at; a list with more of them leaves it open. */
const most = 1000;

/**
 * Looks for what a POST may have created among the records that are newer. Sure is it only where one of them is what
 * was sent, or where all of them are certainly something else.
 */
export async function lookForRecord(
  { path, body, after, claimed }: Sought,
  services: Services,
): Promise<Verdict> {
  if (!isRecord(body)) return unsure('its body is no record');
  const newer = after === undefined ? {} : { conditions: `id > ${after}` };
  const query = { ...newer, orderBy: 'id desc', pageSize: most };
  const rows = await readRows(path, query, services);
  if (rows.length >= most) return unsure(`${path} has too many records to look through`);
  const found = rows.filter(({ id }) => {
    const number = isNumber(id) ? Number(id) : undefined;
    return number === undefined || (number > (after ?? 0) && !claimed.has(number));
  });
  const same = found.filter((record) => compare(body, record) === 'same');
  const id = same.map((record) => record['id']).find(isNumber);
  if (id !== undefined && after !== undefined) return { kind: 'done', id };
  if (found.every((record) => compare(body, record) === 'other')) return { kind: 'open' };
  return unsure(`a record in ${path} may be the one that was sent`);
}

function unsure(why: string): Verdict {
  return { kind: 'unknown', why };
}

/** Whether a record is what was sent. Servers change what they are sent: only some differences say that it is not. */
function compare(body: JsonRecord, record: JsonRecord): 'same' | 'other' | 'perhaps' {
  const members = Object.entries(body).filter(
    // What is not in the answer, such as a password or a first note, says nothing.
    ([name]) => record[name] !== undefined && record[name] !== null,
  );
  const different = members.filter(([name, value]) => !agrees(value, record[name]));
  if (different.some(([name, value]) => isTelling(name, value, record[name]))) return 'other';
  return different.length === 0 && members.length > 0 ? 'same' : 'perhaps';
}

/** Names of texts that a server keeps as they are, but for spelling and length. */
const labels = new Set([
  ...['summary', 'name', 'identifier', 'title', 'subject', 'description', 'caption'],
  ...['firstName', 'lastName', 'notes', 'text', 'serialNumber', 'invoiceNumber', 'poNumber'],
]);

/** References that no rule of a server changes. */
const owners = new Set(['company', 'contact', 'ticket', 'project', 'agreement', 'product']);

/** A day and a half: no zone and no rounding moves a time so far. */
const farApart = 36 * 3_600_000;

function isTelling(name: string, sent: unknown, stored: unknown): boolean {
  if (typeof sent === 'string' && typeof stored === 'string') {
    if (isDate(sent) && isDate(stored))
      return Math.abs(Date.parse(sent) - Date.parse(stored)) > farApart;
    const [a, b] = [letters(sent), letters(stored)];
    return labels.has(name) && !a.startsWith(b) && !b.startsWith(a);
  }
  if (isNumber(sent) && isNumber(stored)) return /Id$/.test(name);
  if (!owners.has(name) || !isRecord(sent) || !isRecord(stored)) return false;
  return isNumber(sent['id']) && isNumber(stored['id']) && !agrees(sent['id'], stored['id']);
}

function letters(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

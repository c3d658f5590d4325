import { isRecord, type JsonRecord } from '../../text/records.js';
import { idOf, omit } from '../records.js';

/** Whoever owns it is one of its resources; whoever owned it no longer is, unless an appointment says so. */
export function withOwner(ticket: JsonRecord, before: JsonRecord | undefined): JsonRecord {
  const [owner, was] = [ticket['owner'], before?.['owner']];
  if (idOf(owner) === idOf(was)) return ticket;
  const left =
    isRecord(was) && typeof was['identifier'] === 'string'
      ? withoutResource({ ...ticket, owner: undefined }, was['identifier'])
      : ticket;
  const changed: JsonRecord = { ...left, owner };
  return isRecord(owner) && typeof owner['identifier'] === 'string'
    ? withResource(changed, owner['identifier'])
    : changed;
}

/** A ticket with one more person on it. */
export function withResource(ticket: JsonRecord, identifier: string): JsonRecord {
  const people = resourcesOf(ticket);
  return people.includes(identifier)
    ? ticket
    : { ...ticket, resources: [...people, identifier].join(', ') };
}

/** A ticket without a person, unless it is the owner. */
export function withoutResource(ticket: JsonRecord, identifier: string): JsonRecord {
  const { owner } = ticket;
  if (isRecord(owner) && owner['identifier'] === identifier) return ticket;
  const left = resourcesOf(ticket).filter((one) => one !== identifier);
  return left.length === 0
    ? omit(ticket, ['resources'])
    : { ...ticket, resources: left.join(', ') };
}

function resourcesOf({ resources }: JsonRecord): string[] {
  return typeof resources === 'string' && resources !== '' ? resources.split(/,\s*/) : [];
}

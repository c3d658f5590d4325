import type { Field } from '../../catalog/model.js';
import type { ClauseWorld } from './clause.js';
import { readWhen } from './clock-time.js';
import { readValue, type Value } from './value.js';

/** `assign it to jdoe`, `for me`. */
export function assigned(piece: string, world: ClauseWorld): Value | undefined {
  const [, name] =
    /^(?:and\s+)?(?:(?:assign|give|assigned|owned|handled|given)(?: it| this)? (?:to|by)|assigned(?=\s[\w.]+$)|for)\s+(.+)$/i.exec(
      piece,
    ) ?? [];
  if (name === undefined) return undefined;
  if (/^(?:and\s+)?for/i.test(piece) && !/^(?:me|myself)$/i.test(name)) return undefined;
  return readValue(memberField(world), name, world);
}

/** The field with whom a record is when it is assigned. */
export function memberField({ words, lore }: Pick<ClauseWorld, 'words' | 'lore'>) {
  const said = words.named(lore.who['assigned to']?.split('/')[0] ?? '');
  const isMember = said?.schema === 'MemberReference';
  return isMember ? said : words.find('assigned to')[0];
}

/** `for Acme`, `at Contoso`. */
export function forCompany(piece: string, world: ClauseWorld): Value | undefined {
  const { words, beneficiary } = world;
  if (beneficiary === 'nobody') return undefined;
  if (beneficiary === 'member') return forMember(piece, words.named('member'), world);
  const doer = memberField(world);
  // What cannot be without somebody is for him, where the name is no other's.
  const whose = doer?.required === true ? forMember(piece, doer, world) : undefined;
  if (whose !== undefined) return whose;
  const [, name] =
    /^(?:and\s+)?(?:for|at|from|to|with|under)\s+(?:the\s+)?(?:(?:company|client|customer|account)\s+)?(.+)$/i.exec(
      piece,
    ) ?? [];
  if (name === undefined || /^(?:#?\d|me\b|us\b|it\b|them\b|\$)/i.test(name)) return undefined;
  return companyNamed(name, world);
}

/** A company as the one that a record belongs to, where it belongs to any. */
export function companyNamed(name: string, world: ClauseWorld): Value | undefined {
  const { words, lore, today } = world;
  const field =
    words.named(lore.company ?? '') ?? words.named('company') ?? words.named('vendorCompany');
  if (field === undefined || readWhen(name, today, 'future') !== undefined) return undefined;
  return readValue(field, name.replace(/\s+(?:company|client|customer|account)$/i, ''), world);
}

/** `for jdoe`: an identifier, which has no blank and no capital. */
function forMember(piece: string, field: Field | undefined, world: ClauseWorld): Value | undefined {
  const [, name] =
    /^(?:and\s+)?for\s+(?:(?:member|technician|tech|engineer)\s+(?=\S))?([a-z][a-z.\d]+)$/.exec(
      piece,
    ) ?? [];
  return name === undefined ? undefined : readValue(field, name, world);
}

import { companyOf } from '../companies.js';
import { readNames, reading, type NameReading } from '../name-filter.js';
import type { Name } from '../names.js';
import type { Subject } from '../subject.js';

/** Names with what is known of whose they are. */
export interface Whose {
  names: Name[];
  negated: boolean;
  /** `open` where capitals make a company likely, unless the records are a member's. */
  who: 'company' | 'member' | 'either' | 'open';
}

export function quoted(names: readonly Name[]): string {
  return names.map(({ text }) => `"${text}"`).join(' and ');
}

/** As a company where the records have one, as a member where they have one; both where nobody can tell. */
export function readWhose(
  { names, negated, who }: Whose,
  subject: Subject,
): NameReading | undefined {
  const company = companyOf(subject);
  const member = subject.lore.who[''];
  if (who === 'company')
    return company === undefined ? undefined : readNames(company, names, negated, subject);
  if (who === 'member')
    return member === undefined ? undefined : readNames(member, names, negated, subject);
  if (company === undefined && member === undefined) return undefined;
  if (company === undefined || member === undefined)
    return readNames(company ?? member ?? '', names, negated, subject);
  if (who === 'open' && member !== 'member' && !names.every(mayBeMember))
    return orMember(readNames(company, names, negated, subject), member);
  const both = [company, member].map((path) => readNames(path, names, negated, subject));
  if (!both.every((one) => one !== undefined)) return both.find((one) => one !== undefined);
  const choices = both.flatMap((one) => one.either?.choices ?? one.filters);
  const doubts = [
    {
      why: `${quoted(names)} may be a company or a member`,
      weight: 0.9,
    },
  ];
  return reading(choices, negated, subject, doubts, true);
}

/** A company, unless the server knows none of that name and a member. */
function orMember(read: NameReading | undefined, member: string): NameReading | undefined {
  return (
    read && {
      ...read,
      filters: read.filters.map((one) => ({
        ...one,
        ...(one.named !== undefined && { named: { ...one.named, or: member } }),
      })),
    }
  );
}

/** A first and a last name may be a member's, unless the last word is what only companies are called. */
export function mayBeMember({ text }: Name): boolean {
  const [, last = '', ...more] = text.toLowerCase().split(' ');
  return last !== '' && more.length === 0 && !companyWord.test(last);
}

const companyWord =
  /^(?:inc|llc|ltd|llp|gmbh|corp|co|group|partners|holdings|industries|manufacturing|traders?|trading|insurance|systems?|services?|solutions|software|technolog(?:y|ies)|dental|medical|legal|law|bank|financial|logistics|foods?|works|steelworks|engineering|construction|associates|consulting|clinic|hospital|school|university|college|foundation|church|hotels?|motors|energy|electric|supply|studios?|labs?|pharmacy|realty|properties|ventures|capital|media|design|networks?|council|company)$/;

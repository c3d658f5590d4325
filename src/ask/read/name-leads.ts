import type { Word } from '../words.js';
import type { Whose } from './whose.js';

/** Words before a name that tell whose records are meant. */
export interface Lead {
  end: number;
  negated: boolean;
  who: Whose['who'] | undefined;
  /** Only capitals are a name behind it. */
  isStrict: boolean;
}

/** `for`, `not at`, `everyone but`, `on behalf of`. */
export function leadAt(words: readonly Word[], at: number): Lead | undefined {
  const [one, two, three] = [0, 1, 2].map((next) => words[at + next]?.lower ?? '');
  const before = words[at - 1];
  const lead = (length: number, given: Partial<Lead> = {}): Lead => ({
    end: at + length,
    negated: false,
    who: undefined,
    isStrict: false,
    ...given,
  });
  const isPlace = (word: string | undefined) => word === 'for' || word === 'at' || word === 'from';
  if (one === 'other' && two === 'than') return lead(isPlace(three) ? 3 : 2, { negated: true });
  if (one === 'but' && two === 'not') return lead(isPlace(three) ? 3 : 2, { negated: true });
  if ((one === 'apart' || one === 'aside') && two === 'from') return lead(2, { negated: true });
  if (one === 'not' && isPlace(two)) return lead(2, { negated: true });
  if (['excluding', 'except', 'exclude', 'besides', 'minus'].includes(one ?? ''))
    return lead(isPlace(two) ? 2 : 1, { negated: true });
  const isAll = (word: string | undefined) =>
    /^(?:every(?:one|body)|any(?:one|body)|all)$/.test(word ?? '');
  const isBut = (word: string | undefined) => word === 'but' || word === 'except';
  if (isAll(one) && isBut(two)) return lead(2, { negated: true });
  if (isPlace(one) && isAll(two) && isBut(three)) return lead(3, { negated: true });
  if (/^belong(?:s|ing)?$/.test(one ?? '') && two === 'to') return lead(2);
  if (one === 'on' && two === 'behalf' && three === 'of') return lead(3, { who: 'company' });
  if (one === 'for') return lead(1);
  if (one === 'at' || one === 'against') return lead(1, { who: 'company' });
  if (one === 'from') return lead(1, { who: 'company', isStrict: false });
  if (one === 'of') return lead(1, { isStrict: before?.kind !== 'taken' });
  if (one === 'by') return lead(1, { who: 'member' });
  if (one === 'with' || one === 'under') return lead(1, { who: 'company', isStrict: true });
  return undefined;
}

export const companyNouns = new Set(['company', 'client', 'customer', 'account', 'organization']);
const memberNouns = new Set('member technician tech engineer user employee resource'.split(' '));

/** The noun that says whose a name is: `for the client Acme`. */
export function nounAt(
  words: readonly Word[],
  at: number,
): { start: number; who: Whose['who'] | undefined; isThe: boolean } {
  const isThe = ['the', 'our', 'a', 'an'].includes(words[at]?.lower ?? '');
  const start = isThe ? at + 1 : at;
  const noun = words[start]?.lower ?? '';
  if (companyNouns.has(noun)) return { start: start + 1, who: 'company', isThe: false };
  if (memberNouns.has(noun)) return { start: start + 1, who: 'member', isThe: false };
  return { start, who: undefined, isThe };
}

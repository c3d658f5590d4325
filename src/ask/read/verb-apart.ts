import type { Subject } from '../subject.js';

/** A pattern for a verb that stands apart from its `by`, in whose group is what lies between: `|closed( last week )by`. */
export function apartFrom(phrase: string): string {
  const verb = / by$/.test(phrase) ? phrase.slice(0, -' by'.length) : '';
  return /^\p{L}+$/u.test(verb) ? String.raw`|${verb}(\s[^.;:!?"]{1,60}?\s)by` : '';
}

/**
 * Whether verb and `by` are of each other: `tickets closed last week for Acme by jdoe`. Only dates and names lie between,
 * and the verb is said of the records: in `closed tickets by jdoe` it is an adjective.
 */
export function isTogether(
  rest: string,
  { index, 0: all, 1: gap = '' }: RegExpExecArray,
  { lore }: Subject,
): boolean {
  const start = rest.slice(index, index + all.length - gap.length - 'by'.length);
  const lying = rest.slice(index + start.length, index + start.length + gap.length);
  const [next = ''] = /^\s+\S+/u.exec(rest.slice(index + all.length)) ?? [];
  if (Object.hasOwn(lore.usual, `by${next}`.toLowerCase())) return false;
  return between.test(lying) && (/^\u0000+$/u.test(start) || ofRecords.test(rest.slice(0, index)));
}

const between =
  /^(?:[\s,]|\u0000|(?:for|at|of|from|on|in)\s+(?:the\s+)?\p{Lu}[\p{L}\p{N}.&'’-]*(?:\s+\p{Lu}[\p{L}\p{N}.&'’-]*)*(?:\s+(?!\p{Ll}+ed\s)\p{Ll}+(?=\s))?)*$/u;

/** Right behind the noun, or behind what is said of it. */
const ofRecords =
  /\u0000\s*(?:(?:that|which)\s+)?(?:(?:was|were|are|is|been|have|has|had|got)\s+)*$/iu;

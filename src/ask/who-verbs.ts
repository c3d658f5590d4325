import type { Subject } from './subject.js';

/** Verbs that stand beside a member, with the field of each, the longest first. */
export function verbForms({ lore }: Subject): { phrase: string; path: string }[] {
  const own = lore.who[''];
  const forms = new Map(Object.entries(lore.who).filter(([phrase]) => phrase !== ''));
  const add = (phrase: string, path: string | undefined) => {
    if (path !== undefined && !forms.has(phrase)) forms.set(phrase, path);
  };
  for (const phrase of ['assigned to', 'assigned', 'belonging to', 'worked by', 'done by'])
    add(phrase, own);
  return [...forms]
    .map(([phrase, path]) => ({ phrase, path }))
    .toSorted((one, other) => other.phrase.length - one.phrase.length);
}

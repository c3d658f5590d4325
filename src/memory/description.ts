import { shortened } from '../text/shortened.js';

export const longestDescription = 200;

/**
 * Controls, halves of characters, and what is there without being seen: bidirectional marks, tags, soft hyphens. Joiners
 * stay, which emoji and some scripts need.
 */
const unseen = /[\p{Cc}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/gu;

/** A description as it is kept and shown, to people and to models: one line that is what it looks like; empty where nothing can be seen of it. */
export function cleanDescription(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll(unseen, '').replaceAll(/ +/g, ' ').trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(line) ? line : '';
}

/** The same for one that somebody else wrote, however long it is. */
export function shownDescription(text: string): string {
  return shortened(cleanDescription(text), longestDescription).trim();
}

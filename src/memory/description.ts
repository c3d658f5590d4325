import { shortened } from '../text/shortened.js';

const longest = 200;

/**
 * Controls, halves of characters, and what is there without being seen: bidirectional marks, tags, soft hyphens. Joiners
 * stay, which emoji and some scripts need.
 */
const unseen = /[\p{Cc}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/gu;

/** A description that somebody else wrote: one line of bounded length that is what it looks like; empty where nothing can be seen of it. */
export function shownDescription(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll(unseen, '').replaceAll(/ +/g, ' ').trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(line) ? shortened(line, longest).trim() : '';
}

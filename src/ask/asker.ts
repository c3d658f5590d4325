import { singular } from '../catalog/words.js';
import type { Doubt } from './draft.js';
import type { Sentence } from './sentence.js';
import type { World } from './world.js';

const role = String.raw`(?:boss|manager|director|supervisor|CEO|CFO|COO|CTO|owner|president|accountant|bookkeeper|controller|dispatcher|colleague|co-?worker|auditors?|team(?:\s+lead)?|lead|finance|accounting|management|sales)`;
const named = String.raw`\p{Lu}[\p{Ll}'’-]+(?:\s+\p{Lu}[\p{Ll}'’-]+)?`;
const someone = String.raw`(?:(?:[Mm]y|[Oo]ur|[Tt]he|[Aa])\s+(?:(?:account|service|project|sales|office|finance|general)\s+)?${role}|${named}|[Ss]omeone|[Ss]omebody)`;
const wants = String.raw`(?:would\s+(?:like|love)|['’]d\s+like|wants?|wanted|needs?|needed|(?:has\s+|have\s+|just\s+)?asked|(?:is|are)\s+asking|is\s+looking)`;
const what = String.raw`(?:\s+(?:(?:me|us)\s+)?(?:to\s+(?:see|know|have|get|review|look\s+at|check|find|pull(?:\s+up)?|list|show(?:\s+(?:him|her|them))?|send(?:\s+(?:him|her|them))?|look\s+up|count)|for))?`;

const asker = new RegExp(
  String.raw`^\s*(${someone})\s+${wants}${what}(?=\s+(?:an?|all|the|any|every|only|just|open|which|what|how\s+many|\d+|\p{Ll}+s)(?!\p{L}))`,
  'u',
);

/** `Frank would like to see all overdue invoices`: who wants to know says nothing of the records, unless they are his. */
export function takeAsker(sentence: Sentence, { catalog }: World): Doubt | undefined {
  const match = asker.exec(sentence.text);
  if (match === null) return undefined;
  const [all, who = ''] = match;
  const isName = /^(?!(?:My|Our|The|A|Some\p{Ll}+)(?!\p{L}))\p{Lu}/u.test(who);
  const { terms } = catalog.searchIndex();
  const isNoun = who.split(' ').some((word) => terms.has(singular(word.toLowerCase())));
  if (isName && isNoun) return undefined;
  if (theirs.test(sentence.text.slice(all.length)))
    return { why: 'whose the records are is not known', weight: 0.45 };
  sentence.takeAt(0, all.length, 'who asks');
  return isName ? { why: `"${who}" is taken for who asks`, weight: 0.8 } : undefined;
}

const theirs = /(?<!\p{L})(?:his|her|hers|him|their|theirs|them|its)(?!\p{L})/iu;

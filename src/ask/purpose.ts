import { singular } from '../catalog/words.js';
import { carriesNothing } from './words.js';
import type { Sentence } from './sentence.js';
import type { World } from './world.js';

const we = String.raw`(?:i|we)(?:['’](?:m|re|ve|ll|d))?(?![\p{L}])`;
const words = String.raw`(?:\s+[\p{L}'’-]+){1,10}?`;
const asked = String.raw`(?=\s*(?:please|can|could|would|will|show|list|give|get|find|fetch|pull|send|tell|count|which|what|who|how|do|does|is|are|i\s+(?:need|want|would)|i['’]d|let|all|any|the|my)(?!\p{L}))`;

/** `Before I run payroll, …`, `While we are at it, …`: why or when it is asked. */
const clauses: readonly RegExp[] = [
  new RegExp(
    String.raw`^\s*(?:before|while|when|whenever|as|because|if|once|until|so\s+(?:that\s+)?|in\s+case|now\s+that|since|after)\s+(?:${we}|you)${words}\s*,${asked}`,
    'u',
  ),
  // "I'm preparing a review: list …", "We have a meeting, so show me …".
  new RegExp(
    String.raw`^\s*(?:i['’]?m|i\s+am|we['’]?re|we\s+are|i\s+have|we\s+have|i['’]ve\s+got)${words}\s*(?:[:;.–—]|,\s*so)${asked}`,
    'u',
  ),
  // "…, so I can call them".
  new RegExp(
    String.raw`\s*,?\s+(?:so\s+(?:that\s+)?|in\s+order\s+that\s+)(?:${we}|they|he|she)${words}\s*[.!?]*\s*$`,
    'u',
  ),
];

const occasion = String.raw`(?:(?:board|team|staff|sales|status|client|customer|budget|management|monthly|weekly|quarterly|annual|daily|billing|invoice|morning|year-end)\s+)?(?:report|reporting|review|meeting|presentation|call|audit|newsletter|overview|planning|payroll|summary|analysis|dashboard|stand-?up|handover|deck|slides|spreadsheet|run|records|qbr)`;
const day = String.raw`(?:today|tomorrow|tonight|later|(?:on|this|next)\s+\p{L}+)`;
const forOccasion = String.raw`(?:for|before|ahead\s+of)\s+(?:(?:a|an|the|my|our|this|an\s+upcoming|my\s+next|our\s+next|the\s+next)\s+|(?:today|tomorrow|tonight|\p{L}+day|(?:this|next)\s+\p{L}+)['’]s\s+)${occasion}(?:\s+(?:${day}|with\s+(?:them|him|her)))*`;

/** `For my report, …` and `… for the meeting tomorrow`: a day there is none of the records'. */
const occasions: readonly RegExp[] = [
  new RegExp(String.raw`^\s*${forOccasion}\s*,${asked}`, 'u'),
  new RegExp(String.raw`(?<=\p{L}[\p{L}\p{N}.]*\s*),?\s+${forOccasion}\s*[.!?]*\s*$`, 'u'),
];

/** `on file`, `in our system`: where all records are. */
const inSystem =
  /(?<![\p{L}\p{N}])(?:(?:that\s+)?we\s+have\s+)?(?:on\s+(?:file|record|the\s+books)|in\s+(?:our|the|your|this)\s+(?:system|database|crm|psa)|in\s+connectwise(?:\s+(?:manage|psa))?)(?=\s*(?:$|[.,;!?]|(?:for|of|at|with|from|by|that|which|who|and|in|under|since|this|last|sorted)(?!\p{L})))/u;

/** What the words became: nothing of them goes unmentioned. */
const why = 'why it is asked';

/** What offices do that few dictionaries have. */
const ofOffices =
  /^(?:payrolls?|invoicing|bookkeeping|onboarding|offboarding|handover|standup|backlog|workload)$/;

/** What happens at an occasion may be what is asked for, and what somebody wrote may have any words. */
const mayBeMeant =
  /(?<!\p{L})(?:time|hours|expenses?|costs?|schedules?d?|calendar|activit(?:y|ies)|meetings|calls|notes?|documents?|reports)(?!\p{L})/iu;
const isText =
  /(?<!\p{L})(?:about|mentioning|containing|contains?|regarding|concerning|saying|says|called|named|titled)(?!\p{L})/iu;

/**
 * Takes what says why something is asked, before anything is looked for in it: it is no piece of what is asked. Only
 * clauses of plain words, without a name, a number or a text, are sure to ask for nothing; the rest stays.
 */
export function takePurpose(sentence: Sentence, { catalog }: World): void {
  const isPlain = (clause: string) => {
    const index = catalog.searchIndex();
    return clause
      .split(/[^\p{L}'’-]+/u)
      .map((word) => word.toLowerCase().replace(/['’]\p{L}*$/u, ''))
      .filter((word) => word.length > 2 && !carriesNothing(word))
      .every(
        (word) => index.isEnglish(word) || index.terms.has(singular(word)) || ofOffices.test(word),
      );
  };
  for (const form of clauses)
    sentence.takeAs(form, ([all]) =>
      isPlain(all) && !hasName(all) && !isTold(all) ? why : undefined,
    );
  for (const form of occasions)
    sentence.takeAs(form, ({ 0: all, index: at }) => {
      const { text } = sentence;
      const other = text.slice(0, at) + text.slice(at + all.length);
      return mayBeMeant.test(other) || isText.test(text.slice(0, at)) ? undefined : why;
    });
  sentence.takeEach(inSystem, 'where all records are');
}

/** A capital within a clause is a name's. */
function hasName(clause: string): boolean {
  return /\s(?!I(?!\p{L}))\p{Lu}/u.test(clause.trim()) || /["“”\d#]/u.test(clause);
}

/** Since when, or after what, may be of the records. */
function isTold(clause: string): boolean {
  return (
    /^\s*(?:since|after|until|if)\s/iu.test(clause) &&
    /(?<!\p{L})(?:today|yesterday|last|this|next|\p{L}+day|week|month|year|quarter|closed|opened|created|entered)(?!\p{L})/iu.test(
      clause,
    )
  );
}

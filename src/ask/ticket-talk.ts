import { loreOf } from './phrases.js';
import { carriesNothing } from './words.js';

/** Words in place of a noun. */
const ones =
  /(?<![\p{L}\p{N}])(?:ones|anything|everything|something|things?|stuff|what(?:['’]?s)?)(?![\p{L}\p{N}])/iu;

/** Where levels of urgency stand alone: P1s, high prio. */
const level =
  /(?<![\p{L}\p{N}])(?:p[1-9]s?|(?:critical|urgent|highest|high|medium|normal|lowest|low|top)[\s-]prio(?:rity)?)(?![\p{L}\p{N}])/iu;

/** What happens to tickets alone. */
const arrived = /(?<![\p{L}\p{N}])(?:came|come|comes|coming) in(?![\p{L}\p{N}])/iu;

/** `on the Alerts board`: what lies on boards. */
const onBoard =
  /(?<![\p{L}\p{N}])(?:on|in|at|from)\s+(?:(?:the|our|my)\s+)?(?:board\s+[\p{L}\p{N}]|(?:[\p{L}\p{N}&/-]+\s+){1,3}board(?![\p{L}\p{N}]))/iu;

/** `alerts board, status new`: what has both is a ticket. */
const boardNamed = /(?<![\p{L}\p{N}])board(?![\p{L}\p{N}])/iu;
const statusNamed = /(?<![\p{L}\p{N}])status(?![\p{L}\p{N}])/iu;

const about = /(?<![\p{L}\p{N}])(?:about|regarding|mentioning|concerning)\s+\S/iu;

/** Fields by which it is said how far a ticket is, and with whom. */
const progress = /^(?:closedFlag|status|owner|requiredDate|isInSla|dateResponded)\b/;

let known: RegExp | undefined;

/**
 * Where a sentence without a noun speaks of tickets, which most is said of: the word in place of the noun, or nothing.
 * How far they are is enough where such a word, or nothing at all, is what it is said of.
 */
export function speaksOfTickets(sentence: string): readonly [number, number] | undefined {
  const word = ones.exec(sentence);
  // What carries nothing stays: new ones and on hold are two states.
  const isWord = word !== null && !carriesNothing(word[0]);
  const place = isWord ? ([word.index, word.index + word[0].length] as const) : ([0, 0] as const);
  if (level.test(sentence) || (boardNamed.test(sentence) && statusNamed.test(sentence)))
    return place;
  const state = states().exec(sentence);
  if (word !== null)
    return state !== null || [arrived, about, onBoard].some((form) => form.test(sentence))
      ? place
      : undefined;
  return state !== null && state.index === opening(sentence) ? place : undefined;
}

/** Where the first word stands that is no command. */
function opening(sentence: string): number {
  const lead =
    /^[\s\0]*(?:(?:please|show|me|list|give|get|find|all|any|the|my|is|are|there|our|what|how|many|count)\s+)*/iu;
  const end = lead.exec(sentence)?.[0].length ?? 0;
  // "Open the Help Desk board" asks to see it.
  return /^open\s+(?:the|a|an|up|\p{L}+\s+\d)\b/iu.test(sentence.slice(end)) ? -1 : end;
}

function states(): RegExp {
  const phrases = Object.entries(loreOf('/service/tickets').states)
    .filter(([, clauses]) => clauses.every((clause) => progress.test(clause)))
    .map(([phrase]) => phrase)
    .toSorted((one, other) => other.length - one.length);
  known ??= new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${phrases.join('|')})(?![\p{L}\p{N}])`, 'iu');
  return known;
}

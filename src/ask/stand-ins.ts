import type { Head, Part } from './heads.js';
import { isNumbered, ownersOf } from './heads.js';
import { mentionOf } from './mentions.js';
import { speaksOfTickets } from './ticket-talk.js';
import type { Nouns } from './nouns.js';
import type { Doubt } from './draft.js';
import { jobTitle } from './job-titles.js';
import { isAside } from './tokens.js';

/** Records that a sentence speaks of without their noun. */
interface StandIn {
  noun: string;
  /** What speaks of them; what of it stands in `means` is understood with it. */
  says: RegExp;
  /** What stays of the confidence. */
  weight: number;
  /** The only nouns that may be said besides; without it none that tells more. */
  beside?: RegExp;
}

const somebody = String.raw`(?:\p{L}[\p{L}\p{N}.'’-]*\s+){1,3}?`;
const spent =
  'logged|logs|log|booked|done|did|does|recorded|entered|billed|performed|spent|tracked';

/** The plainest first. */
const standIns: readonly StandIn[] = [
  {
    noun: 'schedule entry',
    says: /\bwho(?:['’]?s| is| are| was| were| do we have| have we)?\s(?:\p{L}+\s){0,2}?(?<means>scheduled|dispatched|booked|on the (?:schedule|calendar))\b/u,
    weight: 0.9,
  },
  // Anna Smith's calendar, on my schedule.
  {
    noun: 'schedule entry',
    says: /(?<=(?:\p{L}['’]s?|\bmy)\s)(?<means>schedule|calendar)\b(?!\s+(?:status|type))/u,
    weight: 0.9,
  },
  {
    noun: 'time entry',
    says: new RegExp(
      String.raw`\bwhat (?:did|has|have|was|were|is) ${somebody}(?<means>(?:been )?(?:work(?:ed|ing)?(?: on)?|do|done|doing))\b(?!\s+(?:\p{L}+\s+){0,2}(?:to|buy|order)\b)`,
      'u',
    ),
    weight: 0.9,
  },
  {
    noun: 'time entry',
    says: new RegExp(
      String.raw`(?:^|(?<=(?:\u0000|\b(?:the|all|any|my|our|some|much|what|which|of|and|more|me|list|show|${spent}|billable|unbilled))\s))(?<means>work)\b(?=.*\b(?:${spent})\b|(?<=\b(?:${spent}|billable|unbilled)\swork))|\bwork\b(?!\s+(?:types?|roles?|orders?|items?|plans?|with|from)\b)`,
      'u',
    ),
    weight: 0.9,
  },
  {
    noun: 'communication',
    says: /\b(?<means>reach|call|phone|ring|get (?:a )?hold of|get in touch with|get through to)\s+(?:the )?(?=contact\s+#?\d)/u,
    weight: 0.9,
    beside: /\/(?:contacts|communications|communicationTypes)$/,
  },
  {
    noun: 'contact',
    says: /\b(?<means>everybody|everyone|anybody|anyone|people|persons|folks)\b(?=\s+(?:(?:who|that)\s+)?(?:(?:is|are|works?|working)\s+)?(?:at|from|of|in|for|with)\b)/u,
    weight: 0.8,
  },
  {
    noun: 'contact',
    says: jobTitle,
    weight: 0.8,
  },
  {
    noun: 'contact',
    says: /\bwho(?:['’]?s| is| are)(?= (?:at|with)\s)|\b(?:anyone|anybody|someone|somebody)(?= (?:named|called)\s)/u,
    weight: 0.8,
  },
  {
    noun: 'contact',
    says: /\bwho(?: all| else)?\s(?<means>(?:works?|is working|are working|is employed))\s(?=(?:for|at|with)\b)/u,
    weight: 0.8,
  },
];

/** A head for what no noun names: `who is scheduled today`, `P1s still open`, `what did jdoe work on`. */
export function standInHead(
  parts: readonly Part[],
  heads: readonly Head[],
  { sentence, nouns }: { sentence: string; nouns: Nouns },
): { head: Head; doubt: Doubt } | undefined {
  const mainly = heads.filter(({ mention, isAside }) => mention.isMany && !isAside);
  for (const { noun, says, weight, beside } of standIns) {
    const match = new RegExp(says.source, 'idu').exec(sentence);
    const fits =
      beside === undefined
        ? mainly.every(({ mention }) => mention.isSynonym || mention.isVague)
        : heads.every(({ mention }) => mention.nouns.some(({ path }) => beside.test(path)));
    if (match === null || !fits) continue;
    const place = match.indices?.groups?.['means'] ?? [0, 0];
    return standing(noun, place, weight, parts, nouns);
  }
  if (!heads.every((head) => saysMoreOfTickets(head))) return undefined;
  const place = speaksOfTickets(sentence);
  return place && standing('ticket', place, 0.75, parts, nouns);
}

/** Whether a noun may say more of tickets that are not named: on the Help Desk board, high priority, for company 3. */
function saysMoreOfTickets({ mention, part }: Head): boolean {
  // `open on alerts`: what else the name of a board means.
  if (mention.isMany) return mention.isVague || (mention.isSynonym && part.chunk.lead === 'on');
  const path = mention.nouns[0]?.path ?? '';
  if (isAside(part.chunk)) return ofTickets.test(path);
  return !isNumbered(mention) && (mention.isVague || levels.test(path));
}

const levels = /^\/service\/(?:boards|priorities|severities|sources|teams)$|\/statuses$/;
const ofTickets =
  /\/(?:boards|priorities|severities|sources|teams|companies|members|contacts|sites|locations|configurations|departments)$/;

function standing(
  noun: string,
  [from, end]: readonly [number, number],
  weight: number,
  parts: readonly Part[],
  nouns: Nouns,
): { head: Head; doubt: Doubt } | undefined {
  const named = nouns.named(noun.split(' '));
  const part = parts.find(
    ({ chunk }) => chunk.from <= from && (chunk.tokens.at(-1)?.to ?? 0) >= from,
  );
  const [first] = named;
  if (first === undefined) return undefined;
  const own = part ?? { chunk: { lead: undefined, from, tokens: [] }, mentions: [] };
  const mention = mentionOf({ nouns: named, isMany: true, from, end, to: end });
  const beside = own.mentions.filter(isNumbered).map((one) => ({ mention: one, part: own }));
  const head = { mention, part: own, owners: [...ownersOf(mention, own, parts), ...beside] };
  const why = `no noun says what is meant: taken for ${first.path}`;
  return { head: { ...head, belongs: false, isAside: false }, doubt: { why, weight } };
}

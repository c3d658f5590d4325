import { claimOf, type Claim } from './claims.js';
import { phrasesOf, type Words } from './comparison-words.js';
import { explainCustomFields, explainMembers } from './lists.js';
import { explainOrder } from './order.js';
import type { RecordShape } from '../shape.js';
import { simplify, type Idea } from './simplify.js';
import type { Condition, OrderKey } from '../tree.js';
import { writtenDates, type DateWords } from './value-words.js';

export interface About {
  shape: RecordShape;
  /** Tells dates in a zone (`dateWords`); without it they are told as they are written. */
  dates?: DateWords;
}

/** What chooses and sorts records. */
export interface Filters {
  /** What the records are, in the plural: `tickets`. */
  what: string;
  conditions?: Condition;
  childConditions?: Condition;
  customFieldConditions?: Condition;
  orderBy?: readonly OrderKey[];
}

/**
 * The records that are asked for, in plain words: `open tickets of company Acme entered yesterday (2026-11-21), newest
 * first`. What has no phrase of its own is told by its field and value.
 */
export function explainFilters(filters: Filters, about: About): string {
  const { what, conditions, childConditions, customFieldConditions, orderBy = [] } = filters;
  const words: Words = { shape: about.shape, dates: about.dates ?? writtenDates, own: true };
  const told = parts(conditions, words);
  const lists = [
    ...(childConditions === undefined ? [] : [explainMembers(childConditions, words)]),
    ...(customFieldConditions === undefined
      ? []
      : [explainCustomFields(customFieldConditions, words)]),
  ];
  const whose = [...told.whose, ...lists.flatMap((one) => one.whose ?? [])];
  const groups = [
    ...(told.where.length === 0 ? [] : [{ lead: 'where', claims: told.where }]),
    ...lists.flatMap((one) => one.group ?? []),
  ];
  const sentence = [
    ...told.adjectives,
    what,
    ...listed(told.after),
    ...listed(whose.map((claim) => `whose ${claim}`)),
    ...listed(groupWords(groups), whose.length > 0),
  ].join(' ');
  return orderBy.length === 0 ? sentence : `${sentence}, ${explainOrder(orderBy, about.shape)}`;
}

interface Group {
  /** `where`, `with communication items where` */
  lead: string;
  claims: Claim[];
}

interface Parts {
  adjectives: string[];
  after: string[];
  whose: string[];
  where: Claim[];
}

function parts(condition: Condition | undefined, words: Words): Parts {
  const idea = condition === undefined ? undefined : simplify(condition);
  const ideas: Idea[] = idea === undefined ? [] : idea.kind === 'all' ? idea.ideas : [idea];
  const where = ideas.flatMap((one) => ('ideas' in one ? [claimOf(one, words)] : []));
  const phrases = phrasesOf(
    ideas.flatMap((one) => ('ideas' in one ? [] : [one])),
    words,
  );
  return {
    adjectives: phrases.flatMap(({ adjective }) => adjective ?? []),
    after: phrases
      .flatMap(({ after }) => after ?? [])
      .sort((one, other) => rankOf(one) - rankOf(other)),
    whose: phrases.flatMap((phrase) =>
      phrase.adjective === undefined && phrase.after === undefined ? phrase.claim : [],
    ),
    where,
  };
}

/** What might be read as told of the company stands before it. */
function rankOf(after: string): number {
  const at = ['with', 'without', 'on', 'in', 'at', 'under', 'of'].indexOf(firstWord(after));
  if (at !== -1) return at;
  return firstWord(after) === 'that' ? 20 : 10;
}

/** Phrases that begin alike, or with a verb, are joined by and. */
function listed(phrases: readonly string[], joined = false): string[] {
  return phrases.map((phrase, index) => {
    const before = phrases[index - 1];
    const isAlike =
      before === undefined
        ? joined
        : firstWord(before) === firstWord(phrase) || rankOf(before) >= 10;
    return isAlike ? `and ${phrase}` : phrase;
  });
}

/** Several groups, or several claims of one, are kept apart by parentheses. */
function groupWords(groups: readonly Group[]): string[] {
  return groups.map(({ lead, claims }) => {
    const isAlone = groups.length === 1 && claims.length === 1;
    const told = claims.map(({ alone, inner }) => (isAlone ? alone : inner));
    const text = told.join(' and ');
    return `${lead} ${groups.length > 1 && claims.length > 1 ? `(${text})` : text}`;
  });
}

function firstWord(phrase: string): string {
  return phrase.split(' ', 1)[0] ?? '';
}

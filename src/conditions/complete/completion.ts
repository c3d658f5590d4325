import { nearFields } from '../../text/near-name.js';

/** What can stand at a place of a text that may be half written. */
export interface Completion {
  /** The stretch of the text that a candidate replaces; the cursor is within it. */
  from: number;
  to: number;
  candidates: Candidate[];
  /** What is wanted there in words, where no list can hold it: `a whole number`. */
  expects?: string;
}

export interface Candidate {
  text: string;
  kind: 'field' | 'operator' | 'value' | 'keyword';
  note?: string;
}

export interface CompleteOptions {
  /** The parameter that the text is for; `where` is one clause of --where. */
  dialect:
    'conditions' | 'childConditions' | 'customFieldConditions' | 'where' | 'orderBy' | 'fields';
  /** Names of fields that a person is likely to want, first. */
  order?: readonly string[];
  /** The current day, such as 2026-01-31, to show how a date is written. */
  today?: string;
}

/** A candidate and the text by which it is found, where that is another. */
export interface Offer extends Candidate {
  match?: string;
}

/** Candidates at a place: more are no choice. */
export const most = 50;

/** The offers that a half-written word may mean: they begin with it, hold it, or are near it; in any case. */
export function pick(word: string, offers: readonly Offer[]): Candidate[] {
  return pickOffers(word, offers).map(plain);
}

/** As `pick`, each with the text by which it was found. */
export function pickOffers(word: string, offers: readonly Offer[]): Offer[] {
  const wanted = word.toLowerCase();
  const textOf = ({ match, text }: Offer) => match ?? text;
  const begins = offers.filter((one) => textOf(one).toLowerCase().startsWith(wanted));
  const holds = offers.filter(
    (one) => !begins.includes(one) && textOf(one).toLowerCase().includes(wanted),
  );
  if (wanted.length < shortest || wanted.length > longest) return [...begins, ...holds];
  const near = nearFields(word, offers.map(textOf)).flatMap((name) =>
    offers.filter((one) => textOf(one) === name),
  );
  return [...new Set([...begins, ...holds, ...near])];
}

/** Letters below which every name is near. */
const shortest = 3;

/** Letters above which a word is near none, and costs time to compare. */
export const longest = 200;

function plain({ text, kind, note }: Offer): Candidate {
  return { text, kind, ...(note === undefined ? {} : { note }) };
}

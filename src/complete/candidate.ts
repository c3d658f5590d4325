import { inertLine } from '../text/sanitize.js';

/** What can take the place of a half-written word. */
export interface Candidate {
  /** The whole word, without quotes. */
  text: string;
  note?: string | undefined;
  /** Something follows without a blank: the next piece of a path, the value behind `name=`. */
  open?: boolean;
  /** It is a piece of a text that has blanks in it: a field of a condition. */
  isPhrase?: boolean;
}

/** What can stand at the end of a line. */
export interface Answer {
  candidates: readonly Candidate[];
  /** The name of a file is wanted, which whoever asks knows how to complete. */
  files?: true;
}

/** Candidates at a place: more are no choice. */
export const most = 200;

export const nothing: Answer = { candidates: [] };
export const aFile: Answer = { candidates: [], files: true };

/** The candidates that begin with what is written, then those that hold it, in any case. */
export function pick(written: string, offers: readonly Candidate[]): Candidate[] {
  return pickFrom(written, offers, ({ text }) => text);
}

/** The same for anything that is found by a text; both kinds in an order of their own. */
export function pickFrom<T>(
  written: string,
  offers: readonly T[],
  textOf: (one: T) => string,
  order: (a: T, b: T) => number = () => 0,
): T[] {
  const wanted = written.toLowerCase();
  const begins: T[] = [];
  const holds: T[] = [];
  for (const one of offers) {
    const at = textOf(one).toLowerCase().indexOf(wanted);
    if (at === 0) begins.push(one);
    else if (at > 0 && wanted.length >= shortestPart) holds.push(one);
  }
  const isWhole = (one: T) => (textOf(one).length === wanted.length ? 0 : 1);
  begins.sort((a, b) => isWhole(a) - isWhole(b) || order(a, b));
  return [...begins, ...holds.sort(order)];
}

/** The shortest name first: it is the one of the resource itself. */
export function byLength(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

/** Letters below which a piece stands in too many names to mean one. */
const shortestPart = 3;

/** Each once, as many as are a choice, and nothing that could act on a terminal. */
export function finished({ candidates, ...rest }: Answer): Answer {
  const byText = new Map<string, Candidate>();
  for (const one of candidates) {
    if (byText.size === most) break;
    if (one.text === '' || byText.has(one.text) || inertLine(one.text) !== one.text) continue;
    byText.set(
      one.text,
      one.note === undefined ? one : { ...one, note: inertLine(one.note).trim() },
    );
  }
  return { ...rest, candidates: [...byText.values()] };
}

/** Candidates for the end of a word whose beginning stays. */
export function behind(start: string, { candidates, ...rest }: Answer): Answer {
  return {
    ...rest,
    candidates: candidates.map((one) => ({ ...one, text: `${start}${one.text}` })),
  };
}

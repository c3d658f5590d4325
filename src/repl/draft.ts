import type { ErrorPlace } from '../errors/errors.js';

/** A line that was run, but for those of the session's own commands. */
export interface LastLine {
  text: string;
  /** What is wrong with it, as far as that is known. */
  place?: ErrorPlace | undefined;
}

/** A line that is brought back to be changed, and where the cursor stands in it. */
export interface Draft {
  initial: string;
  cursor: number;
}

/** The cursor stands where the line is wrong, else at its end. */
export function draftOf({ text, place }: LastLine): Draft {
  return { initial: text, cursor: (place && positionOf(place, text)) ?? text.length };
}

/** What an error is about stands in the line as it was written there, unless quoting changed it: then its wrong part may. */
function positionOf({ text, start, end }: ErrorPlace, line: string): number | undefined {
  const whole = line.indexOf(text);
  if (whole !== -1) return whole + start;
  const part = text.slice(start, end);
  const at = part === '' ? -1 : line.indexOf(part);
  return at === -1 || at !== line.lastIndexOf(part) ? undefined : at;
}

import { dateToSend, isDateField, isDateWord, type ToDate } from './body-date.js';
import type { BodyShape } from './field-path.js';
import { mapFieldTexts, type TextPlace } from './map-field-texts.js';
import { isMe } from './member.js';

/** What the words of a body stand for. */
export interface WordMeanings {
  /** Reads dates that name no zone; without it they are taken for UTC. */
  toDate?: ToDate | undefined;
  /** Identifier of the member who asks; throws where nobody is known. */
  me: () => string;
  /** Refuse what is no date where one belongs; otherwise it goes out as it is. */
  check: boolean;
}

/** A date of a body that says nothing of its zone, and where it stands. */
export type DateWord = TextPlace & { text: string };

/**
 * The body as it is sent, made of the body as it was written: dates that name no zone become UTC, and `me` the member
 * who asks. All else stays as it is. Throws UsageError for a text in a date field that is no date.
 */
export function sentBody(
  written: unknown,
  shape: BodyShape,
  { toDate, me, check }: WordMeanings,
): unknown {
  return mapFieldTexts(written, shape, (text, place) => {
    const { field, owner } = place;
    if (isMe(text) && field.schema === memberSchema) return { identifier: me() };
    if (isMe(text) && field.name === 'identifier' && owner === memberSchema) return me();
    return isDateField(field) && (check || isDateWord(text))
      ? dateToSend({ ...place, written: place.at, text }, toDate)
      : text;
  });
}

/** The dates of a body that are read against a clock. */
export function dateWordsOf(written: unknown, shape: BodyShape): DateWord[] {
  const found: DateWord[] = [];
  mapFieldTexts(written, shape, (text, place) => {
    if (isDateField(place.field) && isDateWord(text)) found.push({ ...place, text });
    return text;
  });
  return found;
}

const memberSchema = 'MemberReference';

import type { BodyShape } from './field-path.js';
import { mapFieldTexts } from './map-field-texts.js';

export interface Cut {
  field: string;
  from: number;
  to: number;
}

/** The body with every text cut to the length that its field takes, and what was cut. */
export function fitBody(body: unknown, shape: BodyShape): { body: unknown; cuts: Cut[] } {
  const cuts: Cut[] = [];
  const fitted = mapFieldTexts(body, shape, (value, { at, field: { maxLength } }) => {
    if (maxLength === undefined || value.length <= maxLength) return value;
    const text = cutText(value, maxLength);
    cuts.push({ field: at, from: value.length, to: text.length });
    return text;
  });
  return { body: fitted, cuts };
}

/** The first units of a text, without half a character at the end. */
function cutText(text: string, length: number): string {
  const isSplit =
    /[\ud800-\udbff]$/.test(text.slice(0, length)) && /^[\udc00-\udfff]/.test(text.slice(length));
  return text.slice(0, isSplit ? length - 1 : length);
}

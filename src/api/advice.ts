import { apiHostAdvice } from '../config/base-url.js';

/** A hint, with what to try where the address is one for browsers. */
export function advised(hint: string, { url }: { url: string }): string {
  const advice = apiHostAdvice(url);
  return advice === undefined ? hint : `${hint} ${advice}`;
}

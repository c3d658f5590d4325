/** What comes first in an order, as a pattern; whether the greatest does. */
const directions: readonly (readonly [string, 'asc' | 'desc'])[] = [
  [String.raw`most\s+recent(?:ly)?`, 'desc'],
  [String.raw`least\s+recent(?:ly)?`, 'asc'],
  [String.raw`most\s+expensive`, 'desc'],
  [String.raw`most\s+valuable`, 'desc'],
  [String.raw`least\s+expensive`, 'asc'],
  ['newest', 'desc'],
  ['latest', 'desc'],
  ['oldest', 'asc'],
  ['earliest', 'asc'],
  ['soonest', 'asc'],
  ['highest', 'desc'],
  ['lowest', 'asc'],
  ['largest', 'desc'],
  ['smallest', 'asc'],
  ['biggest', 'desc'],
  ['greatest', 'desc'],
  ['longest', 'desc'],
  ['shortest', 'asc'],
  ['cheapest', 'asc'],
  ['priciest', 'desc'],
  ['fewest', 'asc'],
  ['most', 'desc'],
  ['least', 'asc'],
];

export const superlatives: readonly string[] = directions.map(([words]) => words);

/** Which way a superlative sorts. */
export function directionOf(word: string): 'asc' | 'desc' | undefined {
  return directions.find(([words]) => new RegExp(`^${words}$`, 'i').test(word.trim()))?.[1];
}

/** Whether it tells of time rather than of size. */
export function isOfTime(word: string): boolean {
  return /^(?:most\s+recent|least\s+recent|newest|latest|oldest|earliest|soonest)/i.test(word);
}

/** What stands before a superlative: `starting with the oldest`, `sorted newest first`. */
export const beginning = String.raw`(?:(?:start(?:ing|s)?|begin(?:ning|s)?)(?:\s+off)?\s+(?:with|from|at)\s+)?`;
/** What stands behind one: `newest to oldest`, `biggest on top`. */
export const firstOf = String.raw`(?:\s+(?:ones?|first|to\s+(?:the\s+)?\p{L}+|on\s+top|at\s+the\s+top))*(?![\p{L}\p{N}])`;

const words: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  'a couple of': 2,
  'a couple': 2,
  'couple of': 2,
  couple: 2,
  three: 3,
  'a few': 3,
  few: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  'a dozen': 12,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  'forty-five': 45,
  sixty: 60,
  ninety: 90,
};

/** A whole number in digits or as a word. */
export const countPattern = String.raw`(?:\d{1,4}|${Object.keys(words)
  .toSorted((one, other) => other.length - one.length)
  .map((word) => word.replaceAll(' ', String.raw`\s+`))
  .join('|')})`;

/** The number that a text of `countPattern` says. */
export function countOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  return words[text.toLowerCase().replaceAll(/\s+/g, ' ')];
}

/** `-30d`, as `--where` takes it. */
export function offset(
  n: string | undefined,
  of: string | undefined,
  sign: '+' | '-',
): string | undefined {
  const number = countOf(n ?? '');
  if (number === undefined || of === undefined) return undefined;
  const word = of.toLowerCase();
  if (word === 'quarter') return `${sign}${number * 3}mo`;
  const letters = word.startsWith('mi') ? 'm' : word.startsWith('mo') ? 'mo' : word.charAt(0);
  return `${sign}${number}${letters}`;
}

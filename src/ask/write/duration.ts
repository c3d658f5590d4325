const numbers = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, index) => [word, index]),
);

const count = String.raw`\d+(?:[.,]\d+)?|\.\d+|${[...numbers.keys()].join('|')}|an?|half an?|half|(?:a )?quarter (?:of )?an`;
const hour = String.raw`(?:hours?|hrs?|h)\b`;
const minute = String.raw`(?:minutes?|mins?|m)\b`;

/** A stretch of hours and minutes in words, with the groups that `readHours` takes. */
export const durationPattern = String.raw`(?<![\p{L}\p{N}:.#-])(?:(?<hours>${count})(?:\s*-?\s*|(?=h\b))${hour}(?:(?:\s*and)?\s*(?<more>\d+)\s*${minute}|\s+and\s+(?<half>a half|a quarter))?|(?<whole>\d+|an?|one|two|three)\s+and\s+a\s+half\s+hours?\b|(?<glued>\d+)h(?<rest>\d\d?)m?\b|(?<minutes>${count})\s*-?\s*${minute})`;

/** The hours of a match of `durationPattern`, with two digits; undefined for none. */
export function readHours(
  groups: Readonly<Record<string, string | undefined>>,
): number | undefined {
  const { hours, more, half, whole, glued, rest, minutes } = groups;
  const partly = half === undefined ? 0 : half === 'a half' ? 0.5 : 0.25;
  const total =
    hours !== undefined
      ? amount(hours) + Number(more ?? 0) / 60 + partly
      : whole !== undefined
        ? amount(whole) + 0.5
        : glued !== undefined
          ? Number(glued) + Number(rest) / 60
          : amount(minutes ?? '') / 60;
  return total > 0 ? Math.round(total * 100) / 100 : undefined;
}

function amount(text: string): number {
  const word = text.toLowerCase().replaceAll(/\s+/g, ' ');
  if (word.startsWith('half')) return 0.5;
  if (word.includes('quarter')) return 0.25;
  if (word === 'a' || word === 'an') return 1;
  return numbers.get(word) ?? Number(word.replace(',', '.'));
}

const numbers = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, index) => [word, index]),
);

const tens = new Map(
  Object.entries({
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    ninety: 90,
  }),
);

const inWords = String.raw`(?:${[...tens.keys()].join('|')})(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|${[...numbers.keys()].join('|')}`;

const count = String.raw`\d+(?:[.,]\d+)?|\.\d+|${inWords}|an?|half an?|half|(?:1\/2|[13]\/4|three[\s-]quarters?)(?: of)? an|(?:a )?quarter (?:of )?an|a couple(?: of)?`;
const hour = String.raw`(?:hours?|hrs?|h)\b`;
const minute = String.raw`(?:minutes?|mins?|m)\b`;

/** A stretch of hours and minutes in words, with the groups that `readHours` takes. */
export const durationPattern = String.raw`(?<![\p{L}\p{N}:.#-])(?:(?<hours>${count})(?:\s*-?\s*|(?=h\b))${hour}(?:(?:\s*and)?\s*(?<more>\d+)\s*${minute}|\s+and\s+(?<half>a half|a quarter))?|(?<whole>\d+|an?|one|two|three)\s+and\s+a\s+half\s+hours?\b|(?<glued>\d+)h(?<rest>\d\d?)m?\b|(?<minutes>${count})\s*-?\s*${minute})`;

/** The same without groups, to be seen more than once in a pattern. */
export const durationShape = durationPattern.replaceAll(/\(\?<\w+>/g, '(?:');

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
  if (word.startsWith('half') || word.startsWith('1/2')) return 0.5;
  if (/^(?:3\/4|three.quarter)/.test(word)) return 0.75;
  if (word.startsWith('1/4')) return 0.25;
  if (word.includes('quarter')) return 0.25;
  if (word === 'a' || word === 'an') return 1;
  if (word.startsWith('a couple')) return 2;
  const [ten = '', one = ''] = word.split(/[\s-]/);
  const tenfold = tens.get(ten);
  if (tenfold !== undefined) return tenfold + (numbers.get(one) ?? 0);
  return numbers.get(word) ?? Number(word.replace(',', '.'));
}

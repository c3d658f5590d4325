/** A relative date as it is written, in words, and whether it is a point in time, a day or more than one. */
export interface RelativeWords {
  words: string;
  unit: 'instant' | 'day' | 'period';
  /** Of `-7d`: how many days ago it is. */
  daysAgo?: number;
}

/** `-7d` is the day 7 days ago, `-2h` is 2 hours ago; undefined for a date of the calendar. */
export function relativeWords(text: string): RelativeWords | undefined {
  const words = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  if (words === 'now') return { words, unit: 'instant' };
  if (/^(?:today|yesterday|tomorrow)$/.test(words)) return { words, unit: 'day' };
  if (/^(?:this|last|next) (?:week|month|quarter|year)$/.test(words))
    return { words, unit: 'period' };
  if (/^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/.test(words))
    return { words: `the latest ${capitalised(words)}`, unit: 'day' };
  const [, sign = '', count = '', letters = ''] =
    /^([+-])(\d{1,5}) ?(mo|y|w|d|h|min|m)$/.exec(words) ?? [];
  const unit = units[letters];
  if (unit === undefined) return undefined;
  const amount = `${Number(count)} ${unit}${Number(count) === 1 ? '' : 's'}`;
  const away = sign === '-' ? `${amount} ago` : `${amount} from now`;
  if (unit === 'hour' || unit === 'minute') return { words: away, unit: 'instant' };
  return {
    words: `the day ${away}`,
    unit: 'day',
    ...(unit === 'day' && sign === '-' ? { daysAgo: Number(count) } : {}),
  };
}

const units: Record<string, string> = {
  y: 'year',
  mo: 'month',
  w: 'week',
  d: 'day',
  h: 'hour',
  min: 'minute',
  m: 'minute',
};

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

import { readRelative } from '../../dates/forms.js';

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
  const relative = readRelative(text);
  switch (relative?.kind) {
    case undefined:
      return undefined;
    case 'now':
      return { words, unit: 'instant' };
    case 'day':
    case 'period':
      return { words, unit: relative.kind };
    case 'weekday':
      return { words: `the latest ${capitalised(words)}`, unit: 'day' };
    case 'offset': {
      const { sign, count, unit } = relative;
      const amount = `${count} ${unit}${count === 1 ? '' : 's'}`;
      const away = sign === '-' ? `${amount} ago` : `${amount} from now`;
      if (unit === 'hour' || unit === 'minute') return { words: away, unit: 'instant' };
      return {
        words: `the day ${away}`,
        unit: 'day',
        ...(unit === 'day' && sign === '-' ? { daysAgo: count } : {}),
      };
    }
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

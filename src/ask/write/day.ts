const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Whether a day that names no year or week lies before or after today. */
export type Direction = 'past' | 'future';

/**
 * One day in words, as a field of a body takes it: `today`, `+3d`, `2027-01-31`. Undefined for any other text, for more
 * than one day, and for 3/4/2027, of which nobody knows what it is.
 */
export function readDay(text: string, today: string, direction: Direction): string | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replaceAll(/[,.]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^(?:on |the )+/, '')
    .trim();
  if (/^(?:today|tomorrow|yesterday)$/.test(words)) return words;
  if (/^tonight$/.test(words)) return 'today';
  if (/^\d{4}-\d\d-\d\d$/.test(words)) return isDay(words) ? words : undefined;
  return (
    away(words) ??
    weekday(words, today, direction) ??
    end(words, today) ??
    named(words, today, direction)
  );
}

function away(words: string): string | undefined {
  const [, ahead, count = '', unit = '', back] =
    /^(in )?(\d+|an?|one|two|three|four|five|six|seven) (day|week|month|year)s?( ago| from now| from today)?$/.exec(
      words,
    ) ?? [];
  if ((ahead === undefined) === (back === undefined)) return undefined;
  const number = counts.get(count) ?? Number(count);
  const letter = unit === 'month' ? 'mo' : unit.charAt(0);
  return `${back === ' ago' ? '-' : '+'}${number}${letter}`;
}

const counts = new Map(
  'a an one two three four five six seven'
    .split(' ')
    .map((word, index) => [word, Math.max(1, index - 1)]),
);

function weekday(words: string, today: string, direction: Direction): string | undefined {
  const [, which = '', name = ''] =
    /^(?:(this|next|last|coming|this coming|past) )?([a-z]+)$/.exec(words) ?? [];
  const wanted = weekdays.findIndex(
    (one) => name === one || (name.length > 2 && one.startsWith(name)),
  );
  if (wanted === -1) return undefined;
  const back = which === 'last' || which === 'past' || (which === '' && direction === 'past');
  const now = dateOf(today).getUTCDay();
  const ahead = (wanted - now + 7) % 7 || 7;
  return back ? shifted(today, -((now - wanted + 7) % 7 || 7)) : shifted(today, ahead);
}

function end(words: string, today: string): string | undefined {
  const [, which = 'this', unit] =
    /^(?:the )?end of (?:the )?(?:(this|next) )?(week|month|year)$/.exec(words) ?? [];
  const [year = 0, month = 1] = today.split('-').map(Number);
  const next = which === 'next' ? 1 : 0;
  switch (unit) {
    case 'week':
      return shifted(today, ((7 - dateOf(today).getUTCDay()) % 7) + 7 * next);
    case 'month':
      return isoOf(new Date(Date.UTC(year, month + next, 0)));
    case 'year':
      return `${year + next}-12-31`;
    default:
      return undefined;
  }
}

function named(words: string, today: string, direction: Direction): string | undefined {
  const [, monthFirst, dayAfter, dayFirst, monthAfter, written] =
    /^(?:([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9}))(?: (\d{4}))?$/.exec(
      words,
    ) ?? [];
  const name = monthFirst ?? monthAfter ?? '';
  const month = months.indexOf(name.slice(0, 3)) + 1;
  if (month === 0 || !fullMonth(name, month)) return undefined;
  const on = (year: number) =>
    `${year}-${String(month).padStart(2, '0')}-${(dayAfter ?? dayFirst ?? '').padStart(2, '0')}`;
  if (written !== undefined) return isDay(on(Number(written))) ? on(Number(written)) : undefined;
  const year = Number(today.slice(0, 4));
  const found = [year - 1, year, year + 1]
    .map(on)
    .filter((day) => isDay(day) && (direction === 'past' ? day <= today : day >= today));
  return direction === 'past' ? found.at(-1) : found[0];
}

const monthNames =
  'january february march april may june july august september october november december'.split(
    ' ',
  );

function fullMonth(name: string, month: number): boolean {
  return name === 'sept' || name.length === 3 || name === monthNames[month - 1];
}

export function shifted(day: string, days: number): string {
  return isoOf(new Date(dateOf(day).getTime() + days * 86_400_000));
}

function isDay(day: string): boolean {
  const date = dateOf(day);
  return !Number.isNaN(date.getTime()) && isoOf(date) === day;
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function isoOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

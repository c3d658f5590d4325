import { readDay, shifted, type Direction } from './day.js';

/** A time of a day in words. */
export const timePattern = String.raw`(?:noon|midnight|\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?)|\d{1,2}:\d\d)`;

/** `3pm`, `9:30 am` and `14:00` as `15:00`; undefined for any other text. */
export function readTime(text: string): string | undefined {
  const words = text.trim().toLowerCase().replaceAll('.', ':');
  if (words === 'noon') return '12:00';
  if (words === 'midnight') return '00:00';
  const [, hours, minutes = '00', half] =
    /^(\d{1,2})(?::(\d\d))?\s?(?:([ap]):?m:?)?$/.exec(words) ?? [];
  if (hours === undefined) return undefined;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'p' ? 12 : 0);
  const isRight = hour < 24 && Number(minutes) < 60 && (half === undefined || Number(hours) <= 12);
  return isRight ? `${String(hour).padStart(2, '0')}:${minutes}` : undefined;
}

/** A day, perhaps with a time, as a field of a body takes it. A time alone is one of today. */
export function readWhen(text: string, today: string, direction: Direction): string | undefined {
  const written = /^\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)\s*$/i.exec(
    text,
  );
  if (written !== null) return `${written[1] ?? ''}T${written[2] ?? ''}`;
  if (/^\s*(?:right )?now\s*$/i.test(text)) return 'now';
  const [, before = '', time, after = ''] =
    new RegExp(String.raw`^(.*?)(?:\b(?:at|@)\s*)?(?<![\d-])(${timePattern})(.*)$`, 'i').exec(
      text,
    ) ?? [];
  if (time === undefined) return readDay(text, today, direction);
  const clock = readTime(time);
  const rest = `${before} ${after}`.trim();
  const day = rest === '' ? 'today' : readDay(rest, today, direction);
  const iso = day === undefined ? undefined : isoDay(day, today);
  return clock === undefined || iso === undefined ? undefined : `${iso}T${clock}`;
}

/** A day that is told from today, as a day of the calendar; undefined for months and years away. */
export function isoDay(day: string, today: string): string | undefined {
  const near = { today: 0, tomorrow: 1, yesterday: -1 }[day];
  if (near !== undefined) return shifted(today, near);
  const [, sign, count = '', unit] = /^([+-])(\d+)([dw])$/.exec(day) ?? [];
  if (sign !== undefined) return shifted(today, Number(`${sign}${count}`) * (unit === 'w' ? 7 : 1));
  return /^\d{4}-/.test(day) ? day : undefined;
}

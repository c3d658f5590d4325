import type { Ground } from '../ground.js';
import { apiTime } from '../records.js';

const day = 86_400_000;

/** A date so many days before the epoch (after it for a negative number): dates are midnights in the API. */
export function dayAgo(ground: Ground, days: number): Date {
  const date = ground.daysAgo(days);
  date.setUTCHours(0, 0, 0, 0);
  return date;
}

/** The first of a month, counted back from the epoch's. */
export function monthAgo(ground: Ground, months: number): Date {
  const { epoch } = ground.origin;
  return new Date(Date.UTC(epoch.getUTCFullYear(), epoch.getUTCMonth() - months, 1));
}

export function plusDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * day);
}

/** A moment on a date at so many hours. */
export function at(date: Date, hours: number): string {
  return apiTime(new Date(date.getTime() + hours * 3_600_000));
}

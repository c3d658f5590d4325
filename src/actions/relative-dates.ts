import { bareDate, type ToDate } from '../api/body-date.js';
import type { DateWord } from '../api/body-words.js';
import { dayFieldsOf } from '../catalog/day-fields.js';
import { shapeFor } from '../catalog/record-shape.js';
import type { Endpoint, Field } from '../catalog/model.js';
import { parseIso } from '../dates/forms.js';
import type { Services } from '../services.js';
import { isRecord } from '../text/records.js';
import type { CallInput } from './call-params.js';

/** Replaces relative dates in the value of a query parameter. */
export type DateExpander = (name: string, value: string) => string;

/** What replaces `[today]` in conditions. The calendar takes time to load: only where a bracket holds no ISO date. */
export async function dateExpander(
  {
    path,
    params = {},
    conditions,
    childConditions,
    customFieldConditions,
    unlessExists,
    data,
  }: CallInput,
  endpoint: Endpoint,
  services: Services,
): Promise<DateExpander> {
  const written = [
    path,
    ...Object.values(params),
    conditions,
    childConditions,
    customFieldConditions,
    unlessExists,
    // A search by POST has its conditions in the body.
    ...(isRecord(data) ? Object.values(data).filter((one) => typeof one === 'string') : []),
  ];
  if (!written.some((text) => text !== undefined && mayBeRelative(text)))
    return (_name, value) => value;
  const { expandDates } = await import('../conditions/expand-dates.js');
  const clock = services.clock();
  const shapes = shapeFor(await services.catalog(), endpoint);
  return (name, value) => {
    switch (name) {
      case 'conditions':
      case 'unlessExists':
        return expandDates(value, clock, shapes(name).isDay);
      // Their fields are of members of lists, or of no schema at all.
      case 'childConditions':
      case 'customFieldConditions':
        return expandDates(value, clock);
      default:
        return value;
    }
  };
}

/** An encoded bracket, or one with something else in it than an ISO date. */
function mayBeRelative(text: string): boolean {
  if (/%5b/i.test(text)) return true;
  return [...text.matchAll(/\[([^\]]*)/g)].some(([, date = '']) => parseIso(date) === undefined);
}

/** What reads the date words of a body of a schema. The calendar takes time to load: only where a word needs it. */
export async function bodyDates(
  words: readonly DateWord[],
  schema: string | null,
  { clock }: Pick<Services, 'clock'>,
): Promise<ToDate> {
  const isDay = ({ name, format }: Field, owner: string | undefined) =>
    format === 'date' || dayFieldsOf(owner ?? schema)(name);
  // A written day is the same in every zone.
  const needsCalendar = ({ text, field, owner }: DateWord) =>
    !isDay(field, owner) || parseIso(bareDate(text)) === undefined;
  if (!words.some(needsCalendar))
    return (text, { format }) => inForm(`${dayOf(text)}T00:00:00Z`, format);
  const { dayAtMidnightZ, momentToSet } = await import('../dates/moment.js');
  return (text, field, owner) =>
    inForm((isDay(field, owner) ? dayAtMidnightZ : momentToSet)(text, clock()), field.format);
}

function inForm(time: string, format: string | undefined): string {
  return format === 'date' ? dayOf(time) : time;
}

function dayOf(text: string): string {
  return text.slice(0, '2026-01-31'.length);
}

import { isDateField, namesZone, type ToDate } from '../api/body-date.js';
import { toTarget } from '../api/setting.js';
import { dayFieldsOf } from '../catalog/day-fields.js';
import { shapeFor } from '../catalog/record-shape.js';
import type { Endpoint } from '../catalog/model.js';
import { parseIso } from '../dates/forms.js';
import type { Services } from '../services.js';
import { isRecord } from '../text/records.js';
import { recordSchema } from './call-body.js';
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

/** What reads the dates that `--set` gives; undefined where it sets none, or all name their zone. */
export async function bodyDates(
  { set = {}, setFrom = {} }: CallInput,
  endpoint: Endpoint,
  services: Services,
): Promise<ToDate | undefined> {
  const schema = recordSchema(endpoint);
  if (schema === null) return undefined;
  const catalog = await services.catalog();
  const shape = {
    fields: catalog.fields(schema),
    membersOf: (name: string) => catalog.fields(name),
    check: false,
  };
  const needsReader = ([path, text]: [string, string]) => {
    const { field } = toTarget('--set', path, shape);
    return field !== undefined && isDateField(field) && !namesZone(text);
  };
  if (![...Object.entries(set), ...Object.entries(setFrom)].some(needsReader)) return undefined;
  const { dayAtMidnightZ, momentToSet } = await import('../dates/moment.js');
  const clock = services.clock();
  return (text, { name, format }, owner) => {
    if (format === 'date') return dayAtMidnightZ(text, clock).slice(0, '2026-01-31'.length);
    const isDay = dayFieldsOf(owner ?? schema)(name);
    return isDay ? dayAtMidnightZ(text, clock) : momentToSet(text, clock);
  };
}

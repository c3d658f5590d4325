import type { Field } from '../catalog/model.js';
import type { Filling } from './fill.js';
import type { Chance } from './ground.js';
import { apiTime } from './records.js';

/** A number that a field's name suggests: ids that exist, places in an order, percentages, hours, money. */
export function numberFor(
  field: Field,
  { index, parent }: Filling,
  turn: number,
  chance: Chance,
): number {
  const { name, type } = field;
  if (name === 'id') return index + 1;
  if (/(?:Id|RecID|RecId|Recid)$/.test(name)) return idFor(name, turn, parent);
  if (/^(?:sortOrder|sort|sequenceNumber|sequence|order|lineNumber|rowNum)$/.test(name))
    return index + 1;
  if (/year$/i.test(name)) return 2024 + (turn % 3);
  if (/month/i.test(name)) return 1 + (turn % 12);
  if (/percent|probability/i.test(name)) return (turn % 5) * 25;
  if (type === 'integer') return /decimals|places/i.test(name) ? 2 : 1 + (turn % 24);
  if (/hours|duration|capacity/i.test(name)) return 0.25 * (1 + (turn % 32));
  if (/^hourly|(?:work|labor)rate$/i.test(name)) return 75 + 5 * (turn % 24);
  if (/rate$/i.test(name)) return 0.25 * (1 + (turn % 40));
  return Math.round((turn * 37.5 + chance.between(100, 99_900) / 100) * 100) / 100;
}

/** That of the record above where the name means it; else one of the first, which every collection has. */
function idFor(name: string, turn: number, parent: Filling['parent']): number {
  const owner = name.replace(/(?:Id|RecID|RecId|Recid)$/, '').toLowerCase();
  const noun = parent?.noun.replaceAll(' ', '').toLowerCase() ?? '';
  if (parent !== undefined && (owner === 'parent' || noun === owner || noun.endsWith(owner)))
    return parent.id;
  return 1 + (turn % 3);
}

/** A moment for a field that holds one: before the records were made, or after them as its name says. */
export function timeFor(
  { name, format }: Field,
  { ground, index }: Filling,
  turn: number,
  day: boolean,
): string | undefined {
  if (/^(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:Start|End)Time$/.test(name))
    return /Start/.test(name) ? '08:00:00' : '17:00:00';
  const named = /^(?:date|time)[A-Z]|Date$|^(?:lastLogin|lastUpdated)$|DateTime$|DateUtc$/;
  if (format !== 'date-time' && format !== 'date' && (format !== undefined || !named.test(name)))
    return undefined;
  if (format === undefined && /Format|Zone|Sheet$/.test(name)) return undefined;
  const future = /end|expir|due|next|until|required|renew/i.test(name);
  const days = 3 + index * 29 + (turn % 23);
  const moment = ground.daysAgo(future ? -days : days + (/start/i.test(name) ? 30 : 0));
  moment.setUTCHours(day ? 0 : 8 + (turn % 9), day ? 0 : (turn * 7) % 60, 0, 0);
  const time = apiTime(moment);
  return format === 'date' ? time.slice(0, 10) : time;
}

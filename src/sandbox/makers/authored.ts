import boards from '../../../data/sandbox/boards.json' with { type: 'json' };
import calendars from '../../../data/sandbox/calendars.json' with { type: 'json' };
import cities from '../../../data/sandbox/cities.json' with { type: 'json' };
import companies from '../../../data/sandbox/companies.json' with { type: 'json' };
import members from '../../../data/sandbox/members.json' with { type: 'json' };
import company from '../../../data/sandbox/setup-company.json' with { type: 'json' };
import places from '../../../data/sandbox/setup-places.json' with { type: 'json' };
import schedule from '../../../data/sandbox/setup-schedule.json' with { type: 'json' };
import service from '../../../data/sandbox/setup-service.json' with { type: 'json' };
import system from '../../../data/sandbox/setup-system.json' with { type: 'json' };
import time from '../../../data/sandbox/setup-time.json' with { type: 'json' };
import slas from '../../../data/sandbox/slas.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import { collections } from '../records.js';
import { turn } from '../turn.js';

/** A record of an authored list, under the id that it has in its collection. */
export type Row = JsonRecord & { id: number };

/** Setup tables that are as they are authored. */
export const setup: Readonly<Record<string, readonly JsonRecord[]>> = {
  ...company,
  ...places,
  ...schedule,
  ...service,
  ...system,
  ...time,
};

/**
 * What is authored has its ids before anything is stored: collections that point at each other are made in any order,
 * and of the same records whatever was written in between.
 */
const rows = new Map(
  Object.entries({
    ...setup,
    [collections.boards]: boards.map(({ name }) => ({ name })),
    [collections.companies]: companies.map(({ identifier, name }) => ({ identifier, name })),
    [collections.members]: members.map(({ identifier, firstName, lastName, capacity }) => ({
      identifier,
      firstName,
      lastName,
      dailyCapacity: capacity ?? 8,
    })),
    [collections.calendars]: calendars.map(({ name }) => ({ name })),
    [collections.slas]: slas.map(({ name }) => ({ name })),
  }).map(([path, records]): [string, readonly Row[]] => [
    path,
    records.map((record, index) => ({ id: index + 1, ...record })),
  ]),
);

/** The same where only some collections are authored. */
export function authoredRows(collection: string): readonly Row[] | undefined {
  return rows.get(collection);
}

export function rowsOf(collection: string): readonly Row[] {
  const found = rows.get(collection);
  if (found === undefined) throw new Error(`nothing is authored for ${collection}`);
  return found;
}

export function rowOf(collection: string, id: number): Row {
  return turn(rowsOf(collection), id - 1);
}

/** The one that is called so, by its name, identifier or description. */
export function rowNamed(collection: string, name: string): Row {
  const found = rowsOf(collection).find((row) =>
    [row['name'], row['identifier'], row['description']].includes(name),
  );
  if (found === undefined) throw new Error(`${collection} has no ${name}`);
  return found;
}

export type City = (typeof cities)[number];

export function cityNamed(name: string): City {
  const found = cities.find(({ city }) => city === name);
  if (found === undefined) throw new Error(`no city is called ${name}`);
  return found;
}

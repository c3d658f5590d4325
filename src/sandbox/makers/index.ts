import { collections } from '../records.js';
import type { Maker } from '../ground.js';
import { boards, priorities, statuses } from './boards.js';
import { businessMakers } from './business.js';
import { companies, contacts } from './companies.js';
import { members } from './members.js';
import { notes, tickets } from './tickets.js';
import { timeEntries } from './time.js';

/** The collections whose records are authored; those of all others are made from their schemas. */
export const makers: Readonly<Record<string, Maker>> = {
  ...businessMakers,
  [collections.boards]: boards,
  [collections.companies]: companies,
  [collections.contacts]: contacts,
  [collections.members]: members,
  [collections.notes]: notes,
  [collections.priorities]: priorities,
  [collections.statuses]: statuses,
  [collections.tickets]: tickets,
  [collections.timeEntries]: timeEntries,
};

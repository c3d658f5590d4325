import { collections } from '../records.js';
import type { Maker } from '../ground.js';
import { boards, priorities, statuses } from './boards.js';
import { callbacks } from './callbacks.js';
import { companies, contacts } from './companies.js';
import { audited, trailOf } from '../audited.js';
import { documents } from './documents.js';
import { members } from './members.js';
import { notes, tickets } from './tickets.js';
import { timeEntries } from './time.js';

/** The collections whose records are authored; those of all others are made from their schemas. */
export const makers: Readonly<Record<string, Maker>> = {
  [collections.boards]: boards,
  [collections.callbacks]: callbacks,
  [collections.companies]: companies,
  [collections.contacts]: contacts,
  [collections.documents]: documents,
  [collections.members]: members,
  [collections.notes]: notes,
  [collections.priorities]: priorities,
  [collections.statuses]: statuses,
  [collections.tickets]: tickets,
  [collections.timeEntries]: timeEntries,
  // What is told of records begins with the first write.
  ...Object.fromEntries(Object.keys(audited).map((type) => [trailOf(type), () => undefined])),
};

import { audited, trailOf } from '../audited.js';
import type { Maker } from '../ground.js';
import { collections } from '../records.js';
import * as boards from './boards.js';
import { businessMakers } from './business.js';
import * as calendars from './calendars.js';
import { callbacks } from './callbacks.js';
import * as companies from './companies.js';
import * as contacts from './contacts.js';
import { apiMembers, members } from './members.js';
import { fieldDefinitions } from './custom-fields.js';
import { documents } from './documents.js';
import { scheduleEntries } from './schedule.js';
import { slaPriorities, slas } from './slas.js';
import { tables } from './tables.js';
import { notes, tasks, ticketConfigurations } from './ticket-children.js';
import { tickets } from './tickets.js';
import { timeEntries, timeSheets } from './time.js';

/** The collections whose records are authored; those of all others are made from their schemas. */
export const makers: Readonly<Record<string, Maker>> = {
  ...tables,
  ...businessMakers,
  [collections.boards]: boards.boards,
  [collections.items]: boards.items,
  [collections.statuses]: boards.statuses,
  [collections.subTypes]: boards.subTypes,
  [collections.teams]: boards.teams,
  [collections.types]: boards.types,
  '/service/boards/{}/items/{}/associations': boards.itemAssociations,
  '/service/boards/{}/typeSubTypeItemAssociations': boards.associations,
  '/service/teams': boards.serviceTeams,
  [collections.calendars]: calendars.calendars,
  '/schedule/holidayLists/{}/holidays': calendars.holidays,
  [collections.companies]: companies.companies,
  [collections.sites]: companies.sites,
  '/company/companies/{}/notes': companies.companyNotes,
  '/company/companies/{}/teams': companies.companyTeams,
  '/company/companies/{}/typeAssociations': contacts.companyTypes,
  [collections.contacts]: contacts.contacts,
  [collections.communications]: contacts.communications,
  '/company/contacts/{}/notes': contacts.contactNotes,
  '/company/contacts/{}/typeAssociations': contacts.contactTypes,
  [collections.callbacks]: callbacks,
  [collections.documents]: documents,
  [collections.members]: members,
  '/system/apiMembers': apiMembers,
  '/system/userDefinedFields': fieldDefinitions,
  [collections.slas]: slas,
  '/service/SLAs/{}/priorities': slaPriorities,
  [collections.notes]: notes,
  [collections.tasks]: tasks,
  [collections.tickets]: tickets,
  '/service/tickets/{}/configurations': ticketConfigurations,
  [collections.scheduleEntries]: scheduleEntries,
  [collections.timeEntries]: timeEntries,
  [collections.timeSheets]: timeSheets,
  // What is told of records begins with the first write.
  ...Object.fromEntries(Object.keys(audited).map((type) => [trailOf(type), () => undefined])),
};

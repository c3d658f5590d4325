import type { Special } from '../handle.js';
import { auditTrail } from './audit-trail.js';
import { bundles } from './bundles.js';
import { company } from './company.js';
import { configurations } from './configurations.js';
import { opportunityConversions } from './conversions.js';
import { copies } from './copies.js';
import { documents } from './documents.js';
import { finance } from './finance.js';
import { images } from './images.js';
import { members } from './members.js';
import { projects } from './projects.js';
import { reports } from './reports.js';
import { sheets } from './sheets.js';
import { system } from './system.js';
import { ticketActions } from './tickets.js';

/** What is no plain read or write of records, by method and template as the catalog has it. */
export const specials: Readonly<Record<string, Special>> = {
  ...auditTrail,
  ...bundles,
  ...company,
  ...configurations,
  ...copies,
  ...opportunityConversions,
  ...documents,
  ...finance,
  ...images,
  ...members,
  ...projects,
  ...reports,
  ...sheets,
  ...system,
  ...ticketActions,
};

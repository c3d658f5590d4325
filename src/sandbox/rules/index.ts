import type { JsonRecord } from '../../text/records.js';
import type { Fault } from '../answer.js';
import { businessRules } from './business.js';
import { callbackRules } from '../callbacks.js';
import { collections } from '../records.js';
import type { References } from '../references.js';
import { communicationRules } from './communications.js';
import { companyRules } from './companies.js';
import { contactRules } from './contacts.js';
import { expenseRules } from './expenses.js';
import { financeRules } from './finance.js';
import { memberRules } from './members.js';
import { noteRules } from './notes.js';
import { salesRules } from './sales.js';
import { scheduleRules } from './schedule.js';
import { projectTicketRules, ticketRules } from './tickets.js';
import { timeRules } from './time.js';
import type { SandboxStore } from '../store.js';

export interface Derivation {
  store: SandboxStore;
  references: References;
  now: Date;
  /** Id of the record that a child belongs to. */
  parent: number | null;
  /** Identifier of the member who writes. */
  by: string;
  kind: 'create' | 'replace' | 'patch';
  /** The record as it was; undefined for a new one. */
  before: JsonRecord | undefined;
  /** The body of a POST or PUT, as it was sent. */
  sent: JsonRecord;
}

/** What the server does with the records of one collection that their schema does not say. */
export interface Rules {
  /** Fields that are asked for although the schema does not. */
  required?: readonly string[];
  /** Fields whose value no two records share. */
  unique?: readonly string[];
  /** Fields that the server alone writes: what is sent for them is ignored. */
  derived?: readonly string[];
  /** Fields that only a POST takes; what is not stored never shows. */
  createOnly?: readonly string[];
  /** Completes the record before it is checked. */
  defaults?: (record: JsonRecord, derivation: Derivation) => JsonRecord;
  /** What else can be wrong with it. */
  check?: (record: JsonRecord, derivation: Derivation, fault: Fault) => void;
  /** What the server works out itself. */
  finish?: (record: JsonRecord, derivation: Derivation) => JsonRecord;
  /** What the answer of a POST shows that is not stored. */
  echo?: (record: JsonRecord) => JsonRecord;
  /** What else changes with it, once it is stored; undefined for one that was deleted. */
  after?: (record: JsonRecord, derivation: Derivation) => void;
}

export const rules: Readonly<Record<string, Rules>> = {
  ...businessRules,
  ...financeRules,
  ...salesRules,
  [collections.tickets]: ticketRules,
  [collections.projectTickets]: projectTicketRules,
  [collections.notes]: noteRules,
  [collections.projectNotes]: noteRules,
  [collections.timeEntries]: timeRules,
  [collections.companies]: companyRules,
  [collections.contacts]: contactRules,
  [collections.communications]: communicationRules,
  [collections.members]: memberRules,
  [collections.callbacks]: callbackRules,
  '/procurement/catalog': { unique: ['identifier'] },
  '/expense/entries': expenseRules,
  [collections.scheduleEntries]: scheduleRules,
};

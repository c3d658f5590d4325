import type { JsonRecord } from '../text/records.js';
import { omit } from './records.js';

/** What a document can be kept with, where the sandbox has the records. The list takes further types unchecked. */
export const keeperCollections: Readonly<Record<string, string>> = {
  Activity: '/sales/activities',
  Agreement: '/finance/agreements',
  Company: '/company/companies',
  Config: '/company/configurations',
  Configuration: '/company/configurations',
  Contact: '/company/contacts',
  Expense: '/expense/entries',
  Invoice: '/finance/invoices',
  KnowledgeBase: '/service/knowledgeBaseArticles',
  Member: '/system/members',
  Opportunity: '/sales/opportunities',
  Project: '/project/projects',
  ProjectTicket: '/project/tickets',
  PurchaseOrder: '/procurement/purchaseorders',
  SalesOrder: '/sales/orders',
  ServiceBoard: '/service/boards',
  Ticket: '/service/tickets',
  TimeEntry: '/time/entries',
};

/** Which record a document is kept with. The record's own fields do not say; answers leave it out. */
export interface Keeper {
  recordType: string;
  recordId: number;
}

const keeperField = '_keeper';

export function withKeeper(document: JsonRecord, keeper: Keeper): JsonRecord {
  return { ...document, [keeperField]: keeper };
}

export function withoutKeeper(document: JsonRecord): JsonRecord {
  return omit(document, [keeperField]);
}

/** SQL for the documents of one record, its type without case. */
export function keptWith({ recordType, recordId }: Keeper): { sql: string; values: unknown[] } {
  const at = (name: string) => `json_extract(record, '$.${keeperField}.${name}')`;
  return {
    sql: `lower(${at('recordType')}) = ? AND ${at('recordId')} = ?`,
    values: [recordType.toLowerCase(), recordId],
  };
}

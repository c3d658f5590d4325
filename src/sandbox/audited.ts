import { homeOf } from './homes.js';

/** The types of the audit trail, and the records that each follows. */
export const audited: Readonly<Record<string, string>> = {
  Ticket: '/service/tickets',
  ProjectTicket: '/project/tickets',
  Contact: '/company/contacts',
  Company: '/company/companies',
  Opportunity: '/sales/opportunities',
  Time: '/time/entries',
  Activity: '/sales/activities',
  ProductCatalog: '/procurement/catalog',
  Purchasing: '/procurement/purchaseorders/{}/lineitems',
  Configuration: '/company/configurations',
  Schedule: '/schedule/entries',
  Agreement: '/finance/agreements',
  AgreementAddition: '/finance/agreements/{}/additions',
  Project: '/project/projects',
  Invoice: '/finance/invoices',
  PurchaseOrder: '/procurement/purchaseorders',
  Expense: '/expense/entries',
};

const types = new Map(Object.entries(audited).map(([type, records]) => [homeOf(records), type]));

/** The type whose trail tells of a collection's records. */
export function auditTypeOf(collection: string): string | undefined {
  return types.get(collection);
}

/** Where the lines of a type are kept, each under the id of the record that it tells of. No address leads there. */
export function trailOf(type: string): string {
  return `audit trail of ${type}`;
}

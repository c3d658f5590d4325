import type { Catalog } from './catalog.js';

/** The list that a reference schema leads to, where its name does not say so; `{}` is the record that it is below. */
export const referenceLists: Readonly<Record<string, string>> = {
  AdjustmentReference: '/procurement/adjustments',
  BatchReference: '/finance/accounting/batches',
  BillingDeliveryReference: '/finance/deliveryMethods',
  BillingUnitReference: '/system/departments',
  BillingTermsReference: '/finance/billingTerms',
  CalendarSetupReference: '/schedule/calendars',
  CampaignSubTypeReference: '/marketing/campaigns/subTypes',
  ConfigurationReference: '/company/configurations',
  CurrencyReference: '/finance/currencies',
  DocumentReference: '/system/documents',
  EmailConnectorParsingTypeReference: '/system/parsingTypes',
  EmailConnectorParsingVariableReference: '/system/parsingVariables',
  EmailTemplateReference: '/service/emailTemplates',
  ExpenseDetailReference: '/expense/entries',
  GenericBoardTeamReference: '/service/boards/{}/teams',
  ImapSetupReference: '/system/imaps',
  InvoiceTemplateDetailReference: '/finance/invoiceTemplates',
  IvItemReference: '/procurement/catalog',
  KBCategoryReference: '/service/knowledgeBaseCategories',
  LocaleReference: '/system/info/locales',
  ManagementSolutionReference: '/company/managementItSolutions',
  NoteTypeReference: '/company/noteTypes',
  NotifyTypeReference: '/system/workflows/{}/notifyTypes',
  OpportunityProbabilityReference: '/sales/probabilities',
  OpportunitySalesRoleReference: '/sales/roles',
  // Time is kept for an office, though its level of the organisation has a list of its own.
  OwnerLevelReference: '/system/locations',
  PaymentMethodReference: '/expense/paymentTypes',
  ProductCategoryReference: '/procurement/categories',
  ProductSubCategoryReference: '/procurement/subcategories',
  ProjectBoardReference: '/service/boards',
  ProjectRoleReference: '/project/securityRoles',
  RelationshipReference: '/company/contacts/relationships',
  ReminderReference: '/schedule/reminderTimes',
  SalesOrderReference: '/sales/orders',
  ServiceCodeReference: '/service/codes',
  ServiceItemReference: '/service/boards/{}/items',
  ServiceSourceReference: '/service/sources',
  ServiceStatusReference: '/service/boards/{}/statuses',
  ServiceSubTypeReference: '/service/boards/{}/subtypes',
  ServiceTeamReference: '/service/boards/{}/teams',
  ServiceTypeReference: '/service/boards/{}/types',
  SiteReference: '/company/companies/{}/sites',
  SystemDepartmentReference: '/system/departments',
  SystemLocationReference: '/system/locations',
  SystemMenuEntryReference: '/system/menuentries',
  TimeZoneReference: '/system/cwTimeZones',
};

/**
 * The list that a reference leads to: that of the records whose schema it is called after, on its own before those below
 * other records; their placeholders are `{}`. Undefined where the catalog has none.
 */
export function referenceList(catalog: Catalog, reference: string): string | undefined {
  const named = referenceLists[reference];
  if (named !== undefined || !reference.endsWith('Reference')) return named;
  const schema = reference.slice(0, -'Reference'.length);
  const paths = catalog.lists().flatMap((one) => (one.schema === schema ? [one.path] : []));
  return (paths.find((path) => !path.includes('{')) ?? paths[0])?.replaceAll(/\{[^/]*/g, '{}');
}

/** The list of the records that those of a list are below: boards of statuses. */
export function listAbove(list: string): string | undefined {
  return /^(.*)\/\{\}/.exec(list)?.[1];
}

/** The path of a list below records whose ids are known by the list that they are in; undefined where one is not. */
export function belowKnown(list: string, ids: ReadonlyMap<string, string>): string | undefined {
  const above = listAbove(list);
  if (above === undefined) return list;
  const id = ids.get(above);
  const path = belowKnown(above, ids);
  return id === undefined || path === undefined
    ? undefined
    : `${path}/${id}${list.slice(`${above}/{}`.length)}`;
}

/** The ids of what a record refers to, by the list that each is in. */
export function idsByList(
  catalog: Catalog,
  schema: string,
  idOf: (name: string) => string | undefined,
): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { name, schema: reference } of catalog.fields(schema)) {
    const id = reference === undefined ? undefined : idOf(name);
    const list = id === undefined ? undefined : referenceList(catalog, reference ?? '');
    // The first is the record's own: its company before a company that is only mentioned.
    if (id !== undefined && list !== undefined && !ids.has(list)) ids.set(list, id);
  }
  return ids;
}

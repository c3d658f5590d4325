import { splitPath } from '../catalog/template.js';

/**
 * Where the records of a template are stored, where its path does not say so: templates of another spelling, lists of
 * what several records have, and what a member sees of itself. A placeholder stands for the id of a record above.
 */
const homes: Readonly<Record<string, string>> = {
  '/company/contact/types': '/company/contacts/types',
  '/company/entitytypes': '/company/entityTypes',
  '/company/expenseTypes': '/expense/types',
  '/company/paymentTypes': '/expense/paymentTypes',
  '/configurations/types': '/company/configurations/types',
  '/finance/accounting/unpostedPayments': '/finance/accounting/unpostedpayments',
  '/finance/invoice': '/finance/invoices',
  '/procurement/changeorders': '/procurement/changeorder',
  '/procurement/rmaStatuses/{}/emailtemplates': '/procurement/rmaStatuses/{}/emailTemplates',
  '/project/projectTemplates/projectTemplatePhases':
    '/project/projectTemplates/{}/projectTemplatePhases',
  '/project/projectTemplates/projectTemplateTickets':
    '/project/projectTemplates/{}/projectTemplateTickets',
  '/project/projectTemplates/projectTemplateTickets/tasks':
    '/project/projectTemplates/{}/projectTemplateTickets/{}/tasks',
  '/sales/opportunities/{}/forecast/{}': '/sales/opportunities/{}/forecast/items',
  '/sales/schedule/holidaylists': '/schedule/holidayLists',
  '/sales/service/priority': '/service/priorities',
  '/schedule/holidaylists': '/schedule/holidayLists',
  '/service/priority': '/service/priorities',
  '/service/scheduling/members': '/system/members',
  '/service/slas': '/service/SLAs',
  '/service/tickets/calculateSla': '/service/tickets',
  '/system/AllowedFileTypes': '/system/allowedfiletypes',
  '/system/members/{}/mycertifications': '/system/members/{}/certifications',
  '/system/menuEntries': '/system/menuentries',
  '/system/myAccount': '/system/members',
  '/system/office365/application': '/system/office365/emailSetups',
  '/system/securityRoles': '/system/securityroles',
  '/system/workflowActions/automateParameters': '/system/workflowActions/{}/automateParameters',
  '/system/workflows/attachments': '/system/workflows/{}/attachments',
  '/system/workflows/attachments/{}': '/system/workflows/{}/attachments',
  '/system/workflows/events': '/system/workflows/{}/events',
  '/system/workflows/events/actions': '/system/workflows/{}/events/{}/actions',
  '/system/workflows/notifyTypes': '/system/workflows/{}/notifyTypes',
  '/system/workflows/notifyTypes/{}': '/system/workflows/{}/notifyTypes',
  '/system/workflows/triggers': '/system/workflows/{}/triggers',
  '/system/workflows/triggers/options': '/system/workflows/{}/triggers/{}/options',
  '/system/workflows/userdefinedfields/events/actions':
    '/system/workflows/userdefinedfields/events/{}/actions/{}',
  '/time/chargeCodeExpenseTypes': '/time/chargeCodes/{}/expenseTypes',
};

/** Whose children a template's records are, where that is not what stands before the placeholder. */
const parents: Readonly<Record<string, string>> = {
  '/finance/agreementTypes': '/finance/agreements/types',
  '/procurement/catalog/vendors': '/procurement/catalog',
  '/project': '/project/projects',
  '/project/boards': '/service/boards',
  '/sales/opportunities/conversions': '/sales/opportunities',
  '/sales/orders/conversions': '/sales/orders',
  '/system/workflowActions': '/system/workflows/{}/events/{}/actions',
  '/system/workflows/userdefinedfields/events': '/system/workflows/{}/events',
  '/system/workflows/userdefinedfields/events/{}/actions': '/system/workflows/{}/events/{}/actions',
};

/** Their names have the word `info` in them without being another view of something else. */
const noTwins = [
  '/expense/info/taxTypes',
  '/finance/info/currencyCodes',
  '/service/info/boardtypes',
  '/system/info',
  '/system/info/departmentlocations',
  '/system/info/locales',
  '/system/info/personas',
].map((path) => path.toLowerCase());

const byLowerCase = new Map(
  Object.entries(homes).map(([template, home]) => [template.toLowerCase(), home]),
);

/** The collection under which records of a template are stored, the longest part of it that lives elsewhere replaced. */
export function homeOf(template: string): string {
  const segments = splitPath(template);
  for (let end = segments.length; end > 1; end--) {
    const home = byLowerCase.get(`/${segments.slice(0, end).join('/').toLowerCase()}`);
    if (home !== undefined) return [home, ...segments.slice(end)].join('/');
  }
  return `/${segments.join('/')}`;
}

/** The collection of the records that those of this one belong to; undefined at the top. */
export function parentOf(collection: string): string | undefined {
  const above = collection.lastIndexOf('/{}');
  if (above === -1) return undefined;
  const template = collection.slice(0, above);
  return parents[template] ?? homeOf(template);
}

/** What ends a path and says something about the records before it. */
const tails = ['count', 'default', 'usages', 'usages/list'] as const;

/** What a path says of records. */
export interface Outline {
  template: string;
  tail: (typeof tails)[number] | undefined;
  /** The path says `info`: it shows the records of another path with fewer fields. */
  twin: boolean;
}

/** A path with nameless placeholders, without what it says about the records. */
export function outline(path: string): Outline {
  const segments = splitPath(path).map((segment) => (segment.startsWith('{') ? '{}' : segment));
  const isInfo = (segment: string, index: number) =>
    segment.toLowerCase() === 'info' && index > 0 && isTwin(segments);
  const shown = segments.filter((segment, index) => !isInfo(segment, index));
  const twin = shown.length < segments.length;
  const template = `/${shown.join('/')}`;
  const tail = tails.find((one) => template.toLowerCase().endsWith(`/${one}`));
  return {
    template: tail === undefined ? template : template.slice(0, -tail.length - 1),
    tail,
    twin,
  };
}

/** Whether the segments up to a word `info` and it name a resource of their own. */
function isTwin(segments: readonly string[]): boolean {
  const path = `/${segments.join('/').toLowerCase()}`;
  return !noTwins.some(
    (own) => path === own || (own !== '/system/info' && path.startsWith(`${own}/`)),
  );
}

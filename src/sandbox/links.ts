import { lazy } from '../text/lazy.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import type { References } from './references.js';

/** Links that are conditions on another list rather than a list below the record. */
const searches: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/company/companies': {
    contacts_href: '/company/contacts?conditions=company/id=',
    agreements_href: '/finance/agreements?conditions=company/id=',
    tickets_href: '/service/tickets?conditions=company/id=',
    opportunities_href: '/sales/opportunities?conditions=company/id=',
    activities_href: '/sales/activities?conditions=company/id=',
    projects_href: '/project/projects?conditions=company/id=',
    configurations_href: '/company/configurations?conditions=company/id=',
    orders_href: '/sales/orders?conditions=company/id=',
    documents_href: '/system/documents?recordType=Company&recordId=',
  },
  '/company/contacts': {
    activities_href: '/sales/activities?conditions=contact/id=',
    configurations_href: '/company/configurations?conditions=contact/id=',
    tickets_href: '/service/tickets?conditions=contact/id=',
    opportunities_href: '/sales/opportunities?conditions=contact/id=',
    projects_href: '/project/projects?conditions=contact/id=',
    documents_href: '/system/documents?recordType=Contact&recordId=',
  },
  '/service/tickets': {
    products_href: '/procurement/products?conditions=ticket/id=',
    documents_href: '/system/documents?recordType=Ticket&recordId=',
  },
  '/project/projects': {
    tickets_href: '/project/tickets?conditions=project/id=',
    documents_href: '/system/documents?recordType=Project&recordId=',
  },
};

/** The links in a record's `_info` to what lies below it. They are not stored: its address says them. */
export class Links {
  readonly #below: () => Map<string, Record<string, string>>;

  constructor(references: References) {
    this.#below = lazy(() => childrenOf(references));
  }

  /** The record with its links, where it shows `_info` at all. */
  on(record: JsonRecord, collection: string): JsonRecord {
    const { id, _info: info } = record;
    if (!isRecord(info) || typeof id !== 'number') return record;
    const below = this.#below().get(collection);
    const searched = searches[collection];
    if (below === undefined && searched === undefined) return record;
    const links: JsonRecord = {};
    for (const [name, child] of Object.entries(below ?? {}))
      links[name] = `${collection}/${id}/${child}`;
    for (const [name, address] of Object.entries(searched ?? {})) links[name] = `${address}${id}`;
    return { ...record, _info: { ...info, ...links } };
  }
}

/** By top-level collection: the lists below one of its records, by the name of their link. */
function childrenOf(references: References): Map<string, Record<string, string>> {
  const found = new Map<string, Record<string, string>>();
  for (const { collection } of references.lists()) {
    const [, above, child] = /^([^{}]+)\/\{\}\/([^/{}]+)$/.exec(collection) ?? [];
    if (above === undefined || child === undefined) continue;
    const links = found.get(above) ?? {};
    links[`${child.toLowerCase()}_href`] = child;
    found.set(above, links);
  }
  return found;
}

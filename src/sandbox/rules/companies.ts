import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Derivation, Rules } from './index.js';
import { enteredInfo } from '../info.js';
import { apiTime, collections, defaultOf, omit, pick } from '../records.js';

/** Types are given when a company is made, and are associations of their own from then on. */
export const companyRules: Rules = {
  unique: ['identifier'],
  derived: ['deletedBy', 'dateDeleted', 'mobileGuid'],
  createOnly: ['types', 'typeIds'],
  defaults: (record, derivation) => {
    if (derivation.before !== undefined) return record;
    // The site that a new company names is made with it.
    const company = omit(record, ['site']);
    const status = defaultOf(derivation.store.list('/company/companies/statuses'));
    const types = record['types'] ?? typesOf(record['typeIds']);
    return {
      ...(status === undefined ? {} : { status: { id: status.id } }),
      ...company,
      ...(types === undefined ? {} : { types }),
    };
  },
  finish: (record, { before, now, by }) => {
    const wasDeleted = before?.['deletedFlag'] === true;
    const { deletedFlag = false } = record;
    return {
      leadFlag: false,
      isVendorFlag: false,
      ...record,
      deletedFlag,
      ...(deletedFlag === true && !wasDeleted ? { dateDeleted: apiTime(now), deletedBy: by } : {}),
    };
  },
  after: (company, derivation) => {
    if (derivation.before === undefined) addSite(company, derivation);
  },
};

function typesOf(ids: unknown): unknown {
  return Array.isArray(ids) ? (ids as unknown[]).map((id) => ({ id })) : undefined;
}

function addSite(company: JsonRecord, { store, references, sent, now, by }: Derivation): void {
  const id = Number(company['id']);
  const given = isRecord(sent['site']) ? sent['site'] : {};
  const site = store.insert(collections.sites, id, (siteId) => ({
    id: siteId,
    name: typeof given['name'] === 'string' ? given['name'] : 'Main',
    ...pick(company, ['addressLine1', 'addressLine2', 'city', 'zip', 'phoneNumber', 'country']),
    primaryAddressFlag: true,
    defaultShippingFlag: true,
    defaultBillingFlag: true,
    defaultMailingFlag: true,
    inactiveFlag: false,
    company: references.to('CompanyReference', company),
    _info: enteredInfo(now, by),
  }));
  store.update(collections.companies, id, {
    ...company,
    site: references.to('SiteReference', site),
  });
}

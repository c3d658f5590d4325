import type { JsonRecord } from '../../text/records.js';
import type { Cast } from './cast.js';

/** Whom something is sold to: the customer's site and the contact whose turn it is, for goods and bills too. */
export function partiesOf(cast: Cast, customer: JsonRecord, index: number): JsonRecord {
  const company = cast.ref('CompanyReference', customer);
  const contact = cast.ref('ContactReference', cast.contactOf(customer, index));
  const site = cast.ref('SiteReference', cast.siteOf(customer, index));
  return {
    company,
    contact,
    site,
    shipToCompany: company,
    shipToContact: contact,
    shipToSite: site,
    billToCompany: company,
    billToContact: contact,
    billToSite: site,
  };
}

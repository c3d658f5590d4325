import authoredCompanies from '../../../data/sandbox/companies.json' with { type: 'json' };
import authoredContacts from '../../../data/sandbox/contacts.json' with { type: 'json' };
import type { Maker } from '../ground.js';
import { collections } from '../records.js';

export const companies: Maker = (_ground, add) => {
  for (const company of authoredCompanies)
    add(null, { ...company, deletedFlag: false, leadFlag: false, isVendorFlag: false });
};

export const contacts: Maker = (ground, add) => {
  const all = ground.all(collections.companies);
  for (const { company, ...contact } of authoredContacts) {
    const client = all.find((one) => one['identifier'] === company) ?? {};
    add(null, {
      ...contact,
      company: ground.reference('CompanyReference', client),
      inactiveFlag: false,
    });
  }
};

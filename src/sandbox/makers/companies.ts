import notesAuthored from '../../../data/sandbox/work-notes.json' with { type: 'json' };
import { fillFrom } from '../fill.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';
import type { JsonRecord } from '../../text/records.js';
import { rowNamed, rowOf, rowsOf } from './authored.js';
import { accountNumber, activeSites, clientsOf, type Client } from './clients.js';
import { customFields } from './custom-fields.js';
import { taxIn, termsOf } from './finance-setup.js';
import { Linker } from './linker.js';
import { turn } from '../turn.js';

/** Members who look after customers. */
const accountManagers = ['cvega', 'nquist'];

export const companies: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const client of clientsOf(ground)) {
    const chance = ground.chance(`company record ${client.row.id}`);
    const acquired = ground.daysAgo(chance.between(400, 2600));
    acquired.setUTCHours(0, 0, 0, 0);
    const updated = ground.daysAgo(chance.between(1, 380));
    const deleted = client.deleted === undefined ? undefined : ground.daysAgo(client.deleted);
    add(null, {
      ...client.row,
      ...addressOf(client, link),
      ...setupOf(client, ground, link),
      phoneNumber: client.phone,
      faxNumber: chance.happens(0.3) ? `${client.city.area}5550199` : undefined,
      website: `www.${client.domain}`,
      accountNumber: accountNumber(client.index),
      dateAcquired: client.type === 'Prospect' ? undefined : apiTime(acquired),
      annualRevenue: client.employees * chance.between(90, 210) * 1000,
      numberOfEmployees: client.employees,
      yearEstablished: chance.between(1948, 2019),
      revenueYear: ground.origin.epoch.getUTCFullYear() - chance.between(1, 2),
      leadSource: turn(['Referral', 'Web', 'Trade show', 'Cold call'], client.index),
      leadFlag: client.type === 'Prospect',
      unsubscribeFlag: chance.happens(0.15),
      ...numbered('userDefinedField', 10, client.index),
      vendorIdentifier: client.type === 'Vendor' ? `V-${2000 + client.index}` : undefined,
      taxIdentifier: `00-${String(5_550_000 + client.index)}`,
      invoiceToEmailAddress: `accounting@${client.domain}`,
      invoiceCCEmailAddress: chance.happens(0.3) ? `office@${client.domain}` : undefined,
      deletedFlag: deleted !== undefined,
      dateDeleted: deleted === undefined ? undefined : apiTime(deleted),
      deletedBy: deleted === undefined ? undefined : 'jwinter',
      mobileGuid: chance.uuid(),
      facebookUrl: chance.happens(0.4) ? `https://social.example/${client.domain}` : undefined,
      twitterUrl: chance.happens(0.3) ? `https://short.example/${client.domain}` : undefined,
      linkedInUrl: chance.happens(0.5) ? `https://jobs.example/${client.domain}` : undefined,
      resellerIdentifier: client.type === 'Partner' ? `R-${client.row.id}` : undefined,
      isVendorFlag: client.type === 'Vendor',
      integratorTags: [],
      customFields: customFields('Company', [
        turn(['North', 'South', 'West'], client.city.office),
        client.employees,
      ]),
      _info: ground.info(acquired, 'cvega', updated, chance.pick(accountManagers)),
    });
  }
};

companies.has = (_origin, id) => id >= 1 && id <= rowsOf(collections.companies).length;

function addressOf({ sites: [main] }: Client, link: Linker): JsonRecord {
  return {
    addressLine1: main?.addressLine1,
    addressLine2: main?.addressLine2,
    city: main?.city.city,
    state: main?.city.state,
    zip: main?.city.zip,
    country: link.row('CountryReference', '/company/countries', 1),
    ...(main === undefined ? {} : { site: link.to('SiteReference', main) }),
  };
}

/** What a company has from the setup tables, and who is whose. */
function setupOf(client: Client, ground: Ground, link: Linker): JsonRecord {
  const named = (schema: string, collection: string, name: string) =>
    link.to(schema, rowNamed(collection, name));
  const nth = (schema: string, collection: string, index: number) => {
    const record = ground.all(collection)[index];
    return record === undefined ? undefined : ground.reference(schema, record);
  };
  const [contact, second] = client.contacts;
  const isGroup = client.row['identifier'] === 'HEATHERDEN';
  const billTo = isGroup ? rowNamed(collections.companies, 'CONTOSO') : client.row;
  return {
    status: named('CompanyStatusReference', '/company/companies/statuses', client.status),
    types: [named('CompanyTypeReference', '/company/companies/types', client.type)],
    territory: link.row('SystemLocationReference', collections.locations, client.city.office),
    market: named('MarketDescriptionReference', '/company/marketDescriptions', client.market),
    ownershipType: link.row(
      'OwnershipTypeReference',
      '/company/ownershipTypes',
      (client.index % 4) + 1,
    ),
    companyEntityType: link.row(
      'EntityTypeReference',
      '/company/entityTypes',
      (client.index % 4) + 1,
    ),
    timeZoneSetup: named('TimeZoneSetupReference', '/system/timeZoneSetups', client.city.zone),
    calendar: link.row(
      'CalendarReference',
      collections.calendars,
      (client.index % 5 === 0 ? 1 : 0) + 1,
    ),
    territoryManager: link.to(
      'MemberReference',
      rowNamed(collections.members, turn(accountManagers, client.city.office)),
    ),
    parentCompany: isGroup ? link.to('CompanyReference', billTo) : undefined,
    billToCompany: link.to('CompanyReference', billTo),
    defaultContact: contact === undefined ? undefined : link.to('ContactReference', contact),
    billingContact: link.to('ContactReference', second ?? turn(client.contacts, 0)),
    billingSite: link.to('SiteReference', turn(client.sites, 0)),
    currency: nth('CurrencyReference', '/finance/currencies', 0),
    taxCode: nth('TaxCodeReference', '/finance/taxCodes', taxIn(client.city.state)),
    billingTerms: nth('BillingTermsReference', '/finance/billingTerms', termsOf(client.index + 1)),
  };
}

/** `userDefinedField1` and so on: a few are used, the first by everybody. */
export function numbered(name: string, count: number, start: number): JsonRecord {
  const values = ['Gold', 'Silver', 'Bronze'];
  return Object.fromEntries(
    Array.from({ length: count }, (_, index): [string, string] => [
      `${name}${index + 1}`,
      `${turn(values, start + index)} ${index + 1}`,
    ]).filter((_, index) => index === 0 || (start + index) % 4 === 0),
  );
}

export const sites: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const client of clientsOf(ground)) {
    for (const [index, site] of client.sites.entries()) {
      const chance = ground.chance(`site ${site.id}`);
      add(client.row.id, {
        ...fillFrom('CompanySite', {
          ground,
          key: collections.sites,
          index: site.id,
          noun: 'site',
          plain: true,
        }),
        name: site.name,
        addressLine1: site.addressLine1,
        addressLine2: site.addressLine2,
        city: site.city.city,
        stateReference: link.to('StateReference', rowNamed('/company/states', site.city.state)),
        zip: site.city.zip,
        country: link.row('CountryReference', '/company/countries', 1),
        addressFormat: 'United States',
        phoneNumber: site.phone,
        phoneNumberExt: chance.happens(0.3) ? String(chance.between(100, 199)) : undefined,
        primaryAddressFlag: index === 0,
        defaultShippingFlag: index === Math.min(1, client.sites.length - 1),
        defaultBillingFlag: index === 0,
        defaultMailingFlag: index === 0,
        inactiveFlag: index >= activeSites,
        calendar: link.row('CalendarReference', collections.calendars, 1),
        timeZone: link.to(
          'TimeZoneSetupReference',
          rowNamed('/system/timeZoneSetups', site.city.zone),
        ),
        company: link.to('CompanyReference', client.row),
        customFields: [],
      });
    }
  }
};

export const companyNotes: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const client of clientsOf(ground)) {
    const chance = ground.chance(`company notes ${client.row.id}`);
    for (let index = 0; index < chance.between(1, 2); index++) {
      const by = chance.pick(accountManagers);
      add(client.row.id, {
        text: turn(notesAuthored.company, client.index + index * 5),
        type: link.to('NoteTypeReference', chance.pick(rowsOf('/company/noteTypes'))),
        flagged: chance.happens(0.3),
        enteredBy: by,
        company: link.to('CompanyReference', client.row),
        _info: ground.info(ground.daysAgo(chance.between(2, 400)), by),
      });
    }
  }
};

/** Who looks after a company: an account manager, and an engineer of its office. */
export const companyTeams: Maker = (ground, add) => {
  const link = new Linker(ground);
  for (const client of clientsOf(ground)) {
    const chance = ground.chance(`company team ${client.row.id}`);
    const engineers = [1, 2, 5, 6, 7, 8, 11, 12];
    const manager = rowNamed(collections.members, turn(accountManagers, client.city.office));
    for (const [role, member] of [
      [1, manager],
      [2, rowOf(collections.members, chance.pick(engineers))],
    ] as const) {
      const { accountManagerFlag, techFlag, salesFlag } = rowOf('/company/teamRoles', role);
      add(client.row.id, {
        company: link.to('CompanyReference', client.row),
        teamRole: link.row('TeamRoleReference', '/company/teamRoles', role),
        location: link.row('SystemLocationReference', collections.locations, client.city.office),
        department: link.row(
          'SystemDepartmentReference',
          collections.departments,
          role === 1 ? 3 : 1,
        ),
        member: link.to('MemberReference', member),
        accountManagerFlag,
        techFlag,
        salesFlag,
      });
    }
  }
};

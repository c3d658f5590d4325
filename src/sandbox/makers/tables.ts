import type { JsonRecord } from '../../text/records.js';
import type { Maker } from '../ground.js';
import { collections } from '../records.js';
import { rowOf, setup } from './authored.js';

/** Fields of setup tables that are authored as an id: the schema of the reference, and what it points into. */
const relations: Readonly<Record<string, Readonly<Record<string, readonly [string, string]>>>> = {
  '/company/states': { country: ['CountryReference', '/company/countries'] },
  '/system/timeZoneSetups': { timeZone: ['TimeZoneReference', '/system/cwTimeZones'] },
  '/system/locations': {
    manager: ['MemberReference', collections.members],
    reportsTo: ['SystemLocationReference', collections.locations],
    timeZoneSetup: ['TimeZoneSetupReference', '/system/timeZoneSetups'],
    calendar: ['CalendarReference', collections.calendars],
    overrideCountry: ['CountryReference', '/company/countries'],
    structureLevel: [
      'CorporateStructureLevelReference',
      '/system/myCompany/corporateStructureLevels',
    ],
  },
  '/time/chargeCodes': {
    company: ['CompanyReference', collections.companies],
    location: ['SystemLocationReference', collections.locations],
    department: ['SystemDepartmentReference', collections.departments],
    workType: ['WorkTypeReference', collections.workTypes],
    workRole: ['WorkRoleReference', collections.workRoles],
  },
  '/schedule/types': {
    where: ['ServiceLocationReference', '/service/locations'],
    chargeCode: ['ChargeCodeReference', '/time/chargeCodes'],
  },
};

/** The makers of the setup tables, by collection. */
export const tables: Readonly<Record<string, Maker>> = Object.fromEntries(
  Object.entries(setup).map(([collection, records]) => [collection, tableOf(collection, records)]),
);

function tableOf(collection: string, records: readonly JsonRecord[]): Maker {
  const related = Object.entries(relations[collection] ?? {});
  return (ground, add) => {
    for (const record of records) {
      const references = related
        .filter(([field]) => typeof record[field] === 'number')
        .map(([field, [schema, target]]): [string, JsonRecord] => [
          field,
          ground.reference(schema, rowOf(target, Number(record[field]))),
        ]);
      add(null, {
        ...record,
        ...currencyOf(collection, ground),
        ...Object.fromEntries(references),
      });
    }
  };
}

/** The one table here whose records name a currency. */
function currencyOf(collection: string, ground: Parameters<Maker>[0]): JsonRecord {
  const currency = ground.all('/finance/currencies')[0];
  return collection === '/company/countries' && currency !== undefined
    ? { currency: ground.reference('CurrencyReference', currency) }
    : {};
}

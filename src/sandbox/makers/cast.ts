import { lazy } from '../../text/lazy.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Chance, Ground } from '../ground.js';
import { collections } from '../records.js';
import { turn } from './amounts.js';
import { taxIn, termsOf } from './finance-setup.js';

const sites = '/company/companies/{}/sites';

/** Whom and what business records name: customers with their people and sites, vendors, staff, offices. */
export class Cast {
  readonly #ground: Ground;
  readonly #references = new Map<string, WeakMap<JsonRecord, JsonRecord>>();
  readonly #rows = new Map<string, readonly JsonRecord[]>();
  readonly #names = new Map<string, Map<unknown, JsonRecord>>();
  readonly #contacts = lazy(() =>
    grouped(
      this.rows(collections.contacts).filter((one) => one['inactiveFlag'] !== true),
      ({ company }) => (isRecord(company) ? company['id'] : undefined),
    ),
  );
  readonly #sites = lazy(() => {
    const owners = new Map(
      this.#ground.stored(sites).map(({ record, parent }) => [record, parent]),
    );
    return grouped(
      [...owners.keys()].filter((one) => one['inactiveFlag'] !== true),
      (site) => owners.get(site),
    );
  });
  readonly #customers = lazy(() => {
    const staffed = this.#companies().filter(({ id }) => this.#contacts().has(id));
    const buying = staffed.filter(isCustomer);
    return buying.length > 0 ? buying : staffed;
  });
  readonly #vendors = lazy(() => {
    const all = this.#companies();
    const selling = all.filter((one) => one['isVendorFlag'] === true || isOfType(one, /vendor/i));
    return selling.length > 0 ? selling : all;
  });
  readonly #staff = lazy(() =>
    this.rows(collections.members).filter(
      (one) => one['inactiveFlag'] !== true && one['licenseClass'] !== 'A',
    ),
  );

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Companies that buy, each with somebody to talk to. */
  get customers(): readonly JsonRecord[] {
    return this.#customers();
  }

  /** Companies to buy from. */
  get vendors(): readonly JsonRecord[] {
    return this.#vendors();
  }

  /** Members who work there and are people. */
  get staff(): readonly JsonRecord[] {
    return this.#staff();
  }

  /** The reference to a record, made once; undefined where there is none to refer to. */
  ref(schema: string, record: JsonRecord | undefined): JsonRecord | undefined {
    if (record?.['id'] === undefined) return undefined;
    let known = this.#references.get(schema);
    if (known === undefined) {
      known = new WeakMap();
      this.#references.set(schema, known);
    }
    let reference = known.get(record);
    if (reference === undefined) {
      reference = this.#ground.reference(schema, record);
      known.set(record, reference);
    }
    return reference;
  }

  /** The records of another collection. */
  rows(collection: string): readonly JsonRecord[] {
    let rows = this.#rows.get(collection);
    if (rows === undefined) {
      rows = this.#ground.all(collection);
      this.#rows.set(collection, rows);
    }
    return rows;
  }

  /** The record of a setup list whose turn it is. */
  nth(collection: string, index: number): JsonRecord | undefined {
    const rows = this.rows(collection);
    return rows[index % rows.length];
  }

  /** The record of a setup list that goes by a name or identifier. */
  named(collection: string, name: string): JsonRecord | undefined {
    let names = this.#names.get(collection);
    if (names === undefined) {
      names = new Map();
      for (const one of this.rows(collection))
        for (const key of [one['description'], one['name'], one['identifier']]) names.set(key, one);
      this.#names.set(collection, names);
    }
    return names.get(name);
  }

  /** A reference to the record of a setup list whose turn it is. */
  refNth(schema: string, collection: string, index: number): JsonRecord | undefined {
    return this.ref(schema, this.nth(collection, index));
  }

  contactOf(company: JsonRecord, index: number): JsonRecord | undefined {
    const people = this.#contacts().get(company['id']) ?? [];
    return people[index % people.length];
  }

  siteOf(company: JsonRecord, index: number): JsonRecord | undefined {
    const places = this.#sites().get(company['id']) ?? [];
    return places[index % places.length];
  }

  /** The customer whose turn it is; every round begins one further, so that steps of any size reach all. */
  customer(index: number): JsonRecord {
    const round = Math.floor(index / this.customers.length);
    return turn(this.customers, index + round);
  }

  /** What a company's setup says of money: the tax code of its state, its terms. */
  finance(company: JsonRecord): JsonRecord {
    const tax = taxIn(company['state']);
    const terms = termsOf(Number(company['id']));
    return {
      taxCode: this.refNth('TaxCodeReference', '/finance/taxCodes', tax),
      billingTerms: this.refNth('BillingTermsReference', '/finance/billingTerms', terms),
    };
  }

  member(chance: Chance): JsonRecord {
    return chance.pick(this.staff);
  }

  #companies(): JsonRecord[] {
    return this.rows(collections.companies).filter((one) => one['deletedFlag'] !== true);
  }

  /** The office and department that a record belongs to, as objects and as the flat ids beside them. */
  home(
    index: number,
    company?: JsonRecord,
  ): { locationId: number; departmentId: number } & JsonRecord {
    const territory = company?.['territory'];
    const office = isRecord(territory) ? Number(territory['id']) - 1 : index;
    const location = this.nth('/system/locations', office);
    const department = this.nth('/system/departments', index + Math.floor(index / 3));
    return {
      locationId: Number(location?.['id'] ?? 1 + (index % 2)),
      departmentId: Number(department?.['id'] ?? 1 + (index % 3)),
      location: this.ref('SystemLocationReference', location),
      department: this.ref('SystemDepartmentReference', department),
      billingUnit: this.ref('BillingUnitReference', department),
    };
  }
}

/** Where a contact is written to. */
export function mailOf(contact: JsonRecord | undefined, company: JsonRecord): string | undefined {
  const items = contact?.['communicationItems'];
  const mail = Array.isArray(items)
    ? items.filter(isRecord).find((item) => item['communicationType'] === 'Email')?.['value']
    : undefined;
  if (typeof mail === 'string') return mail;
  return contact === undefined
    ? undefined
    : `${String(contact['firstName'])}@${String(company['identifier'])}.example`.toLowerCase();
}

function isCustomer(company: JsonRecord): boolean {
  if (company['isVendorFlag'] === true || company['leadFlag'] === true) return false;
  return !Array.isArray(company['types']) || isOfType(company, /customer|client/i);
}

function isOfType({ types }: JsonRecord, name: RegExp): boolean {
  return (
    Array.isArray(types) && types.some((type) => isRecord(type) && name.test(String(type['name'])))
  );
}

function grouped(
  records: readonly JsonRecord[],
  keyOf: (record: JsonRecord) => unknown,
): Map<unknown, JsonRecord[]> {
  const lists = new Map<unknown, JsonRecord[]>();
  for (const record of records) {
    const key = keyOf(record);
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [record]);
    else list.push(record);
  }
  return lists;
}

import { lazy } from '../../text/lazy.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Chance, Ground } from '../ground.js';
import { authoredRows } from './authored.js';
import { accountNumber, activeSites, clientsOf, type Client, type Person } from './clients.js';
import { taxIn, termsOf } from './finance-setup.js';
import { staff } from './members.js';
import { turn } from '../turn.js';

/** Whom and what business records name: customers with their people and sites, vendors, staff, offices. */
export class Cast {
  readonly #ground: Ground;
  readonly #references = new Map<string, WeakMap<JsonRecord, JsonRecord>>();
  readonly #rows = new Map<string, readonly JsonRecord[]>();
  readonly #names = new Map<string, Map<unknown, JsonRecord>>();
  readonly #people = new Map<unknown, readonly JsonRecord[]>();
  readonly #places = new Map<unknown, readonly JsonRecord[]>();
  readonly #clients: () => readonly Client[];
  readonly #companies = lazy(() => this.#clients().map(companyOf));
  readonly #customers = lazy(() => this.#of(['Customer', 'Former Customer']));
  readonly #vendors = lazy(() => this.#of(['Vendor']));

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#clients = () => clientsOf(ground);
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
    return staff;
  }

  /** A company by its id; undefined for one that somebody wrote. */
  company(id: unknown): JsonRecord | undefined {
    return this.#companies()[Number(id) - 1];
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

  /** The records of another collection: as they are authored, or stored where they are made. */
  rows(collection: string): readonly JsonRecord[] {
    let rows = this.#rows.get(collection);
    if (rows === undefined) {
      rows = authoredRows(collection) ?? this.#ground.all(collection);
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
    const people = this.#listFor(company, this.#people, ({ contacts }) =>
      contacts.filter(({ inactive }) => !inactive).map(contactRow),
    );
    return people[index % people.length];
  }

  siteOf(company: JsonRecord, index: number): JsonRecord | undefined {
    const places = this.#listFor(company, this.#places, ({ sites }) =>
      sites
        .slice(0, activeSites)
        .map((site) => ({ ...site, city: site.city.city, zip: site.city.zip })),
    );
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

  /** Companies of some types that were not deleted. */
  #of(types: readonly string[]): JsonRecord[] {
    const clients = this.#clients();
    return this.#companies().filter((_, index) => {
      const { type, deleted } = turn(clients, index);
      return deleted === undefined && types.includes(type);
    });
  }

  #listFor(
    { id }: JsonRecord,
    lists: Map<unknown, readonly JsonRecord[]>,
    make: (client: Client) => readonly JsonRecord[],
  ): readonly JsonRecord[] {
    let list = lists.get(id);
    if (list === undefined) {
      list = make(turn(this.#clients(), Number(id) - 1));
      lists.set(id, list);
    }
    return list;
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

/** What other records use of a company's: worked out, so that none need be made and read. */
function companyOf({ row, index, city, phone, sites: [main] }: Client): JsonRecord {
  return {
    ...row,
    addressLine1: main?.addressLine1,
    addressLine2: main?.addressLine2,
    city: main?.city.city,
    state: main?.city.state,
    zip: main?.city.zip,
    territory: { id: city.office },
    phoneNumber: phone,
    accountNumber: accountNumber(index),
  };
}

function contactRow({
  id,
  firstName,
  lastName,
  email,
  phone,
  cell,
  callsCell,
}: Person): JsonRecord {
  return { id, firstName, lastName, email, defaultPhoneNbr: callsCell ? cell : phone };
}

/** First and last name, as letters are addressed. */
export function fullName(contact: JsonRecord | undefined): string {
  return [contact?.['firstName'], contact?.['lastName']].filter(Boolean).join(' ');
}

/** Where a contact is written to. */
export function mailOf(contact: JsonRecord | undefined): string | undefined {
  const mail = contact?.['email'];
  return typeof mail === 'string' ? mail : undefined;
}

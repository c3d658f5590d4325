import type { Catalog } from '../catalog/catalog.js';
import { lazy } from '../text/lazy.js';
import { isRecord, type JsonRecord } from '../text/records.js';

/** Which collection a reference schema points into, where its name does not say so. */
const elsewhere: Record<string, string> = {
  SystemLocationReference: '/system/locations',
  SystemDepartmentReference: '/system/departments',
  SiteReference: '/company/companies/{}/sites',
  CurrencyReference: '/finance/currencies',
  BillingTermsReference: '/finance/billingTerms',
  ServiceStatusReference: '/service/boards/{}/statuses',
  ServiceTypeReference: '/service/boards/{}/types',
  ServiceSubTypeReference: '/service/boards/{}/subtypes',
  ServiceItemReference: '/service/boards/{}/items',
  ServiceTeamReference: '/service/boards/{}/teams',
  ServiceSourceReference: '/service/sources',
  ProjectBoardReference: '/service/boards',
  IvItemReference: '/procurement/catalog',
  ProductCategoryReference: '/procurement/categories',
  ProductSubCategoryReference: '/procurement/subcategories',
  NoteTypeReference: '/company/noteTypes',
  SalesOrderReference: '/sales/orders',
};

/** What references lead to, and what they show of it. */
export class References {
  readonly #catalog: Catalog;
  readonly #collections: () => Map<string, string>;
  readonly #members = new Map<string, string[]>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
    this.#collections = lazy(() => collectionsBySchema(catalog));
  }

  /** The collection that a reference schema points into; undefined where there is none. */
  collectionOf(schema: string): string | undefined {
    return elsewhere[schema] ?? this.#collections().get(schema.replace(/Reference$/, ''));
  }

  /** The reference that other records carry for this one. Contacts and members are named by their person. */
  to(schema: string, record: JsonRecord): JsonRecord {
    const person = [record['firstName'], record['lastName']]
      .filter((part) => typeof part === 'string')
      .join(' ');
    const source: JsonRecord = {
      ...record,
      name: record['name'] ?? (person === '' ? record['description'] : person),
      sort: record['sortOrder'],
    };
    const reference = Object.fromEntries(
      this.#membersOf(schema)
        .filter((name) => source[name] !== undefined && !isRecord(source[name]))
        .map((name) => [name, source[name]]),
    );
    const href = this.#hrefOf(schema, record);
    return href === undefined ? reference : { ...reference, _info: href };
  }

  #membersOf(schema: string): string[] {
    let members = this.#members.get(schema);
    if (members === undefined) {
      members = this.#catalog
        .fields(schema)
        .map(({ name }) => name)
        .filter((name) => name !== '_info');
      this.#members.set(schema, members);
    }
    return members;
  }

  /** `board_href`: relative until the answer is sent, whose host only the request knows. */
  #hrefOf(schema: string, { id }: JsonRecord): JsonRecord | undefined {
    const collection = this.collectionOf(schema);
    if (collection === undefined || collection.includes('{}') || typeof id !== 'number')
      return undefined;
    const name = schema.replace(/Reference$/, '');
    return { [`${name.charAt(0).toLowerCase()}${name.slice(1)}_href`]: `${collection}/${id}` };
  }
}

/** The list of each schema: the one with the fewest placeholders, and no twin with fewer fields. */
function collectionsBySchema(catalog: Catalog): Map<string, string> {
  const found = new Map<string, string>();
  const holes = (path: string) => path.split('{').length;
  for (const { method, path, response } of catalog.all()) {
    const { payload } = response;
    if (method !== 'GET' || payload?.list !== true || payload.schema === null) continue;
    if (path.endsWith('}') || /\/(?:info|usages)(?:\/|$)/i.test(path)) continue;
    const known = found.get(payload.schema);
    if (known === undefined || holes(path) < holes(known))
      found.set(payload.schema, path.replaceAll(/\{[^/]*/g, '{}'));
  }
  return found;
}

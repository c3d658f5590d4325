import pools from '../../data/sandbox/pools.json' with { type: 'json' };
import type { Catalog } from '../catalog/catalog.js';
import { referenceLists } from '../catalog/reference-lists.js';
import type { Field } from '../catalog/model.js';
import { singular, splitCase } from '../catalog/words.js';
import { lazy } from '../text/lazy.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { homeOf, outline, parentOf } from './homes.js';
import { idOf } from './records.js';

const names = new Map<string, readonly string[]>(Object.entries(pools));

/** What references lead to, and what they show of it. */
export class References {
  readonly #catalog: Catalog;
  /** The lists of the catalog that are of records in a collection. */
  readonly lists: () => readonly CollectionList[];
  readonly #known: () => { bySchema: Map<string, string>; byCollection: Map<string, string> };
  readonly #fields = new Map<string, readonly Field[]>();
  readonly #hrefs = new Map<string, Href | undefined>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
    this.lists = lazy(() => listsOf(catalog));
    this.#known = lazy(() => knownFrom(this.lists()));
  }

  /** The collection that a reference schema points into; undefined where there is none. */
  collectionOf(schema: string): string | undefined {
    if (!schema.endsWith('Reference')) return undefined;
    return (
      referenceLists[schema] ?? this.#known().bySchema.get(schema.slice(0, -'Reference'.length))
    );
  }

  /** The schema of the records that a collection lists. */
  schemaOf(collection: string): string | undefined {
    return this.#known().byCollection.get(collection);
  }

  /** The collection that lists records of a schema. */
  listOf(schema: string): string | undefined {
    return this.#known().bySchema.get(schema);
  }

  /** All that a schema without a collection can refer to; undefined where it has one, or is no reference. */
  pool(schema: string): JsonRecord[] | undefined {
    const members = this.fieldsOf(schema);
    if (!schema.endsWith('Reference') || this.collectionOf(schema) !== undefined) return undefined;
    if (!members.some(({ name }) => name === 'name' || name === 'identifier')) return undefined;
    return (names.get(schema) ?? ['Standard', 'Extended', 'Internal']).map((name, index) =>
      this.#membersOf(schema, { id: index + 1, name }),
    );
  }

  /** Fields of a schema, read once. */
  fieldsOf(schema: string): readonly Field[] {
    let fields = this.#fields.get(schema);
    if (fields === undefined) {
      fields = this.#catalog.fields(schema);
      this.#fields.set(schema, fields);
    }
    return fields;
  }

  /** The reference that other records carry for this one. Contacts and members are named by their person. */
  to(schema: string, record: JsonRecord): JsonRecord {
    const reference = this.#membersOf(schema, record);
    const href = this.#hrefOf(schema, record);
    return href === undefined ? reference : { ...reference, _info: href };
  }

  /** The lists whose records have a field that points into a collection. */
  pointingAt(collection: string): { collection: string; schema: string; field: string }[] {
    return [...this.#known().bySchema].flatMap(([schema, list]) =>
      this.fieldsOf(schema)
        .filter(
          ({ type, schema: target }) =>
            type === 'object' && target !== undefined && this.collectionOf(target) === collection,
        )
        .map(({ name }) => ({ collection: list, schema, field: name })),
    );
  }

  #membersOf(schema: string, record: JsonRecord): JsonRecord {
    const person = [record['firstName'], record['lastName']]
      .filter((part) => typeof part === 'string')
      .join(' ');
    const name =
      record['name'] ??
      (person === ''
        ? (record['description'] ?? record['identifier'] ?? calledBy(record))
        : person);
    const source: JsonRecord = {
      ...record,
      name,
      // An order is known by its number alone.
      identifier:
        record['identifier'] ?? (schema === 'SalesOrderReference' ? String(record['id']) : name),
      sort: record['sortOrder'],
      // An agreement's reference shows its type by name.
      type: isRecord(record['type']) ? record['type']['name'] : record['type'],
    };
    const reference: JsonRecord = {};
    for (const { name: member, allowed } of this.fieldsOf(schema)) {
      const value = source[member];
      if (member === '_info' || value === undefined || isRecord(value)) continue;
      reference[member] =
        allowed === undefined || (typeof value === 'string' && allowed.includes(value))
          ? value
          : allowed[Number(record['id']) % allowed.length];
    }
    return reference;
  }

  /** `board_href`: relative until the answer is sent, whose host only the request knows. */
  #hrefOf(schema: string, record: JsonRecord): JsonRecord | undefined {
    if (typeof record['id'] !== 'number') return undefined;
    let href = this.#hrefs.get(schema);
    if (href === undefined && !this.#hrefs.has(schema)) {
      href = this.#hrefTo(schema);
      this.#hrefs.set(schema, href);
    }
    if (href === undefined) return undefined;
    const { name, collection, owner } = href;
    if (owner === undefined) return { [name]: `${collection}/${record['id']}` };
    const above = owner.map((field) => idOf(record[field])).find((id) => id !== undefined);
    return above === undefined
      ? undefined
      : { [name]: `${collection.replace('{}', String(above))}/${record['id']}` };
  }

  #hrefTo(schema: string): Href | undefined {
    const collection = this.collectionOf(schema);
    if (collection === undefined || collection.split('{}').length > 2) return undefined;
    // Some lists have no address for each of their records.
    const byId = this.#catalog.match(`${collection.replace('{}', '1')}/1`);
    if (!byId.some(({ endpoint }) => endpoint.method === 'GET')) return undefined;
    const last = splitCase(collection.split('/').at(-1) ?? '');
    const noun = singular(last.join(''));
    const name = `${noun.charAt(0).toLowerCase()}${noun.slice(1)}_href`.replace(/^sLA/, 'sla');
    const parent = parentOf(collection);
    if (parent === undefined) return { name, collection };
    const fields = this.fieldsOf(this.schemaOf(collection) ?? '').filter(
      (field) => field.schema !== undefined && this.collectionOf(field.schema) === parent,
    );
    const owner = singular(parent.split('/').at(-1) ?? '');
    return { name, collection, owner: [...fields.map((field) => field.name), `${owner}Id`] };
  }
}

/** What a record is called that has no name: an invoice by its number, an expense report by its week. */
function calledBy(record: JsonRecord): unknown {
  const { invoiceNumber, poNumber, title, probability, dateStart, dateEnd } = record;
  const percent = typeof probability === 'number' ? String(probability) : undefined;
  const period =
    typeof dateStart === 'string' && typeof dateEnd === 'string'
      ? `${dateStart.slice(0, 10)} to ${dateEnd.slice(0, 10)}`
      : undefined;
  return invoiceNumber ?? poNumber ?? title ?? percent ?? period;
}

interface Href {
  name: string;
  collection: string;
  /** Fields that tell what a child belongs to. */
  owner?: string[];
}

interface CollectionList {
  path: string;
  schema: string | null;
  collection: string;
}

/** Without those that count records, or show those of another list with fewer fields. */
function listsOf(catalog: Catalog): CollectionList[] {
  return catalog.lists().flatMap(({ path, schema }) => {
    const { template, tail, twin } = outline(path);
    return twin || tail !== undefined ? [] : [{ path, schema, collection: homeOf(template) }];
  });
}

/** The list of each schema: the one with the fewest placeholders. */
function knownFrom(lists: readonly CollectionList[]): {
  bySchema: Map<string, string>;
  byCollection: Map<string, string>;
} {
  const bySchema = new Map<string, string>();
  const byCollection = new Map<string, string>();
  const holes = (path: string) => path.split('{').length;
  for (const { path, schema, collection } of lists) {
    if (schema === null) continue;
    if (!byCollection.has(collection)) byCollection.set(collection, schema);
    if (path.endsWith('}') || schema.endsWith('Reference')) continue;
    const known = bySchema.get(schema);
    if (known === undefined || holes(collection) < holes(known)) bySchema.set(schema, collection);
  }
  return { bySchema, byCollection };
}

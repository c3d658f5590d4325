import type { Catalog } from '../catalog/catalog.js';
import type { Services } from '../services.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { labelsOf } from './find-by-name.js';
import { ifReadable, readRecord } from './read-aside.js';

/** Where the records of a reference are, whose schema is not called after theirs; `{board}` is that of the record. */
const collections: Readonly<Record<string, string>> = {
  BillingTermsReference: '/finance/billingTerms',
  IvItemReference: '/procurement/catalog',
  ProjectBoardReference: '/service/boards',
  ServiceItemReference: '/service/boards/{board}/items',
  ServiceSourceReference: '/service/sources',
  ServiceStatusReference: '/service/boards/{board}/statuses',
  ServiceSubTypeReference: '/service/boards/{board}/subtypes',
  ServiceTypeReference: '/service/boards/{board}/types',
  SiteReference: '/company/companies/{company}/sites',
  SystemDepartmentReference: '/system/departments',
  SystemLocationReference: '/system/locations',
};

/** Names that are looked up for one record: each is a request. */
const most = 6;

/**
 * The members of a record, with the names of references that say an id alone, where these can be read. `around` has
 * what else is known of the record.
 */
export async function withNames(
  members: JsonRecord,
  schema: string | undefined,
  around: JsonRecord,
  services: Services,
): Promise<JsonRecord> {
  if (schema === undefined) return members;
  const catalog = await services.catalog();
  const known = { ...around, ...members };
  const unnamed = catalog.fields(schema).flatMap(({ name, schema: reference }) => {
    const given = members[name];
    if (reference === undefined || !isIdAlone(given)) return [];
    const path = collectionOf(reference, known, catalog);
    return path === undefined ? [] : [{ name, given, path: `${path}/${String(given['id'])}` }];
  });
  const named = await Promise.all(
    unnamed.slice(0, most).map(async ({ name, given, path }) => {
      const label = await ifReadable(labelAt(path, catalog, services));
      return [name, label === undefined ? given : { ...given, name: label }] as const;
    }),
  );
  return { ...members, ...Object.fromEntries(named) };
}

function isIdAlone(value: unknown): value is JsonRecord {
  if (!isRecord(value)) return false;
  const names = Object.keys(value).filter((name) => name !== '_info');
  return names.length === 1 && /^\d+$/.test(String(value['id']));
}

/** The list that holds what a reference is to: that of the records whose schema it is called after. */
function collectionOf(reference: string, known: JsonRecord, catalog: Catalog): string | undefined {
  const named = collections[reference];
  if (named === undefined) {
    const schema = reference.replace(/Reference$/, '');
    return catalog.lists().find((one) => one.schema === schema && !one.path.includes('{'))?.path;
  }
  const path = named.replace(/\{(\w+)\}/, (whole, above: string) => {
    const record = known[above];
    return isRecord(record) && /^\d+$/.test(String(record['id'])) ? String(record['id']) : whole;
  });
  return path.includes('{') ? undefined : path;
}

async function labelAt(
  path: string,
  catalog: Catalog,
  services: Services,
): Promise<string | undefined> {
  const read = catalog.match(path).find(({ endpoint }) => endpoint.method === 'GET');
  const fields = catalog.fields(read?.endpoint.response.payload?.schema ?? '');
  const hasFirstName = fields.some(({ name }) => name === 'firstName');
  const labels = [
    ...labelsOf(fields).toReversed(),
    ...(hasFirstName ? ['firstName', 'lastName'] : []),
  ];
  if (read === undefined || labels.length === 0) return undefined;
  const record = await readRecord(path, { fields: labels.join(',') }, services, { once: true });
  const texts = labels.map((label) => record[label]).filter((text) => typeof text === 'string');
  return hasFirstName ? texts.slice(-2).join(' ') : texts[0];
}

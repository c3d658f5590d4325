import type { Catalog } from '../catalog/catalog.js';
import { belowKnown, idsByList, referenceList } from '../catalog/reference-lists.js';
import type { Services } from '../services.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { labelsOf } from './find-by-name.js';
import { ifReadable, readRecord } from './read-aside.js';

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
  const known: JsonRecord = { ...around, ...members };
  const ids = idsByList(catalog, schema, (name) => idIn(known[name]));
  const unnamed = catalog.fields(schema).flatMap(({ name, schema: reference }) => {
    const given = members[name];
    if (reference === undefined || !isIdAlone(given)) return [];
    const list = referenceList(catalog, reference);
    const path = list === undefined ? undefined : belowKnown(list, ids);
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

function idIn(value: unknown): string | undefined {
  const id = isRecord(value) ? String(value['id']) : '';
  return /^\d+$/.test(id) ? id : undefined;
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

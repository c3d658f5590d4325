import type { Draft, NamedThing } from '../ask/draft.js';
import type { Catalog } from '../catalog/catalog.js';
import { recordShape } from '../catalog/record-shape.js';
import { belowKnown, listAbove, referenceList } from '../catalog/reference-lists.js';
import { lookUp, unknownRecords, type RecordShape } from '../conditions/shape.js';
import type { Services } from '../services.js';
import { isRecord } from '../text/records.js';
import { lookUpName, type Found } from './look-up-name.js';
import { ifReadable, readRecord } from './read-aside.js';

/** Finds the records that the names of a draft mean; undefined where nobody can look. */
export interface NamedRecords {
  shape: RecordShape;
  find: (thing: NamedThing) => Promise<Found | undefined>;
  /** Whether a field refers to what is below another record, where each name stands once: statuses of a board. */
  isBelow: (field: string) => boolean;
  /** From now on records below this one are found: the statuses of a board. */
  settle: (field: string, id: string) => void;
}

/** Names that are looked up for one sentence: each is a request or more. */
const mostNames = 6;

export async function namedRecords(draft: Draft, services: Services): Promise<NamedRecords> {
  const catalog = await services.catalog();
  const shape = shapeOf(draft, catalog);
  const known = new Map<string, Promise<Found | undefined>>();
  const settled = new Map<string, string>();
  const listOf = (field: string) => listBehind(field, shape, catalog);
  return {
    shape,
    async find({ field, name }) {
      const list = listOf(field);
      const above = list === undefined ? undefined : listAbove(list);
      if (above !== undefined && !settled.has(above)) {
        const id = await idOfRecord(above, { draft, shape, catalog }, services);
        if (id !== undefined) settled.set(above, id);
      }
      const path = list === undefined ? undefined : belowKnown(list, settled);
      if (path === undefined) return undefined;
      const key = `${path} ${name.toLowerCase()}`;
      if (!known.has(key) && known.size >= mostNames) return undefined;
      const finding = known.get(key) ?? lookUpName(name, path, services);
      known.set(key, finding);
      return await finding;
    },
    isBelow: (field) => listAbove(listOf(field) ?? '') !== undefined,
    settle(field, id) {
      const list = listOf(field);
      if (list !== undefined) settled.set(list, id);
    },
  };
}

/** The records whose fields a draft names. */
function shapeOf({ path, method }: Draft, catalog: Catalog): RecordShape {
  const ends = catalog.match(path).map(({ endpoint }) => endpoint);
  const end = ends.find((one) => one.method === method) ?? ends[0];
  const shape = end === undefined ? unknownRecords : recordShape(catalog, end);
  const read = ends.find((one) => one.method === 'GET')?.response.payload?.schema ?? null;
  if (shape.schema !== null || read === null) return shape;
  const membersOf = (schema: string) => catalog.fields(schema);
  return { ...shape, schema: read, fields: membersOf(read), membersOf };
}

/** The list of what a field refers to; members where it holds their identifiers. */
function listBehind(field: string, shape: RecordShape, catalog: Catalog): string | undefined {
  const found = lookUp(field, shape);
  if (found.kind !== 'found') return field === 'assigned' ? members : undefined;
  if (found.field.schema === undefined) return field.endsWith('By') ? members : undefined;
  return referenceList(catalog, found.field.schema);
}

const members = '/system/members';

interface Around {
  draft: Draft;
  shape: RecordShape;
  catalog: Catalog;
}

/** What the record that is changed refers to in a list: the board that its status is one of. */
async function idOfRecord(
  list: string,
  { draft: { path, method }, shape, catalog }: Around,
  services: Services,
): Promise<string | undefined> {
  if (method === 'GET' || !/\/\d+$/.test(path)) return undefined;
  const field = shape.fields.find(
    ({ schema }) => schema !== undefined && referenceList(catalog, schema) === list,
  );
  if (field === undefined) return undefined;
  const reading = readRecord(path, { fields: `${field.name}/id` }, services, { once: true });
  const reference = (await ifReadable(reading))?.[field.name];
  const id = isRecord(reference) ? String(reference['id']) : '';
  return /^\d+$/.test(id) ? id : undefined;
}

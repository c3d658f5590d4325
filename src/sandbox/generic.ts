import type { Catalog } from '../catalog/catalog.js';
import { singular, splitCase } from '../catalog/words.js';
import { lazy } from '../text/lazy.js';
import type { JsonRecord } from '../text/records.js';
import { fillFrom, type Filling } from './fill.js';
import { namesListed } from './fill-text.js';
import type { Ground, Maker } from './ground.js';
import { parentOf } from './homes.js';
import type { StoredRecord } from './records.js';

/** Most parents that have children: what nobody authored need not be everywhere. */
const mostParents = 300;

/** The maker of a collection that nobody authored: a few records of its schema, one or two for each parent. */
export function genericMaker(collection: string, catalog: Catalog): Maker {
  const subject = lazy(() => subjectOf(collection, catalog));
  const noun = nounOf(collection);
  const above = parentOf(collection);
  const filling = (ground: Ground, index: number, parent?: StoredRecord): Filling => ({
    ground,
    key: collection,
    index,
    noun,
    whole: !subject().list,
    ...(parent === undefined || above === undefined
      ? {}
      : { parent: { id: parent.id, noun: nounOf(above), collection: above } }),
  });
  const made = (ground: Ground, index: number, parent?: StoredRecord): JsonRecord => {
    const { schema } = subject();
    if (schema?.endsWith('Reference') === true) return referred(schema, ground, index, collection);
    return fillFrom(schema ?? '', filling(ground, index, parent));
  };
  const size = (ground: Ground) => {
    const some = ground.chance(`${collection}#`).between(4, 6);
    return subject().list ? Math.min(some, namesListed(collection, noun)?.length ?? some) : 1;
  };
  const previews = new WeakMap<Ground, Map<number, JsonRecord>>();
  const maker: Maker = (ground, add) => {
    if (above === undefined) {
      for (let index = 0; index < size(ground); index++) add(null, made(ground, index));
      return;
    }
    let index = 0;
    for (const parent of ground.stored(above).slice(0, mostParents)) {
      const most = subject().list ? 1 + (parent.id % 2) : 1;
      for (let one = 0; one < most; one++) add(parent.id, made(ground, index++, parent));
    }
  };
  maker.preview = (ground, chance) => {
    const index = above === undefined ? chance.between(0, size(ground) - 1) : 0;
    const known = previews.get(ground) ?? new Map<number, JsonRecord>();
    previews.set(ground, known);
    let record = known.get(index);
    if (record === undefined) {
      const { schema } = subject();
      record = {
        id: index + 1,
        ...fillFrom(schema ?? '', { ...filling(ground, index), plain: true }),
      };
      known.set(index, record);
    }
    return record;
  };
  return maker;
}

/** A list of references shows records of the collection that they point into. */
function referred(schema: string, ground: Ground, index: number, collection: string): JsonRecord {
  const target = ground.references.collectionOf(schema);
  const found =
    target === undefined
      ? undefined
      : ground.sample(target, ground.chance(`${collection}.${index}`));
  return found === undefined ? {} : ground.reference(schema, found);
}

/** The schema of a collection's records: that of its list, else of what reads or writes one of them. */
function subjectOf(collection: string, catalog: Catalog): { schema: string | null; list: boolean } {
  const path = collection.replaceAll('{}', '{id}');
  const endpoints = [path, `${path}/{id}`].flatMap((one) =>
    catalog.match(one).map(({ endpoint }) => endpoint),
  );
  const payloads = endpoints
    .filter(({ method }) => method === 'GET')
    .concat(endpoints.filter(({ method }) => method === 'POST'))
    .map(({ method, response, body, path: own }) => ({
      schema: (method === 'POST' ? body : response.payload)?.schema ?? null,
      list: method === 'POST' || response.payload?.list === true || own.endsWith('}'),
    }));
  return payloads.find(({ schema }) => schema !== null) ?? { schema: null, list: true };
}

/** Words that say too little without what they belong to. */
const vague = new Set([
  'type',
  'status',
  'category',
  'group',
  'item',
  'note',
  'detail',
  'value',
  'setting',
  'info',
  'setup',
  'option',
]);

/** What one record of a collection is called: `tax code`, `board type`. */
export function nounOf(collection: string): string {
  const segments = collection.split('/').filter((segment) => segment !== '' && segment !== '{}');
  const nouns = segments.slice(1).map((segment) => {
    const parts = splitCase(segment).map((word) =>
      /^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase(),
    );
    return [...parts.slice(0, -1), singular(parts.at(-1) ?? '')].join(' ');
  });
  const last = nouns.at(-1) ?? segments[0] ?? 'record';
  return vague.has(last) && nouns.length > 1 ? `${nouns.at(-2) ?? ''} ${last}` : last;
}

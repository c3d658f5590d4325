import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint, Parameter } from '../catalog/model.js';
import { recordShape } from '../catalog/record-shape.js';
import { referenceList } from '../catalog/reference-lists.js';
import { fillTemplate } from '../catalog/template.js';
import { splitCase } from '../catalog/words.js';
import { quoteText } from '../conditions/quote.js';
import { encodePercent } from '../text/percent.js';
import type { Filter } from './draft.js';
import type { Noun } from './nouns.js';
import { loreOf } from './phrases.js';

/** The records that others belong to, as the sentence names them. */
export interface Parent {
  /** Templates of the lists that it may be in. */
  paths: readonly string[];
  /** Its ids, or its name. */
  ids: readonly string[];
  name: string | undefined;
}

/** Where the records of a parent are found. */
export interface Place {
  noun: Noun;
  /** Path of the list, with the parent in it where it is below it. */
  path: string;
  filters: Filter[];
  params: Readonly<Record<string, string>>;
  /** The same records below their parent, where that list has them in short. */
  below?: string;
}

/**
 * The list that holds what belongs to a parent: below it where that has the whole records, else a list of its own with
 * a reference to it, else one that is asked with its kind and id, else references alone.
 */
export function placeOf(
  catalog: Catalog,
  nouns: readonly Noun[],
  parent: Parent,
): Place | undefined {
  const lists = nouns.flatMap((noun) => {
    const list = listAt(catalog, noun.path);
    return list === undefined ? [] : [{ noun, list }];
  });
  for (const parentPath of parent.paths) {
    const below = lists.filter(({ noun }) => sameList(noun.above ?? '', parentPath));
    const whole = below.find(({ list }) => !holdsReferences(list));
    if (whole !== undefined) return placeBelow(whole.noun, parent);
    const own = lists.filter(({ noun }) => noun.above === undefined);
    const short = below[0] === undefined ? undefined : placeBelow(below[0].noun, parent)?.path;
    const inShort = short === undefined ? {} : { below: short };
    for (const { noun, list } of own) {
      const filters = filtersTo(catalog, list, parentPath, parent);
      if (filters?.length === 0) return undefined;
      if (filters !== undefined) return { noun, path: noun.path, filters, params: {}, ...inShort };
    }
    for (const { noun, list } of own) {
      const params = paramsTo(catalog, list, parentPath, parent);
      if (params !== undefined) return { noun, path: noun.path, filters: [], params, ...inShort };
    }
    if (below[0] !== undefined) return placeBelow(below[0].noun, parent);
  }
  return undefined;
}

function placeBelow(noun: Noun, { ids, name }: Parent): Place | undefined {
  const value = ids.length === 1 ? ids[0] : name;
  if (value === undefined) return undefined;
  return {
    noun,
    path: fillTemplate(noun.path, () => nameInPath(value)),
    filters: [],
    params: {},
  };
}

/** The clauses by which a list of its own holds what refers to a parent; undefined where it has no reference to it. */
function filtersTo(
  catalog: Catalog,
  list: Endpoint,
  parentPath: string,
  { ids, name }: Parent,
): Filter[] | undefined {
  // Details of contact 8 are no contacts that refer to it.
  if (sameList(list.path, parentPath)) return undefined;
  const field = recordShape(catalog, list).fields.find(
    ({ type, schema }) =>
      type === 'object' &&
      schema !== undefined &&
      sameList(referenceList(catalog, schema) ?? '', referred(parentPath)),
  );
  if (field === undefined) return undefined;
  if (ids.length > 0)
    return [{ where: `${field.name}/id ${ids.length === 1 ? '=' : 'in'} ${ids.join(',')}` }];
  const { kinds, company } = loreOf(list.path);
  const isReadElsewhere =
    readByName.has(parentPath) ||
    company === field.name ||
    Object.values(kinds).includes(field.name);
  if (isReadElsewhere || name === undefined) return [];
  const label = ['name', 'identifier', 'summary'].find((one) =>
    catalog.fields(field.schema ?? '').some((member) => member.name === one),
  );
  if (label === undefined) return [];
  return [
    { where: `${field.name}/${label} = ${quoteText(name)}`, named: { field: field.name, name } },
  ];
}

/** References to tickets are to those of projects as well, which share their ids. */
function referred(path: string): string {
  return path === '/project/tickets' ? '/service/tickets' : path;
}

/** Companies and members have readers of their own names. */
const readByName = new Set(['/company/companies', '/system/members']);

/** Lists that are asked with the kind and the id of one record: documents, the audit trail. */
function paramsTo(
  catalog: Catalog,
  list: Endpoint,
  parentPath: string,
  { ids: [id, ...more] }: Parent,
): Record<string, string> | undefined {
  const asked = recordParams(catalog, list);
  if (asked === undefined || id === undefined || more.length > 0) return undefined;
  const { kind, number } = asked;
  const names = kindNames(catalog, parentPath);
  const known = names.flatMap(
    (one) => kind.known?.find((text) => text.toLowerCase() === one) ?? [],
  );
  return known[0] === undefined ? undefined : { [kind.name]: known[0], [number.name]: id };
}

/** The parameters by which a list is asked for what belongs to one record. */
export function recordParams(
  catalog: Catalog,
  list: Endpoint,
): { kind: Parameter; number: Parameter } | undefined {
  const parameters = catalog.parameters(list).filter((one) => one.in === 'query');
  const kind = parameters.find(({ name, known }) => /type$/i.test(name) && known !== undefined);
  const number = parameters.find(({ name }) => /^(?:recordId|id)$/i.test(name));
  return kind === undefined || number === undefined ? undefined : { kind, number };
}

/** What the records of a list may be called as a kind, the whole name first: `projectticket`, `ticket`; `time`. */
function kindNames(catalog: Catalog, path: string): string[] {
  const schema = listAt(catalog, path)?.response.payload?.schema?.split('.').at(-1) ?? '';
  const module = path.split('/')[1] ?? '';
  const joined = splitCase(schema).join('').toLowerCase();
  return [joined, `${module}${joined}`, joined.replace(/(?:entry|item)$/, '')];
}

function holdsReferences({ response }: Endpoint): boolean {
  return response.payload?.schema?.endsWith('Reference') === true;
}

export function listAt(catalog: Catalog, path: string): Endpoint | undefined {
  return catalog.onPath(path).find(({ method }) => method === 'GET');
}

function sameList(one: string, other: string): boolean {
  const plain = (path: string) => path.replace(/\/$/, '').toLowerCase();
  return plain(one) === plain(other);
}

/** A name as a piece of a path: what would part it is encoded, the rest stays as people write it. */
export function nameInPath(name: string): string {
  return name.replaceAll(/[/?#%{}&=]/g, encodePercent);
}

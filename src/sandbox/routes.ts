import type { Match } from '../catalog/path-matcher.js';
import { isRead, type Endpoint } from '../catalog/model.js';
import { placeholders } from '../catalog/template.js';
import { homeOf, outline, parentOf, type Outline } from './homes.js';

/** What a request means to the store, read off the catalog's endpoint. */
export interface Route {
  kind:
    | 'list'
    | 'search'
    | 'count'
    | 'record'
    | 'default'
    | 'usages'
    | 'create'
    | 'replace'
    | 'patch'
    | 'delete';
  endpoint: Endpoint;
  /** Template of the collection with nameless placeholders: `/service/tickets/{}/notes`. */
  collection: string;
  /** Id of the record that a child collection belongs to. */
  parent: number | null;
  /** Template of the parent's own collection. */
  parentCollection: string | undefined;
  /** Id of the record itself; null where its parent has but one. */
  id: number | null;
  /** The schema that the answer shows of the records, where it is not theirs. */
  shows: string | null;
}

/** Lists by the id of the record itself rather than of what it belongs to. */
const listsOfOne = [
  '/procurement/products/{}/components/{}',
  '/procurement/products/{}/pickingShippingDetails/{}',
];

/** The route of a matched endpoint; undefined for actions and whatever else is no plain read or write of records. */
export function routeOf({ endpoint, values }: Match): Route | undefined {
  const ids = placeholders(endpoint.path).map((name) => Number(values[name]));
  if (ids.some((id) => !Number.isSafeInteger(id))) return undefined;
  const isSearch = endpoint.method === 'POST' && isRead(endpoint);
  const { template, tail, twin } = outline(
    isSearch ? endpoint.path.replace(/\/search\/?$/, '') : endpoint.path,
  );
  const endsInId = template.endsWith('/{}');
  const isList = endpoint.method === 'GET' && endpoint.response.payload?.list === true;
  const byId = endsInId && (!isList || listsOfOne.includes(template) || tail !== undefined);
  const kind = isSearch ? 'search' : kindOf(endpoint, tail, template, byId);
  if (kind === undefined) return undefined;
  const above = byId ? template.slice(0, -'/{}'.length) : template;
  const collection = homeOf(template === forecastItem ? template : above);
  const ownId = byId ? (ids.at(-1) ?? null) : null;
  return {
    kind,
    endpoint,
    collection,
    parent: (byId ? ids.slice(0, -1) : ids).at(-1) ?? null,
    parentCollection: parentOf(collection),
    id: ownId,
    shows: twin || homeOf(above) !== above ? (endpoint.response.payload?.schema ?? null) : null,
  };
}

/** An item lies where its forecast is listed, under ids of its own. */
const forecastItem = '/sales/opportunities/{}/forecast/{}';

function kindOf(
  { method, response, body }: Endpoint,
  tail: Outline['tail'],
  template: string,
  byId: boolean,
): Route['kind'] | undefined {
  const { payload } = response;
  switch (method) {
    case 'GET':
      if (typeof payload?.schema !== 'string') return undefined;
      if (tail === 'count' && payload.list) return 'list';
      if (tail === 'count') return payload.schema === 'Count' ? 'count' : undefined;
      if (tail === 'default') return 'default';
      if (tail !== undefined) return 'usages';
      if (payload.list) return 'list';
      return byId || !noRecords.includes(payload.schema) ? 'record' : undefined;
    case 'POST':
      return (!byId || template === forecastItem) &&
        body?.list === false &&
        body.schema === payload?.schema &&
        (response.status === 201 ? !actions.test(template) : creating.test(template))
        ? 'create'
        : undefined;
    case 'PUT':
      return byId || single.test(template) ? 'replace' : undefined;
    case 'PATCH':
      return byId || single.test(template) ? 'patch' : undefined;
    case 'DELETE':
      return byId ? 'delete' : undefined;
  }
}

/** Answers that tell of something rather than show a record. */
const noRecords = ['Count', 'SuccessResponse', 'HttpResponseMessage'];

/** POSTs that answer 201 with what they were sent, and store nothing. */
const actions = /\/(?:resolveurl|registertoken|submitmembers)$/i;

/** POSTs that store what they were sent, and answer 200. */
const creating =
  /\/(?:crossReferences|logins|notifications|managementProducts|components|pickingShippingDetails|orders|orders\/statuses)$/i;

/** What is changed without an id, as its parent has but one. */
const single = /\/(?:forecast|opportunitySetups)$/i;

import type { Match } from '../catalog/catalog.js';
import { isRead, type Endpoint } from '../catalog/model.js';
import { placeholders, splitPath } from '../catalog/template.js';

/** What a request means to the store, read off the catalog's endpoint. */
export interface Route {
  kind: 'list' | 'search' | 'count' | 'record' | 'create' | 'replace' | 'patch' | 'delete';
  endpoint: Endpoint;
  /** Template of the collection with nameless placeholders: `/service/tickets/{}/notes`. */
  collection: string;
  /** Id of the record that a child collection belongs to. */
  parent: number | null;
  /** Template of the parent's own collection. */
  parentCollection: string | undefined;
  /** Id of the record itself. */
  id: number | null;
}

/** The route of a matched endpoint; undefined for actions and other things the sandbox does not simulate. */
export function routeOf({ endpoint, values }: Match): Route | undefined {
  const segments = splitPath(endpoint.path);
  const lower = segments.map((segment) => segment.toLowerCase());
  const isCount = lower.at(-1) === 'count';
  const isSearch = endpoint.method === 'POST' && isRead(endpoint);
  const end = lower.length - (isCount || isSearch ? 1 : 0);
  const own = lower.slice(0, lower[end - 1] === 'info' && end > 2 ? end - 1 : end);
  const byId = own.at(-1)?.startsWith('{') === true;
  const names = placeholders(endpoint.path);
  const ids = names.map((name) => Number(values[name]));
  if (ids.some((id) => !Number.isSafeInteger(id))) return undefined;
  const shape = own.map((segment) => (segment.startsWith('{') ? '{}' : segment));
  const collection = byId ? shape.slice(0, -1) : shape;
  const id = byId ? (ids.at(-1) ?? null) : null;
  const parents = byId ? ids.slice(0, -1) : ids;
  const kind = isSearch ? 'search' : kindOf(endpoint, isCount, byId);
  if (kind === undefined) return undefined;
  const above = collection.lastIndexOf('{}');
  return {
    kind,
    endpoint,
    collection: `/${collection.join('/')}`,
    parent: parents.at(-1) ?? null,
    parentCollection: above === -1 ? undefined : `/${collection.slice(0, above).join('/')}`,
    id,
  };
}

function kindOf(
  { method, response, body }: Endpoint,
  isCount: boolean,
  byId: boolean,
): Route['kind'] | undefined {
  switch (method) {
    case 'GET':
      if (isCount) return 'count';
      if (response.payload?.list === true && !byId) return 'list';
      return byId ? 'record' : undefined;
    case 'POST':
      return !byId && response.status === 201 && body?.list === false ? 'create' : undefined;
    case 'PUT':
      return byId ? 'replace' : undefined;
    case 'PATCH':
      return byId ? 'patch' : undefined;
    case 'DELETE':
      return byId ? 'delete' : undefined;
  }
}

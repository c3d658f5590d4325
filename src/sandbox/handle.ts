import type { Catalog, Match } from '../catalog/catalog.js';
import { singular } from '../catalog/words.js';
import { ApiFault, type Answer } from './answer.js';
import { exampleAnswer } from './example.js';
import { count, defaults, list, record } from './read.js';
import type { Links } from './links.js';
import type { References } from './references.js';
import { routeOf, type Route } from './routes.js';
import { specials } from './specials/index.js';
import type { SandboxStore } from './store.js';
import { usages } from './usages.js';
import { change, create, remove } from './write.js';

export interface SandboxRequest {
  method: string;
  /** Path after `/apis/3.0`, percent-decoded by segment. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
  /** Address of the request without its query, for links. */
  url: string;
}

export interface World {
  catalog: Catalog;
  store: SandboxStore;
  references: References;
  links: Links;
  now: () => Date;
  /** Identifier of the member whose keys are used. */
  member: string;
}

/** Answers one kind of request that is not a plain read or write of records. */
export type Special = (request: SandboxRequest, match: Match, world: World) => Answer;

/** Answers one authenticated request. The catalog knows the routes, the store the records. */
export function handle(request: SandboxRequest, world: World): Answer {
  const matches = world.catalog.match(request.path);
  if (matches.length === 0)
    throw new ApiFault(404, 'ConnectWiseApi', 'The endpoint you are looking for does not exist.');
  const match = matches.find(({ endpoint }) => endpoint.method === request.method);
  if (match === undefined)
    throw new ApiFault(
      405,
      'MethodNotAllowed',
      `The method ${request.method} is not supported for this address.`,
    );
  const { endpoint } = match;
  const special = specials[`${endpoint.method} ${endpoint.path}`];
  if (special !== undefined) return special(request, match, world);
  const route = routeOf(match);
  return route === undefined ? exampleAnswer(request, match, world) : answer(request, route, world);
}

function answer(request: SandboxRequest, route: Route, world: World): Answer {
  refuseOrphan(route, world);
  switch (route.kind) {
    case 'list':
      return list(request, route, world);
    case 'count':
      return count(request, route, world);
    case 'record':
      return record(request, route, world);
    case 'default':
      return defaults(route, world);
    case 'usages':
      return usages(request, route, world);
    case 'create':
      return create(request, route, world);
    case 'replace':
    case 'patch':
      return change(request, route, world);
    case 'delete':
      return remove(route, world);
  }
}

/** A child of a record that is not there is not there either. */
function refuseOrphan({ parent, parentCollection }: Route, { store }: World): void {
  if (parent === null || parentCollection === undefined) return;
  if (!store.has(parentCollection, parent)) throw notFound(parentCollection, parent);
}

export function notFound(collection: string, id: number): ApiFault {
  const name = singular(collection.split('/').findLast((segment) => segment !== '{}') ?? '');
  return new ApiFault(
    404,
    'NotFound',
    `${name.charAt(0).toUpperCase()}${name.slice(1)} ${id} not found`,
  );
}

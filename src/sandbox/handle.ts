import type { Catalog } from '../catalog/catalog.js';
import type { Match } from '../catalog/path-matcher.js';
import type { Endpoint } from '../catalog/model.js';
import type { Account } from './accounts.js';
import { ApiFault, notFound, type Answer } from './answer.js';
import { parsedBody } from './body.js';
import { bulk } from './bulk.js';
import type { Change } from './changes.js';
import { exampleAnswer } from './example.js';
import { count, defaults, list, record } from './read.js';
import type { Links } from './links.js';
import type { References } from './references.js';
import { refuseForbidden, type Role } from './roles.js';
import { routeOf, type Route } from './routes.js';
import { specials } from './specials/index.js';
import type { SandboxStore } from './store.js';
import { refuseUnknownFields } from './strict.js';
import type { SandboxSwitches } from './switches.js';
import { usages } from './usages.js';
import { change, create, remove } from './write.js';

export interface SandboxRequest {
  method: string;
  /** Path after `/apis/3.0`, percent-decoded by segment. */
  path: string;
  query: URLSearchParams;
  /** The same with its names as they were written, for links. */
  sent?: URLSearchParams;
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
  switches: SandboxSwitches;
  /** Who may sign in, by user name: keys that are minted are put here. */
  accounts: Map<string, Account>;
  /** Identifier of the member whose keys are used. */
  member: string;
  /** What that member may do; everything where there is none. */
  role: Role | undefined;
  /** What the request has written so far: callbacks go out for it once it is answered. */
  outbox: Change[];
}

/** Answers one kind of request that is not a plain read or write of records. */
export type Special = (request: SandboxRequest, match: Match, world: World) => Answer;

/** Answers one authenticated request. The catalog knows the routes, the store the records. */
export function handle(request: SandboxRequest, world: World): Answer {
  const matches = world.catalog.match(request.path).filter(hasIds);
  if (matches.length === 0)
    throw new ApiFault(404, 'ConnectWiseApi', 'The endpoint you are looking for does not exist.');
  const match = matches.find(({ endpoint }) => endpoint.method === request.method);
  if (match === undefined)
    throw new ApiFault(
      405,
      'ConnectWiseApi',
      `The method ${request.method} is not supported for this URL.`,
    );
  const { endpoint } = match;
  refuseMedia(request, endpoint);
  refuseForbidden(endpoint, world.role);
  if (endpoint.body?.contentType === 'application/json' && request.body.length > 0)
    parsedBody(request);
  const special = specials[`${endpoint.method} ${endpoint.path}`];
  if (special !== undefined) return special(request, match, world);
  if (endpoint.response.status === 207) return bulk(request, match, world);
  const route = routeOf(match);
  return route === undefined ? exampleAnswer(request, match, world) : answer(request, route, world);
}

/** A word where an id belongs is no route: a client that lost its id does not get somebody else's record. */
function hasIds({ values }: Match): boolean {
  return Object.entries(values).every(
    ([name, value]) => !idNames.test(name) || /^\d{1,15}$/.test(value),
  );
}

const idNames = /^(?:id|externalId|(?:grand)?parentId)$/i;

/** A body of another kind than the endpoint takes is not looked at. */
function refuseMedia({ headers, body }: SandboxRequest, endpoint: Endpoint): void {
  if (endpoint.body === null || body.length === 0) return;
  const given = headers['content-type'] ?? '';
  const [, subtype = ''] = endpoint.body.contentType.split('/');
  const isWanted =
    subtype === 'json'
      ? /^(?:application|text)\/(?:[\w.-]+\+)?json\b/i.test(given)
      : given.toLowerCase().startsWith(endpoint.body.contentType);
  if (isWanted) return;
  throw new ApiFault(
    415,
    'ConnectWiseApi',
    `The media type "${given}" is not supported here; send ${endpoint.body.contentType}.`,
  );
}

function answer(request: SandboxRequest, route: Route, world: World): Answer {
  refuseOrphan(route, world);
  refuseUnknownFields(request, route, world);
  switch (route.kind) {
    case 'list':
    case 'search':
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
      return remove(request, route, world);
  }
}

/** A child of a record that is not there is not there either. */
function refuseOrphan({ parent, parentCollection }: Route, { store }: World): void {
  if (parent === null || parentCollection === undefined) return;
  if (!store.has(parentCollection, parent)) throw notFound(parentCollection, parent);
}

import type { Match } from '../../catalog/catalog.js';
import { isRecord } from '../../text/records.js';
import { ApiFault, type Answer } from '../answer.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { list } from '../read.js';
import { routeOf } from '../routes.js';
import { parsedBody } from '../write.js';

/** Lists whose filters stand in the body, too long for an address; page, size and fields stay in the query. */
export const searches: Readonly<Record<string, Special>> = {
  'POST /service/tickets/search': search,
  'POST /project/tickets/search': search,
};

const filters: Readonly<Record<string, string>> = {
  conditions: 'conditions',
  childconditions: 'childconditions',
  customfieldconditions: 'customfieldconditions',
  orderby: 'orderBy',
};

function search(request: SandboxRequest, { endpoint }: Match, world: World): Answer {
  const body = parsedBody(request);
  if (!isRecord(body)) throw new ApiFault(400, 'InvalidObject', 'The body must be a JSON object.');
  const query = new URLSearchParams(request.query);
  // Names in any case: the definition writes `childconditions`, the vendor's guide `childConditions`.
  for (const name of Object.values(filters)) query.delete(name);
  for (const [name, value] of Object.entries(body)) {
    const filter = filters[name.toLowerCase()];
    if (filter === undefined || value === null) continue;
    if (typeof value !== 'string')
      throw new ApiFault(400, 'InvalidObject', `${name} must be a string.`);
    query.set(filter, value);
  }
  const path = endpoint.path.replace(/\/search$/, '');
  const listed = world.catalog.match(path).find((match) => match.endpoint.method === 'GET');
  const route = listed === undefined ? undefined : routeOf(listed);
  if (route === undefined) throw new Error(`${path} is no list`);
  return list({ ...request, query }, route, world);
}

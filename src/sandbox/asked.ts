import { ApiFault } from './answer.js';
import { recordBody } from './body.js';
import type { SandboxRequest } from './handle.js';
import type { Filters } from './query.js';
import type { Route } from './routes.js';

/** What is asked of a list beside its page. */
export interface Asked extends Filters {
  orderBy?: string | undefined;
}

/** The names whose case counts further on; all others do in lower case. */
const spelled = new Map(
  ['orderBy', 'pageSize', 'pageId'].map((name) => [name.toLowerCase(), name]),
);

/** The name of a parameter, in whatever case it was written. */
export function queryName(name: string): string {
  const lower = name.toLowerCase();
  return spelled.get(lower) ?? lower;
}

/** In the query of a GET, in the body of a search. */
export function askedOf(request: SandboxRequest, route: Route): Asked {
  return route.kind === 'search' ? askedInBody(request) : askedInQuery(request.query);
}

export function askedInQuery(query: URLSearchParams): Asked {
  const value = (name: string) => query.get(name) ?? undefined;
  return {
    conditions: value('conditions'),
    childConditions: value('childconditions'),
    customFieldConditions: value('customfieldconditions'),
    orderBy: value('orderBy'),
  };
}

/** Names in any case: the definition writes `childconditions`, the vendor's guide `childConditions`. */
function askedInBody(request: SandboxRequest): Asked {
  const members = new Map(
    Object.entries(recordBody(request)).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const value = (name: string) => {
    const given = members.get(name.toLowerCase()) ?? undefined;
    if (given === undefined || typeof given === 'string') return given;
    throw new ApiFault(400, 'InvalidObject', `${name} must be a string.`);
  };
  return {
    conditions: value('conditions'),
    childConditions: value('childConditions'),
    customFieldConditions: value('customFieldConditions'),
    orderBy: value('orderBy'),
  };
}

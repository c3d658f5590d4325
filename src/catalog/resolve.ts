import { NotFoundError, UsageError } from '../errors/errors.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';
import type { Catalog } from './catalog.js';
import type { Match } from './path-matcher.js';
import { methods, type Endpoint, type Method } from './model.js';
import { encodePath } from '../text/percent.js';
import { readPathArgument } from './path-argument.js';
import { splitPath } from './template.js';

export interface Resolved extends Match {
  endpoint: Endpoint;
  /** The path as given, with its leading slash; the template for an operationId. */
  path: string;
  /** What followed a `?`. */
  query: string;
}

/**
 * The endpoint that a template, a concrete path or an operationId means. Without a method it is GET, else
 * the first that the path has. Throws NotFoundError with the nearest ones, UsageError for what is no path.
 * Without `check` a path that the catalog does not know, which a newer server may have, is taken as it is.
 */
export function resolveEndpoint(
  catalog: Catalog,
  target: string,
  method?: Method,
  check = true,
): Resolved {
  const text = target.trim();
  if (/^\w+$/.test(text)) {
    const endpoint = catalog.byOperationId(text);
    if (endpoint !== undefined) {
      if (method !== undefined && method !== endpoint.method) {
        throw new UsageError(`${endpoint.operationId} is a ${endpoint.method}, not a ${method}.`, {
          hint: `Leave out ${method}.`,
        });
      }
      return { endpoint, values: {}, path: endpoint.path, query: '' };
    }
    if (!catalog.modules().includes(text.toLowerCase())) throw unknownOperation(catalog, text);
  }
  const { path, query } = readPathArgument(text, catalog.modules());
  const matches = catalog.match(path);
  if (matches.length === 0) {
    if (check) throw unknownPath(catalog, path);
    return { endpoint: unlisted(path, method), values: {}, path, query };
  }
  const wanted =
    method ?? methods.find((one) => matches.some(({ endpoint }) => endpoint.method === one));
  const match = matches.find(({ endpoint }) => endpoint.method === wanted);
  if (match === undefined && !check)
    return { endpoint: unlisted(path, method), values: {}, path, query };
  if (match === undefined) {
    const offered = [...new Set(matches.map(({ endpoint }) => endpoint.method))];
    throw new NotFoundError(`${path} has no ${wanted ?? method ?? 'operation'}.`, {
      hint: `It has ${listed(offered)}.`,
    });
  }
  return { ...match, path, query };
}

/** An endpoint of which nothing is known but where it is. */
function unlisted(path: string, method: Method = 'GET'): Endpoint {
  const [module = ''] = splitPath(path);
  return {
    id: 0,
    method,
    path: encodePath(path),
    operationId: '',
    module,
    category: '',
    summary: '',
    body: null,
    response: { status: 200, payload: null },
  };
}

function unknownOperation(catalog: Catalog, text: string): NotFoundError {
  const near = nearest(text, catalog.operationIds());
  return new NotFoundError(`There is no operation "${text}" in the catalog.`, {
    hint: didYouMean(near) ?? `Find it with: cwm search ${text}`,
  });
}

function unknownPath(catalog: Catalog, path: string): NotFoundError {
  const near = nearest(path, catalog.paths());
  const words = path.match(/[a-z]+/gi)?.join(' ') ?? '';
  return new NotFoundError(`There is no endpoint ${path} in the catalog.`, {
    hint: didYouMean(near) ?? `Find it with: cwm search ${words}`,
  });
}

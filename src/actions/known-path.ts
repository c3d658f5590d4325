import type { Catalog } from '../catalog/catalog.js';
import { readPathArgument } from '../catalog/path-argument.js';
import type { SavedCall } from '../memory/entry.js';
import { templateOf } from '../memory/placeholders.js';
import { parseQuery } from '../api/request.js';
import type { JsonRecord } from '../text/records.js';

/** Whether the catalog has an endpoint for each of these calls; many of them call the same one. */
export function knownPaths(catalog: Catalog): (call: SavedCall) => boolean {
  const known = new Map<string, boolean>();
  return ({ method, path }) => {
    const key = `${method} ${path}`;
    const found =
      known.get(key) ??
      catalog.match(templateOf(path)).some(({ endpoint }) => endpoint.method === method);
    known.set(key, found);
    return found;
  };
}

/** Reads a path that somebody else wrote, with the parameters behind it. Throws UsageError for what is no path. */
export function pathReader(
  modules: readonly string[],
): (text: string) => { path: string; query: JsonRecord } {
  return (text) => {
    const { path, query } = readPathArgument(text, modules);
    // An encoded brace is a brace, not a placeholder.
    const pairs = parseQuery(query.replaceAll(/%7b/gi, '%7B%7B'));
    return { path, query: Object.fromEntries(pairs) };
  };
}

import type { Catalog } from '../catalog/catalog.js';
import { readPathArgument } from '../catalog/path-argument.js';
import type { SavedCall } from '../memory/entry.js';
import { piecesOf } from '../memory/placeholders.js';
import { parseQuery } from '../api/request.js';
import type { JsonRecord } from '../text/records.js';

/** The path of a kept call as the catalog reads it: its placeholders are those of a template. */
export function plainPath(path: string): string {
  return piecesOf(path)
    .map((piece) => (piece.kind === 'text' ? piece.text : `{${piece.name}}`))
    .join('');
}

/** Whether the catalog has an endpoint for each of these calls; many of them call the same one. */
export function knownPaths(catalog: Catalog): (call: SavedCall) => boolean {
  const known = new Map<string, boolean>();
  return ({ method, path }) => {
    const key = `${method} ${path}`;
    const found =
      known.get(key) ??
      catalog.match(plainPath(path)).some(({ endpoint }) => endpoint.method === method);
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

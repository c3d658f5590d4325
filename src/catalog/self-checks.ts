import { contentHash } from './content-hash.js';
import type { Catalog } from './catalog.js';

/** Something of a catalog that was tried. */
export interface SelfCheck {
  name: string;
  ok: boolean;
  detail: string;
}

/** Every check on its own: one that cannot even be made counts as failed, and the others still tell. */
export function selfChecks(catalog: Catalog): SelfCheck[] {
  return Object.entries(checks).map(([name, check]): SelfCheck => {
    try {
      return { name, ...check(catalog) };
    } catch (error) {
      return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
    }
  });
}

const checks: Record<string, (catalog: Catalog) => Omit<SelfCheck, 'name'>> = {
  file(catalog) {
    const integrity = catalog.inspect((db) =>
      String(db.pragma('integrity_check', { simple: true })),
    );
    return { ok: integrity === 'ok', detail: integrity };
  },
  content(catalog) {
    const hash = catalog.inspect(contentHash);
    const ok = hash === catalog.meta('sha256');
    return { ok, detail: ok ? 'matches its SHA-256' : `its SHA-256 is ${hash}` };
  },
  lookup(catalog) {
    const all = catalog.all();
    const [first] = all;
    if (first === undefined) return { ok: false, detail: 'no endpoints' };
    const ok = catalog.match(first.path).some(({ endpoint }) => endpoint.id === first.id);
    return { ok, detail: first.path };
  },
  'search index'(catalog) {
    const endpoints = catalog.count('endpoints');
    const indexed = new Set(
      catalog.searchIndex().resources.flatMap(({ operations }) => operations.map(([id]) => id)),
    ).size;
    return { ok: indexed === endpoints, detail: `${indexed} of ${endpoints} endpoints` };
  },
  'sample search'(catalog) {
    const [first] = catalog.all();
    const found = catalog.search(first?.category ?? '', { limit: 5 }).hits.length;
    return { ok: found > 0, detail: `${found} results for ${first?.category ?? 'nothing'}` };
  },
};

import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { contentHash } from '../catalog/content-hash.js';
import type { Catalog } from '../catalog/catalog.js';
import { defineAction, one } from './define.js';

export const catalogBuild = defineAction({
  name: 'catalog_build',
  summary: 'Build the catalog from a ConnectWise OpenAPI definition',
  params: {
    definition: {
      kind: 'string',
      required: true,
      summary: 'file of the definition, OpenAPI 3.0 as JSON',
      completes: 'file',
    },
    target: {
      kind: 'string',
      summary: 'write the catalog to this file instead of putting it in force',
      completes: 'file',
    },
  },
  async run({ definition, target }, { report, catalogPlace, releaseCatalog, now }) {
    const { buildCatalog } = await import('../catalog/build.js');
    const inForce = target === undefined ? catalogPlace() : undefined;
    const file = target ?? inForce?.own ?? '';
    await releaseCatalog();
    const built = await buildCatalog({
      source: definition,
      target: file,
      now: now(),
      onStep: report.progress,
    });
    if (inForce?.named !== undefined) {
      report.warn(
        `CWM_CATALOG puts ${inForce.named} before the catalog that was built; unset it to use this one.`,
      );
    }
    const { dangling, ...statistics } = built;
    if (dangling.length > 0) {
      const first = dangling.slice(0, 3).join(', ');
      report.warn(
        `${dangling.length} ${dangling.length === 1 ? 'reference' : 'references'} of the definition lead nowhere: ${first}${dangling.length > 3 ? ', …' : ''}`,
      );
    }
    return one(statistics);
  },
});

export interface CatalogInfo {
  file: string;
  version: string;
  endpoints: number;
  parameters: number;
  schemas: number;
  categories: number;
  built: string;
  sha256: string;
  checks: { name: string; ok: boolean; detail: string }[];
}

export const catalogInfo = defineAction({
  name: 'catalog_info',
  summary: 'Show statistics of the catalog in force and check it',
  params: {},
  async run(_input, services) {
    const catalog = await services.catalog();
    const value: CatalogInfo = {
      file: catalog.file,
      version: catalog.meta('version'),
      endpoints: catalog.count('endpoints'),
      parameters: catalog.count('endpoint_parameters'),
      schemas: catalog.count('schemas'),
      categories: catalog.categories().length,
      built: catalog.meta('built'),
      sha256: catalog.meta('sha256'),
      checks: runChecks(catalog),
    };
    for (const check of value.checks.filter(({ ok }) => !ok)) {
      services.report.warn(
        `The catalog failed its check "${check.name}": ${check.detail}. Build it anew, or: cwm catalog reset`,
      );
    }
    return one(value);
  },
});

export const catalogReset = defineAction({
  name: 'catalog_reset',
  summary: 'Go back to the bundled catalog',
  params: {},
  async run(_input, { catalogPlace, releaseCatalog }) {
    const file = catalogPlace().own;
    if (!existsSync(file))
      return { kind: 'none', note: 'The bundled catalog is in force already.' };
    await releaseCatalog();
    await rm(file);
    return { kind: 'none', note: 'The bundled catalog is in force again.' };
  },
});

type Check = CatalogInfo['checks'][number];

/** Every check on its own: one that cannot even be made counts as failed, and the others still tell. */
function runChecks(catalog: Catalog): Check[] {
  return Object.entries(checks).map(([name, check]): Check => {
    try {
      return { name, ...check(catalog) };
    } catch (error) {
      return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
    }
  });
}

const checks: Record<string, (catalog: Catalog) => Omit<Check, 'name'>> = {
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

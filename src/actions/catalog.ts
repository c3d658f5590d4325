import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { contentHash } from '../catalog/content-hash.js';
import type { Catalog } from '../catalog/catalog.js';
import { defineAction, one } from './define.js';

export const catalogBuild = defineAction({
  name: 'catalog_build',
  summary: 'Build the catalog from a ConnectWise OpenAPI definition',
  effect: 'local',
  params: {
    definition: {
      kind: 'string',
      required: true,
      summary: 'file of the definition, OpenAPI 3.0 as JSON',
    },
    target: {
      kind: 'string',
      summary: 'write the catalog to this file instead of putting it in force',
    },
  },
  async run({ definition, target }, { report, catalogPlace, now }) {
    const { buildCatalog } = await import('../catalog/build.js');
    const inForce = target === undefined ? catalogPlace() : undefined;
    const file = target ?? inForce?.own ?? '';
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
    return one(built);
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
  effect: 'read',
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
  effect: 'local',
  params: {},
  async run(_input, { catalogPlace }) {
    const file = catalogPlace().own;
    if (!existsSync(file))
      return { kind: 'none', note: 'The bundled catalog is in force already.' };
    await rm(file);
    return { kind: 'none', note: 'The bundled catalog is in force again.' };
  },
});

function runChecks(catalog: Catalog): CatalogInfo['checks'] {
  const integrity = catalog.inspect((db) => String(db.pragma('integrity_check', { simple: true })));
  const hash = catalog.inspect(contentHash);
  const [first] = catalog.all();
  const found =
    first === undefined
      ? undefined
      : catalog.match(first.path).find(({ endpoint }) => endpoint.id === first.id);
  const paths = catalog.paths().length;
  const indexed = catalog.searchIndex().size;
  const sample = catalog.search(first?.summary ?? '', {}, 5).length;
  return [
    { name: 'file', ok: integrity === 'ok', detail: integrity },
    {
      name: 'content',
      ok: hash === catalog.meta('sha256'),
      detail: hash === catalog.meta('sha256') ? 'matches its SHA-256' : `its SHA-256 is ${hash}`,
    },
    {
      name: 'lookup',
      ok: found !== undefined,
      detail: first === undefined ? 'no endpoints' : first.path,
    },
    { name: 'search index', ok: indexed === paths, detail: `${indexed} of ${paths} paths` },
    { name: 'sample search', ok: sample > 0, detail: `${sample} results` },
  ];
}

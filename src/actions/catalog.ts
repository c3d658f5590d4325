import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { selfChecks, type SelfCheck } from '../catalog/self-checks.js';
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
  checks: SelfCheck[];
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
      checks: selfChecks(catalog),
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

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildCatalog } from '../../src/catalog/build.js';

declare module 'vitest' {
  export interface ProvidedContext {
    catalogFile: string;
  }
}

/** Builds the bundled definition once for all tests, with the code under test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'cwm-test-catalog-'));
  const target = join(folder, 'catalog.db');
  await buildCatalog({ source: 'data/manage-2025.1.json', target, now: new Date() });
  project.provide('catalogFile', target);
  return () => rm(folder, { recursive: true, force: true });
}

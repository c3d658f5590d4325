import { join } from 'node:path';

/** Where a catalog that the user builds goes; it replaces the bundled one. */
export function userCatalog(dataFolder: string): string {
  return join(dataFolder, 'catalog.db');
}

/** The catalog that the environment puts before all others. */
export function namedCatalog(env: Record<string, string | undefined>): string | undefined {
  const named = env['CWM_CATALOG'];
  return named === undefined || named === '' ? undefined : named;
}

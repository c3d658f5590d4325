import { existsSync } from 'node:fs';
import { Catalog } from '../catalog/catalog.js';
import { namedCatalog, userCatalog } from '../catalog/places.js';
import { selfChecks } from '../catalog/self-checks.js';
import { ok, fail, type Found } from './finding.js';
import type { Installation } from './installation.js';

/** The catalog that the next command would open. It is opened here as it is: a damaged one is not set aside. */
export function lookAtCatalog(
  { machine, paths, bundledCatalog }: Installation,
  now: Date,
): Found[] {
  const { file, origin, cure } = inForce({ machine, paths, bundledCatalog });
  if (!existsSync(file)) return [fail('file', `${file} was not found (${origin}).`, cure)];
  let catalog: Catalog;
  try {
    catalog = new Catalog(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [fail('file', `${file} (${origin}) cannot be used: ${reason}`, cure)];
  }
  try {
    const built = catalog.meta('built');
    const age = ageInWords(Date.parse(built), now.getTime());
    return [
      ok(
        'file',
        `${file} (${origin}), of ConnectWise ${catalog.meta('version')}, ${catalog.count('endpoints')} endpoints, ${age}`,
      ),
      ok('sha256', catalog.meta('sha256')),
      ...selfChecks(catalog).map(({ name, ok: isFine, detail }) =>
        isFine ? ok(`try: ${name}`, detail) : fail(`try: ${name}`, detail, cure),
      ),
    ];
  } finally {
    catalog.close();
  }
}

function inForce({
  machine,
  paths,
  bundledCatalog,
}: Pick<Installation, 'machine' | 'paths' | 'bundledCatalog'>): {
  file: string;
  origin: string;
  cure: string;
} {
  const named = namedCatalog(machine.env);
  if (named !== undefined)
    return {
      file: named,
      origin: 'named by CWM_CATALOG',
      cure: 'Unset CWM_CATALOG, or build that file: cwm catalog build <definition.json> --target <file>',
    };
  const own = ownCatalog(paths);
  if (own !== undefined)
    return { file: own, origin: 'your own', cure: 'Go back to the bundled one: cwm catalog reset' };
  return {
    file: bundledCatalog,
    origin: 'bundled',
    cure: 'Install cwm anew, or build one: cwm catalog build <definition.json>',
  };
}

/** A machine without a home folder has none, which the folders' own check tells. */
function ownCatalog(paths: Installation['paths']): string | undefined {
  try {
    const file = userCatalog(paths().data);
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function ageInWords(built: number, now: number): string {
  if (Number.isNaN(built)) return 'nobody knows when it was built';
  const days = Math.max(0, Math.floor((now - built) / 86_400_000));
  return days === 0 ? 'built today' : `built ${days} ${days === 1 ? 'day' : 'days'} ago`;
}

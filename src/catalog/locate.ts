import { existsSync, renameSync } from 'node:fs';
import { ConfigError } from '../errors/errors.js';
import { isDatabaseError } from '../sqlite/open.js';
import { Catalog, CatalogFormatError } from './catalog.js';
import { namedCatalog, userCatalog } from './places.js';

export interface CatalogPlaces {
  env: Record<string, string | undefined>;
  dataFolder: () => string;
  bundled: string;
  /** Undefined for who only looks: nothing is set aside. */
  warn: ((text: string) => void) | undefined;
}

const buildHint = 'Build one with: cwm catalog build <definition.json>';

/**
 * Opens the catalog that is in force: `CWM_CATALOG`, else the user's own, else the bundled one. A catalog of
 * the user's that is of another format or damaged is set aside with a warning. Throws ConfigError for none.
 */
export function openCatalog({ env, dataFolder, bundled, warn }: CatalogPlaces): Catalog {
  const named = namedCatalog(env);
  if (named !== undefined) return openNamed(named, 'CWM_CATALOG names it. ');
  const own = ownCatalog(dataFolder);
  if (own !== undefined) {
    try {
      return new Catalog(own);
    } catch (error) {
      if (!isUnusable(error)) throw error;
      const aside = `${own}.unusable`;
      if (warn !== undefined) setAside(own, aside);
      warn?.(
        `The catalog ${own} cannot be used (${error.message}); it is set aside as ${aside} and the bundled one is in force. ${buildHint}`,
      );
    }
  }
  return openNamed(bundled, '');
}

/** The user's catalog where there is one; a machine without a home folder has none. */
function ownCatalog(dataFolder: () => string): string | undefined {
  try {
    const file = userCatalog(dataFolder());
    return existsSync(file) ? file : undefined;
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

function openNamed(file: string, remark: string): Catalog {
  if (!existsSync(file)) {
    throw new ConfigError(`There is no catalog: ${file} was not found.`, {
      hint: `${remark}${buildHint}`,
    });
  }
  try {
    return new Catalog(file);
  } catch (error) {
    if (!isUnusable(error)) throw error;
    throw new ConfigError(`The catalog ${file} cannot be used: ${error.message}.`, {
      hint: `${remark}${buildHint}`,
      cause: error,
    });
  }
}

/** Best effort: another process may have done it, or the folder may be read-only; the bundled one works either way. */
function setAside(file: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch {
    // nothing to do about it, and nothing depends on it
  }
}

/** A file that is no catalog of this version, as opposed to one that cannot be read just now. */
function isUnusable(error: unknown): error is Error {
  if (error instanceof CatalogFormatError) return true;
  if (!isDatabaseError(error)) return false;
  return /^SQLITE_(?:NOTADB|CORRUPT)/.test(error.code) || error.message.includes('no such table');
}

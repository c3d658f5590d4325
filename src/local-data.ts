import type { Catalog } from './catalog/catalog.js';
import type { KeptName } from './memory/look.js';
import type { SavedCall } from './memory/entry.js';
import type { EndpointUsage } from './memory/usage.js';

/**
 * What this machine knows without asking anyone, for who only looks: nothing is made, repaired or warned of, and what
 * cannot be read is not there.
 */
export interface LocalData {
  catalog: () => Promise<Catalog | undefined>;
  /** How often each endpoint was called. */
  usage: () => Promise<readonly EndpointUsage[]>;
  /** Kept calls whose name, description or path holds a text, the most used first. */
  keptNames: (text: string) => Promise<readonly KeptName[]>;
  /** The kept call of an id or slug. */
  keptCall: (name: string) => Promise<SavedCall | undefined>;
  profiles: () => Promise<readonly string[]>;
  now: () => Date;
}

export interface Sources {
  catalog: () => Promise<Catalog>;
  usage: () => Promise<readonly EndpointUsage[]>;
  memoryFile: () => string;
  profiles: () => readonly string[];
  now: () => Date;
}

/** Opens nothing before it is asked for. */
export function openLocalData({ catalog, usage, memoryFile, profiles, now }: Sources): LocalData {
  let found: Promise<Catalog | undefined> | undefined;
  return {
    catalog: async () => await (found ??= readable(catalog, undefined)),
    usage: async () => await readable(usage, []),
    keptNames: async (text) =>
      await readable(async () => {
        const { keptNames } = await import('./memory/look.js');
        return keptNames(memoryFile(), text);
      }, []),
    keptCall: async (name) =>
      await readable(async () => {
        const { keptCall } = await import('./memory/look.js');
        return keptCall(memoryFile(), name);
      }, undefined),
    profiles: async () => await readable(async () => await Promise.resolve(profiles()), []),
    now,
  };
}

async function readable<T>(read: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await read();
  } catch {
    return otherwise;
  }
}

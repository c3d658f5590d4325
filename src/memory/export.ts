import type { Entry, SharedEntry } from './entry.js';
import { joined } from './merge.js';

export const exportFormat = 'cwm-memory';
export const exportVersion = 1;

/** Entries as one file for colleagues. */
export interface MemoryExport {
  format: typeof exportFormat;
  version: number;
  entries: SharedEntry[];
}

/**
 * Entries without ids and connections, which others do not have: a call that is kept for two connections is one entry
 * there. Ordered by slug, so that two exports can be compared.
 */
export function exportOf(entries: readonly Entry[]): MemoryExport {
  const shared = entries.map(
    ({ slug, description, method, path, params, data, usage_count, last_used, created }) => ({
      ...{ slug, description, method, path, params, data, usage_count, last_used, created },
    }),
  );
  const bySlug = (a: SharedEntry, b: SharedEntry) => (a.slug < b.slug ? -1 : 1);
  return {
    format: exportFormat,
    version: exportVersion,
    entries: [...joined(shared.sort(bySlug)).values()],
  };
}

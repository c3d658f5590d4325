import { NotFoundError } from '../errors/errors.js';
import type { Entry } from '../memory/entry.js';
import type { Services } from '../services.js';
import { didYouMean, nearest } from '../text/nearest.js';

/** How many entries, the most used ones, are looked at for a name that resembles the one given. */
const looked = 2000;

/** The entry of an id or slug. Throws NotFoundError with the nearest slugs. */
export async function findEntry(name: string, services: Services): Promise<Entry> {
  const memory = await services.memoryIfThere();
  const entry = memory?.entries.find(name.trim());
  if (entry !== undefined) return entry;
  const slugs = memory?.entries.list({ limit: looked }).map(({ slug }) => slug) ?? [];
  throw new NotFoundError(`There is no entry "${name}" in memory.`, {
    hint: didYouMean(nearest(name, slugs)) ?? 'Find it with: cwm memory list',
  });
}

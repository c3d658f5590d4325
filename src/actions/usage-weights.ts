import type { Catalog } from '../catalog/catalog.js';
import type { EndpointUsage } from '../memory/usage.js';
import type { Services } from '../services.js';

/** How much each endpoint is used here, 0 to 1, by its id in the catalog. A search works without it as well. */
export async function habits(
  catalog: Catalog,
  { usage, now, report }: Services,
): Promise<ReadonlyMap<number, number> | undefined> {
  try {
    return usageWeights(await usage(), catalog, now());
  } catch (error) {
    report.debug?.(`Memory: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** Days in which a habit that is not followed any more is worth half. */
const halfLife = 30;

/** Calls that make a habit: where somebody has made fewer of anything, what is used most weighs less than 1. */
const fullHabit = 12;

/** What weighs less is no habit any more. */
const least = 0.05;

/** Only the strongest habits are looked up in the catalog. */
const most = 200;

/**
 * Use as weights: by the logarithm of the calls, since the hundredth says less than the second, fading with the time
 * since the last one, and beside what this person uses most. By the id that an endpoint has in this catalog.
 */
export function usageWeights(
  counted: readonly EndpointUsage[],
  catalog: Catalog,
  now: Date,
): ReadonlyMap<number, number> {
  const strong = counted
    .map(({ method, template, count, last_used }) => {
      const days = Math.max(0, now.getTime() - Date.parse(last_used)) / (24 * 60 * 60 * 1000);
      return { method, template, strength: Math.log1p(count) * 0.5 ** (days / halfLife) };
    })
    // A time that cannot be read makes none.
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength)
    .slice(0, most);
  const top = Math.max(Math.log1p(fullHabit), strong[0]?.strength ?? 0);
  const weights = strong.flatMap(({ method, template, strength }) => {
    const id = strength / top < least ? undefined : catalog.idOf(method, template);
    return id === undefined ? [] : [[id, strength / top] as const];
  });
  return new Map(weights);
}

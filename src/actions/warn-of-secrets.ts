import type { SharedEntry } from '../memory/entry.js';
import { secretPlaces } from '../memory/secrets.js';
import type { Report } from '../services.js';
import { counted } from '../text/counted.js';
import { listed } from '../text/nearest.js';
import { inertLine } from '../text/sanitize.js';
import { shortened } from '../text/shortened.js';

/** Most entries that are named, and places in each. */
const most = 5;

/** Says which entries seem to hold a secret, and where; never the secret itself. */
export function warnOfSecrets(
  entries: readonly SharedEntry[],
  { warn }: Pick<Report, 'warn'>,
  advice: string,
): void {
  const found = entries
    // Places hold names of members, which somebody else chose.
    .map((entry) => ({
      slug: entry.slug,
      places: secretPlaces(entry).map((place) => inertLine(shortened(place))),
    }))
    .filter(({ places }) => places.length > 0);
  if (found.length === 0) return;
  const named = found
    .slice(0, most)
    .map(({ slug, places }) => `${slug} (${listed(places.slice(0, most))})`);
  const more = found.length > most ? ', …' : '';
  warn(`${counted(found.length, 'call')} may hold a secret: ${named.join(', ')}${more}. ${advice}`);
}

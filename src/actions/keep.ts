import { UsageError } from '../errors/errors.js';
import { cleanDescription, longestDescription } from '../memory/description.js';
import type { Entry, SavedCall } from '../memory/entry.js';
import { secretPlaces } from '../memory/secrets.js';
import type { Services } from '../services.js';
import { listed } from '../text/nearest.js';

/** Keeps a call for the connection that is in use; one that is kept already stays as it is. */
export async function keep(
  call: SavedCall,
  description: string,
  services: Services,
): Promise<Entry> {
  const memory = await services.memory();
  const { entry, isNew } = memory.entries.save(call, {
    description: readDescription(description),
    profile: services.connectionName() ?? null,
    savedBy: services.surface,
    now: services.now(),
  });
  services.report.note(isNew ? `Kept as ${entry.slug}.` : `It is kept already, as ${entry.slug}.`);
  return entry;
}

/** A description as it is kept. Throws UsageError for an empty or a long one. */
export function readDescription(text: string): string {
  const description = cleanDescription(text);
  if (description === '')
    throw new UsageError('The description is empty.', {
      hint: `Say in a few words what the call is for, such as 'Open tickets of Acme'.`,
    });
  if (description.length > longestDescription)
    throw new UsageError(
      `The description has ${description.length} characters; it takes ${longestDescription}.`,
      { hint: 'Say it in fewer words.' },
    );
  return description;
}

/** Entries are shown, exported and shared: what must not be read has no place in them. */
export function refuseSecrets(
  call: SavedCall & { description: string },
  services: Services,
  hint: string,
): void {
  const places = secretPlaces(call, services.holdsSecret);
  if (places.length === 0) return;
  throw new UsageError(`What looks like a secret is not kept: ${listed(places)}.`, {
    hint,
    details: places.map((place) => ({
      code: 'secret',
      message: `${place} looks like a secret.`,
      field: place,
    })),
  });
}

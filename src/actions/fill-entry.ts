import type { SavedCall } from '../memory/entry.js';
import { fillCall } from '../memory/fill.js';
import type { Services } from '../services.js';

/** A kept call with its placeholders filled by the values given, else by their defaults. */
export async function filledCall(
  call: SavedCall,
  values: Readonly<Record<string, string>>,
  services: Services,
): Promise<SavedCall> {
  await services.catalog();
  return fillCall(call, values);
}

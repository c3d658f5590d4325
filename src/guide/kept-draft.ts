import { filledCall } from '../actions/fill-entry.js';
import { valuesFor } from '../actions/memory-run.js';
import { inputOf } from '../actions/saved-input.js';
import type { Entry } from '../memory/entry.js';
import { draftOf, type Asking, type Draft, type RawCall } from './draft.js';

/** A kept call to begin with; the values that it needs are asked for. */
export async function keptDraft(
  entry: Entry,
  given: RawCall,
  { catalog, desk: { services } }: Asking,
): Promise<Draft> {
  const call = await filledCall(entry, await valuesFor(entry, {}, services), services);
  return draftOf({ ...inputOf(call) }, given, catalog, entry);
}

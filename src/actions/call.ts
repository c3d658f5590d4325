import type { Endpoint } from '../catalog/model.js';
import type { SavedCall } from '../memory/entry.js';
import type { Services } from '../services.js';
import { callParams, type CallInput } from './call-params.js';
import { defineAction, type Result } from './define.js';
import { eachParams, refuseWithoutRows } from './each/each-params.js';
import { prepareCall } from './prepare-call.js';
import { afterSuccess, keptAlready, remembered } from './remembered.js';
import { countUse, withReused } from './reuse.js';

export const call = defineAction({
  name: 'call',
  summary: 'Call an endpoint',
  params: { ...callParams, ...eachParams },
  async run({ each, map, skipInvalid, parallel, resume, failed, ...given }, services) {
    const many = { each, map, skipInvalid, parallel, resume, failed };
    if (each !== undefined) {
      const { callEach } = await import('./each/call-each.js');
      return await callEach(given, { ...many, each }, services);
    }
    refuseWithoutRows(many);
    const { input, entry } = await withReused(given, services, runCall);
    const called = await runCall(input, services);
    const result = await remembered(called, input, services);
    if (entry === undefined) return result;
    const counted = await afterSuccess(result, async () => await countUse(entry, services));
    return { ...counted, reused: entry.slug, ...keptAlready };
  },
});

/** A call that was made, or shown where it was to be a dry run. */
export interface Called {
  result: Result;
  endpoint: Endpoint;
  /** What was called as it was written, for whoever keeps it; undefined for what cannot be kept: a document. */
  written: SavedCall | undefined;
}

/** Makes a call from its input, whoever put that together. */
export async function runCall(input: CallInput, services: Services): Promise<Called> {
  const { endpoint, written, send } = await prepareCall(input, services);
  return { result: await send(services), endpoint, written };
}

import { habits } from '../actions/usage-weights.js';
import { methods } from '../catalog/model.js';
import { CwmError } from '../errors/errors.js';
import type { Memory } from '../memory/memory.js';
import type { Services } from '../services.js';
import type { Asking, Draft, RawCall } from './draft.js';
import { endpointChoices, type Finding } from './endpoint-choices.js';
import { keptDraft } from './kept-draft.js';

/** Entries that are looked at for those of this connection. */
const lookedAt = 50;

/** A live search for an endpoint, or a call that is kept, with which the call begins. */
export async function pickEndpoint(given: RawCall, asking: Asking): Promise<Draft> {
  const { catalog, desk } = asking;
  const finding = await findingFor(given, asking);
  const only = finding.method === undefined ? '' : ` with ${finding.method}`;
  const chosen = await desk.prompt.search(`What do you want to call${only}?`, (typed) =>
    Promise.resolve(endpointChoices(typed, finding)),
  );
  if ('entry' in chosen) return await keptDraft(chosen.entry, given, asking);
  const { method, path } = chosen.endpoint;
  const endpoint = catalog.onPath(path).find((one) => one.method === method);
  if (endpoint === undefined) throw new Error('an endpoint that was found is not there');
  return { endpoint, raw: { ...given, method, path } };
}

async function findingFor(given: RawCall, { catalog, desk }: Asking): Promise<Finding> {
  const { services, width } = desk;
  const remembers = services.remembers && given['memory'] !== false;
  const memory = remembers ? await openQuietly(services) : undefined;
  const profile = services.connectionName() ?? null;
  return {
    catalog,
    kept: (typed) =>
      (memory?.entries.list({ search: typed, limit: lookedAt }) ?? []).filter(
        (entry) => entry.profile === null || entry.profile === profile,
      ),
    used: memory?.usage.list() ?? [],
    usage: remembers ? await habits(catalog, services) : undefined,
    method: methods.find((one) => one === given['method']),
    width,
  };
}

/** Without a memory, or with one that cannot be read, there is less to choose from. */
async function openQuietly(services: Services): Promise<Memory | undefined> {
  try {
    return await services.memoryIfThere();
  } catch (error) {
    if (!(error instanceof CwmError)) throw error;
    services.report.debug?.(`Memory: ${error.message}`);
    return undefined;
  }
}

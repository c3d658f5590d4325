import type { Endpoint } from '../catalog/model.js';
import { shownDescription } from '../memory/description.js';
import type { SavedCall } from '../memory/entry.js';
import { secretPlaces } from '../memory/secrets.js';
import { CwmError, UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import type { Called } from './call.js';
import type { CallInput } from './call-params.js';
import type { Keepable, Result } from './define.js';
import { describeCall } from './describe-call.js';
import { keep, readDescription, refuseSecrets } from './keep.js';
import { tryMemory } from './try-memory.js';

/** A call that was made, of an endpoint that the catalog may not know. */
type Made = Omit<Called, 'endpoint'> & { endpoint: Endpoint | undefined };

type Remembering = Pick<CallInput, 'dryRun' | 'save' | 'memory'>;

/**
 * The result of a call, which is counted and noted among the recent ones once it succeeded, kept where that was asked
 * for, and offered to be kept where it is not yet.
 */
export async function remembered(
  { result, endpoint, written }: Made,
  { dryRun, save, memory }: Remembering,
  services: Services,
): Promise<Result> {
  if (dryRun) return result;
  let isNoted = false;
  const succeeded = async () => {
    if (save !== undefined && written !== undefined) await keepAfter(written, save, services);
    if (!memory || !services.remembers) return;
    await tryMemory(services, (store) => {
      const profile = services.connectionName();
      if (endpoint !== undefined && endpoint.id !== 0) store.usage.count(endpoint, services.now());
      if (written === undefined || profile === undefined) return;
      if (secretPlaces(written, services.holdsSecret).length > 0) return;
      if (!services.notesCalls()) return;
      store.recent.add(written, profile, services.now());
      isNoted = true;
    });
  };
  const keepable = async (): Promise<Keepable | undefined> =>
    !memory || !services.remembers || save !== undefined || written === undefined
      ? undefined
      : await keepableOf(written, isNoted, services);
  return { ...(await afterSuccess(result, succeeded)), written, keepable };
}

/** The result with another description to keep its call under: how it was asked for. */
export function proposing(result: Result, words: string): Result {
  const { keepable } = result;
  const description = shownDescription(words);
  if (keepable === undefined || description === '') return result;
  return {
    ...result,
    keepable: async () => {
      const found = await keepable();
      return found && { ...found, description };
    },
  };
}

/** The result, with something done once it is whole: a list has succeeded when its last page has come. */
export async function afterSuccess(result: Result, work: () => Promise<void>): Promise<Result> {
  if (result.kind !== 'pages') {
    await work();
    return result;
  }
  const { pages } = result;
  async function* whole() {
    yield* pages;
    await work();
  }
  return { ...result, pages: whole() };
}

/** Before a call with `--save` is sent: throws UsageError where it could not be kept afterwards. */
export function refuseUnkeepable(
  written: SavedCall | undefined,
  { save, dryRun }: Remembering,
  services: Services,
): void {
  if (save === undefined) return;
  readDescription(save);
  if (dryRun)
    throw new UsageError('--save keeps a call that succeeded; --dry-run makes none.', {
      hint: 'Leave out one of them, or keep it without a call: cwm memory save',
    });
  if (written === undefined)
    throw new UsageError('An upload cannot be kept.', { hint: 'Leave out --save.' });
  const call = { ...written, description: save };
  refuseSecrets(call, services, 'Nothing was sent. Leave out --save.');
}

/** Of a call that an entry made, with values of its own in it: nobody is asked to keep it again. */
export const keptAlready = { keepable: () => Promise.resolve(undefined) };

/** Undefined for what is kept already, or had better not be. */
async function keepableOf(
  call: SavedCall,
  isNoted: boolean,
  services: Services,
): Promise<Keepable | undefined> {
  if (secretPlaces(call, services.holdsSecret).length > 0) return undefined;
  const profile = services.connectionName() ?? null;
  const kept = await tryMemory(services, (store) => ({ as: store.entries.same(call, profile) }));
  if (kept === undefined || kept.as !== undefined) return undefined;
  return { call, description: await describeCall(call, services), isNoted };
}

/** The call was made: that it cannot be kept does not undo it. */
export async function keepAfter(call: SavedCall, save: string, services: Services): Promise<void> {
  try {
    await keep(call, save, services);
  } catch (error) {
    const reason = error instanceof CwmError ? error.message : String(error);
    services.report.warn(`The call succeeded, but it was not kept: ${reason}`);
  }
}

import type { SavedCall } from '../memory/entry.js';
import type { Services } from '../services.js';
import type { Called } from './call.js';
import type { CallInput } from './call-params.js';
import type { Keepable, Result } from './define.js';
import { describeCall } from './describe-call.js';
import { tryMemory } from './try-memory.js';

/**
 * The result of a call, which is counted and noted among the recent ones once it succeeded, kept where that was asked
 * for, and offered to be kept where it is not yet.
 */
export async function remembered(
  { result, endpoint, written }: Called,
  { dryRun, save, memory }: Pick<CallInput, 'dryRun' | 'save' | 'memory'>,
  services: Services,
): Promise<Result> {
  if (dryRun) return result;
  const succeed = async () => {
    if (save !== undefined && written !== undefined) await keep(written, save, services);
    if (!memory || !services.remembers) return;
    await tryMemory(services, (store) => {
      const profile = services.connectionName();
      if (endpoint.id !== 0) store.usage.count(endpoint, services.now());
      if (written !== undefined && profile !== undefined)
        store.recent.add(written, profile, services.now());
    });
  };
  const keepable = async (): Promise<Keepable | undefined> =>
    !memory || save !== undefined || written === undefined
      ? undefined
      : await keepableOf(written, services);
  if (result.kind !== 'pages') {
    await succeed();
    return { ...result, keepable };
  }
  const { pages } = result;
  async function* counted() {
    yield* pages;
    // It has succeeded when its last page has come.
    await succeed();
  }
  return { ...result, pages: counted(), keepable };
}

/** Undefined for what is kept already. */
async function keepableOf(call: SavedCall, services: Services): Promise<Keepable | undefined> {
  const profile = services.connectionName() ?? null;
  const isKept = await tryMemory(services, (store) => store.entries.same(call, profile));
  if (isKept !== undefined) return undefined;
  return { call, description: await describeCall(call, services) };
}

async function keep(call: SavedCall, description: string, services: Services): Promise<void> {
  const memory = await services.memory();
  const { entry, isNew } = memory.entries.save(call, {
    description,
    profile: services.connectionName() ?? null,
    savedBy: services.surface,
    now: services.now(),
  });
  services.report.note(isNew ? `Kept as ${entry.slug}.` : `It is kept already, as ${entry.slug}.`);
}

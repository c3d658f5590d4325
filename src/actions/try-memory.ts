import type { Memory } from '../memory/memory.js';
import type { Services } from '../services.js';

/** What memory says or keeps beside the real work, which goes on where memory cannot be used. */
export async function tryMemory<T>(
  services: Services,
  work: (memory: Memory) => T,
): Promise<T | undefined> {
  try {
    return work(await services.memory());
  } catch (error) {
    services.report.debug?.(`Memory: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

import { openMemory, type Memory } from '../../src/memory/memory.js';

/** The memory in a file, as a command opens it; nobody hears its warnings. */
export function openTestMemory(file: string, now = new Date()): Memory {
  return openMemory(file, { warn: () => undefined, now: () => now });
}

import { defineAction } from './define.js';
import { findEntry } from './find-entry.js';

export const memoryDelete = defineAction({
  name: 'memory_delete',
  summary: 'Forget one call that is kept',
  params: {
    entry: {
      kind: 'string',
      required: true,
      summary: 'id or name of the entry',
      completes: 'entry',
    },
  },
  async run({ entry: name }, services) {
    const entry = await findEntry(name, services);
    const memory = await services.memory();
    memory.entries.delete(entry.id);
    const done = `Deleted ${entry.slug}: ${entry.description}`;
    return { kind: 'none', note: done, wrote: done };
  },
});

import { defineAction, one } from './define.js';
import { findEntry } from './find-entry.js';

export const memoryShow = defineAction({
  name: 'memory_show',
  summary: 'Show one call that is kept',
  params: {
    entry: {
      kind: 'string',
      required: true,
      summary: 'id or name of the entry',
      completes: 'entry',
    },
  },
  async run({ entry }, services) {
    return one(await findEntry(entry, services));
  },
});

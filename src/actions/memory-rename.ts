import { NotFoundError } from '../errors/errors.js';
import { defineAction, one } from './define.js';
import { findEntry } from './find-entry.js';
import { readDescription } from './keep.js';

export const memoryRename = defineAction({
  name: 'memory_rename',
  summary: 'Give a kept call another description, and the name that it makes',
  params: {
    entry: {
      kind: 'string',
      required: true,
      summary: 'id or name of the entry',
      completes: 'entry',
    },
    description: { kind: 'string', required: true, summary: 'the new description' },
  },
  async run({ entry: name, description }, services) {
    const { id, slug } = await findEntry(name, services);
    const memory = await services.memory();
    const entry = memory.entries.rename(id, readDescription(description));
    if (entry === undefined) throw new NotFoundError(`${slug} was deleted meanwhile.`);
    services.report.note(`${slug} is ${entry.slug} now.`);
    return one(entry);
  },
});

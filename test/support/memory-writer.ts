// A process that keeps calls, one after the other, and says of each when it is kept: `<file> <name> <how many>`.
import { writeSync } from 'node:fs';
import { openMemory } from '../../src/memory/memory.js';

const [file = '', name = '', number = '0'] = process.argv.slice(2);
const now = new Date();
const memory = openMemory(file, {
  warn: (text) => {
    throw new Error(text);
  },
  now: () => now,
});
for (let one = 1; one <= Number(number); one++) {
  const description = `${name} ${one}`;
  memory.entries.save(
    {
      method: 'GET',
      path: `/service/tickets/${name}-${one}`,
      params: { fields: 'id' },
      data: null,
    },
    { description, profile: 'sandbox', savedBy: 'cli', now },
  );
  writeSync(1, `${description}\n`);
  memory.usage.count({ method: 'GET', path: '/service/tickets/{id}' }, now);
}
memory.close();

import { memoryImport } from '../../src/actions/memory-import.js';
import { defineCommand } from '../../src/cli/define-command.js';
import { presentMemoryImport } from '../../src/output/memory-import.js';

export default defineCommand({
  action: memoryImport,
  words: {
    usage: '<file|->',
    names: ['file', 'export'],
    parse: (words) => {
      const file = words.length === 0 ? '-' : words.join(' ');
      // Standard input is read where no export is given: with a file there is none.
      return file === '-' ? { export: file } : { file, export: '' };
    },
  },
  source: 'export',
  examples: [
    'cwm memory import calls.json',
    'cwm memory import fast_memory_api.db',
    'cwm memory import calls.json --replace',
  ],
  present: presentMemoryImport,
});

import { memoryExport } from '../../src/actions/memory-export.js';
import { defineCommand } from '../../src/cli/define-command.js';
import { jsonText } from '../../src/output/json.js';

export default defineCommand({
  action: memoryExport,
  positionals: ['search'],
  examples: ['cwm memory export --output-file calls.json', 'cwm memory export tickets'],
  // For other programs whoever looks at it: on a terminal too it is what a file would hold.
  present: (exported) => `${jsonText(exported, { ascii: false, pretty: true })}\n`,
});

import { catalogBuild } from '../../src/actions/catalog.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: catalogBuild,
  positionals: ['definition'],
  flags: { target: '--target <file>' },
  examples: ['cwm catalog build manage.json'],
});

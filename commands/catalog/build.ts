import { catalogBuild } from '../../src/actions/catalog.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: catalogBuild,
  positionals: ['definition'],
  examples: ['cwm catalog build manage.json'],
});

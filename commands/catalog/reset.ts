import { catalogReset } from '../../src/actions/catalog.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({ action: catalogReset, examples: ['cwm catalog reset'] });

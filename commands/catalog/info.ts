import { catalogInfo } from '../../src/actions/catalog.js';
import { defineCommand } from '../../src/cli/define-command.js';
import { presentCatalogInfo } from '../../src/output/catalog-info.js';

export default defineCommand({
  action: catalogInfo,
  examples: ['cwm catalog info', 'cwm catalog info --query endpoints'],
  present: presentCatalogInfo,
});

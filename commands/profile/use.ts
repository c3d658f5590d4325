import { profileUse } from '../../src/actions/profile-use.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: profileUse,
  positionals: ['profile'],
  examples: ['cwm profile use acme', 'cwm profile use sandbox', 'cwm profile use --none'],
});

import { profileShow } from '../../src/actions/profile-show.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: profileShow,
  positionals: ['profile'],
  examples: ['cwm profile show', 'cwm profile show acme', 'cwm profile show -o json'],
  columns: [
    { header: 'Setting', path: 'setting' },
    { header: 'Value', path: 'value' },
    { header: 'From', path: 'from' },
    { header: 'Set, not used', path: 'unused' },
  ],
});

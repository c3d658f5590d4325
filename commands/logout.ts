import { logout } from '../src/actions/logout.js';
import { defineCommand } from '../src/cli/define-command.js';

export default defineCommand({
  action: logout,
  positionals: ['profile'],
  examples: ['cwm logout', 'cwm logout acme --yes', 'cwm logout --all'],
  columns: [
    { header: 'Removed', path: 'profile' },
    { header: 'Company', path: 'company' },
    { header: 'Address', path: 'url' },
    { header: 'Keys were in', path: 'keys' },
  ],
});

import { profileList } from '../../src/actions/profile-list.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: profileList,
  examples: ['cwm profile list', 'cwm profile list --query "[?current].name" -o text'],
  columns: [
    { header: 'Profile', path: 'name' },
    { header: 'In force', path: 'current' },
    { header: 'In use', path: 'inUse' },
    { header: 'Company', path: 'company' },
    { header: 'Address', path: 'url' },
    { header: 'Me', path: 'member' },
    { header: 'Time zone', path: 'timeZone' },
    { header: 'Read-only', path: 'readOnly' },
    { header: 'Keys', path: 'keys' },
  ],
});

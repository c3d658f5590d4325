import { login } from '../src/actions/login.js';
import { defineCommand } from '../src/cli/define-command.js';
import { presentLoggedIn } from '../src/output/logged-in.js';

export default defineCommand({
  action: login,
  positionals: ['profile'],
  guide: {
    // Whoever names where the keys are has them at hand, and wants no questions.
    needed: ({ keys }) => keys === undefined,
    load: () => import('../src/login/guide.js'),
  },
  examples: [
    'cwm login',
    'cwm login acme --read-only',
    'cwm login acme --host api-eu.myconnectwise.net --company acme --keys @keys.json',
    'cwm login --keys env --store file',
  ],
  present: presentLoggedIn,
});

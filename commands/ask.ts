import { ask } from '../src/actions/ask.js';
import { planCard } from '../src/actions/reading-lines.js';
import { defineCommand } from '../src/cli/define-command.js';

export default defineCommand({
  action: ask,
  positionals: ['sentence'],
  rest: true,
  flags: { resolve: '--[no-]resolve' },
  guide: {
    // Who looks at the plan, or has said yes already, is asked nothing.
    needed: ({ dryRun }, { preapproved }) => dryRun !== true && !preapproved,
    load: async () => await import('../src/guide/ask.js'),
    onlyOffers: true,
  },
  examples: [
    'cwm ask "open high priority tickets for Acme, newest first" --profile sandbox',
    'cwm ask "how many tickets were entered this week" --profile sandbox',
    'cwm ask "close ticket 123" --dry-run --profile sandbox',
  ],
  present: planCard,
});

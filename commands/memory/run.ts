import { memoryRun } from '../../src/actions/memory-run.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: memoryRun,
  positionals: ['entry'],
  flags: {
    params: '-p, --param <name=value>',
    where: '--where <field op value>',
    failed: '--failed <file>',
  },
  examples: [
    'cwm memory run open-tickets-of-acme',
    'cwm memory run open-tickets-of-a-company --set company=Acme --all',
    `cwm memory run close-a-ticket --each '@tickets.csv'`,
    `cwm memory run 12 --where 'priority = 1' --fields id,summary`,
  ],
});

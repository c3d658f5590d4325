import { call } from '../src/actions/call.js';
import { defineCommand } from '../src/cli/define-command.js';
import { parseOpenTarget, refuseMethodAlone } from '../src/cli/target-words.js';

export default defineCommand({
  action: call,
  words: {
    usage: '[METHOD] <path|operationId>',
    names: ['method', 'path'],
    parse: parseOpenTarget,
  },
  guide: {
    needed: async (raw, services) =>
      raw['each'] === undefined &&
      (raw['path'] === undefined ||
        (await (await import('../src/guide/lacks-body.js')).lacksBody(raw, services))),
    refuse: refuseMethodAlone,
    load: async () => await import('../src/guide/guide.js'),
  },
  flags: {
    params: '-p, --param <name=value>',
    where: '--where <field op value>',
    data: '-d, --data <json|@file|-|env:NAME>',
    setFrom: '--set-from <path=@file|-|env:NAME>',
    unset: '--unset <path>',
    unlessExists: '--unless-exists <conditions>',
    file: '--file <path>',
    map: '--map <field=column>',
    failed: '--failed <file>',
  },
  examples: [
    'cwm call GET /service/tickets --fields id,summary,status/name --page-size 5 --profile sandbox',
    `cwm call GET /service/tickets --conditions 'closedFlag = false' --order-by 'id desc'`,
    `cwm call GET /service/tickets --where 'company = Acme' --where 'dateEntered >= -7d'`,
    'cwm call getServiceTicketsById -p id=1',
    `cwm call PATCH /service/tickets/1 --set 'status.name=Closed'`,
    `cwm call PATCH '/service/tickets/{id}' --set 'status.name=Closed' --each '@tickets.csv'`,
  ],
});

import { memorySave } from '../../src/actions/memory-save.js';
import { defineCommand } from '../../src/cli/define-command.js';
import { parseTarget } from '../../src/cli/target-words.js';
import { presentKept } from './present-kept.js';

export default defineCommand({
  action: memorySave,
  words: {
    usage: '<description> [METHOD] <path|operationId>',
    names: ['description', 'method', 'path'],
    parse: ([description, ...target]) => ({ description, ...parseTarget(target) }),
  },
  flags: {
    params: '-p <name=value>',
    param: '--param <name=value>',
    last: '--last [n]',
    where: '--where <field op value>',
    data: '-d, --data <json|@file|-|env:NAME>',
    setFrom: '--set-from <path=@file|-|env:NAME>',
    unset: '--unset <path>',
    unlessExists: '--unless-exists <conditions>',
  },
  examples: [
    `cwm memory save 'Open tickets of a company' GET /service/tickets --where 'company = {company}' --where 'closedFlag = false'`,
    `cwm memory save 'Open tickets of Acme' --last`,
    `cwm memory save 'Open tickets' --last 3 --param company=Acme`,
    `cwm memory save 'Close a ticket' PATCH '/service/tickets/{ticket}' --set 'status.name=Closed'`,
  ],
  present: presentKept,
});

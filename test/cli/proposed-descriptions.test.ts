import { expect, test } from 'vitest';
import { runCwm } from '../support/run-cwm.js';

const tickets = '/service/tickets';

test.each<[string, string[]]>([
  [
    'Open service tickets of company ACME, newest first',
    [
      ...[tickets, '--conditions', 'closedFlag = false and company/identifier = "ACME"'],
      ...['--order-by', 'dateEntered desc'],
    ],
  ],
  [
    'Open service tickets of company Acme',
    [tickets, '--where', 'company = Acme', '--where', 'closedFlag = no'],
  ],
  ['Service tickets entered today', [tickets, '--where', 'dateEntered = today']],
  ['Service tickets entered last month', [tickets, '--where', 'dateEntered = last month']],
  ['Service tickets entered today or later', [tickets, '--conditions', 'dateEntered >= [today]']],
  ['Service tickets entered since 2026-01-01', [tickets, '--where', 'dateEntered >= 2026-01-01']],
  ['Service tickets owned by me', [tickets, '--where', 'owner = me']],
  ['Service tickets assigned to me…', [tickets, '--where', 'assigned = me', '--where', 'id > 1']],
  [
    'Number of service tickets whose summary contains "printer"',
    [tickets, '--where', 'summary ~ printer', '--count'],
  ],
  ['Number of open service tickets', [`${tickets}/count`, '--conditions', 'closedFlag = false']],
  ['List service tickets', [tickets, '--fields', 'id,summary']],
  ['Companies whose name contains "{x}"', ['/company/companies', '--where', 'name ~ {x}']],
  [
    'Companies that are not deleted, by name',
    ['/company/companies', '--conditions', 'deletedFlag = false', '--order-by', 'name'],
  ],
  [
    'Company configurations whose warranty expiration date is before the…',
    ['/company/configurations', '--where', 'warrantyExpirationDate < +60d'],
  ],
  [
    'Opportunities whose expected close date is this month',
    ['/sales/opportunities', '--where', 'expectedCloseDate = this month'],
  ],
  [
    'List statuses of a service board (Help Desk)',
    ['/service/boards/Help Desk/statuses', '--fields', 'id,name'],
  ],
])('%s', async (description, argv) => {
  const { code, stderr } = await runCwm(['call', ...argv, '--profile', 'sandbox', '--no-color'], {
    tty: true,
  });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringContaining(
      `Keep it: cwm memory save '${description}' --last --profile sandbox\n`,
    ) as string,
  });
});

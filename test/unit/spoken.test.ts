import { expect, test } from 'vitest';
import { spoken } from '../../src/mcp/spoken.js';

test.each([
  ['--order-by: "x" is not a field.', 'orderBy: "x" is not a field.'],
  ['Narrow it with --conditions, --page-size.', 'Narrow it with conditions, pageSize.'],
  ['Their fields: cwm describe GET /a', 'Their fields: get_api_endpoint_details GET /a'],
  ['(--no-check sends it as it is.)', '(send_raw_api_request sends it as it is.)'],
  [
    'On the command line: cwm call GET /a --page 1',
    'On the command line: cwm call GET /a --page 1',
  ],
  ['Set CWM_TZ, or --pages', 'Set CWM_TZ, or --pages'],
])('%s is said as %s', (text, said) => {
  expect(spoken(text)).toBe(said);
});

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
  ['All of them: cwm categories', 'All of them: list_api_categories'],
  ['Find it with: cwm memory list', 'Find it with: list_fast_memory'],
  [
    'Back again with: cwm memory restore',
    'Back again with, on the command line: cwm memory restore',
  ],
  ['It has none: leave out --set.', 'It has none: leave out values.'],
  [
    "Give one with -d or --set. A body to fill in: cwm describe POST '/a/{id}' --skeleton",
    'Give it in data. What it takes: get_api_endpoint_details POST /a/{id}',
  ],
  ['Narrow it. --timeout gives it more than 60 s.', 'Narrow it.'],
  ['Set CWM_TZ, or --pages', 'Set CWM_TZ, or --pages'],
])('%s is said as %s', (text, said) => {
  expect(spoken(text)).toBe(said);
});

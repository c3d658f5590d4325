import type { Result } from '../actions/define.js';
import { queryMap } from '../api/request.js';

/** What is said where no record came although a text was compared: names are seldom known to the letter. */
export function whyNothing({ sent }: Result): string[] {
  const conditions = sent === undefined ? '' : (queryMap(sent.target).get('conditions') ?? '');
  if (!/[\w\s]=\s*(?:"[^"]|'[^'])/.test(conditions)) return [];
  return [
    '= compares a whole text: contains finds a part of it, such as company/name contains "Acme".',
  ];
}

import { bare, readClause, type ClauseWorld } from './clause.js';
import type { Value } from './value.js';
import { companyNamed } from './whose.js';

/** What a text may be called in front of it, or what begins a name of another sort. */
const noOwner =
  /^(?:re|fwd?|aw|wg|vpn|note|summary|title|subject|issue|problem|count|list|report|stats?|status|history|queue|number|total|overview|tickets|projects|contacts|activities|notes|entries|tasks|for|on|in|at|to|with|by|from|of|as|and|called|named|titled|about|regarding|\d.*)(?![\p{L}\p{N}])/iu;

/** Between the noun and the text of a record stands whose it is: new ticket Tern Steelworks - door stuck. */
export function readOwned(text: string, world: ClauseWorld, isFirst = false): Value | undefined {
  const read = readClause(text, { ...world, title: undefined });
  const piece = bare(text);
  if (read !== undefined || !isFirst || piece === '' || noOwner.test(piece)) return read;
  const value = piece.split(/\s+/).length > 5 ? undefined : companyNamed(piece, world);
  return value && { ...value, doubt: { why: `"${piece}" is taken for the company`, weight: 0.8 } };
}

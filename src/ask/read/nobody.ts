import { isMissing } from '../clause.js';
import { addClauses } from '../draft.js';
import type { Lore } from '../phrases.js';
import type { Reader } from './reader.js';

/** `that nobody has been assigned to`, `without anybody assigned`, `with no one on it`: records that are nobody's. */
export const readNobody: Reader = (sentence, { lore }, draft) => {
  const clauses = nobodys(lore);
  if (clauses.length === 0) return;
  sentence.takeEach(form, () => addClauses(draft, ...clauses));
};

/** What the table calls unassigned, else that nobody is where somebody would be assigned. */
function nobodys({ states, who }: Lore): readonly string[] {
  const path = who['assigned to'];
  return states['unassigned'] ?? (path === undefined ? [] : [isMissing(path)]);
}

const nobody = String.raw`(?:nobody|no[\s-]?one)`;
const between = String.raw`(?:\s+(?:has|have|is|was|are|had|been|being|currently|yet|ever))*`;
const assigned = String.raw`(?:assigned(?:\s+to(?:\s+(?:it|them|those))?)?|(?:working\s+)?on(?:\s+(?:it|them|those))?|picked\s+up|claimed|taken(?:\s+on)?|owns|looking\s+after)`;

const anyone = '(?:any(?:body|one)|some(?:body|one))';

/** Nobody in one word or two, that there is not anybody, or that it is not anybody's. */
const form = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:(?:(?:that|which|with|where|having|has|have)\s+)?${nobody}|(?:without|(?:do|does)(?:\s+not|n['’]t)\s+have)\s+${anyone})${between}\s+${assigned}(?:\s+(?:yet|at\s+all))?|(?:(?:has|have|is|are|was|were)\s+)?(?:not|never|(?:is|are|has|have|was|were)n['’]t)${between}\s+(?:assigned|given)\s+to\s+${anyone})(?![\p{L}\p{N}]|\s+(?:but|except|besides|other)\b)`,
  'u',
);

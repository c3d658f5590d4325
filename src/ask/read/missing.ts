import { kindOf, lookUp, type ValueKind } from '../../conditions/shape.js';
import { isMissing } from '../clause.js';
import { addClauses } from '../draft.js';
import { fieldSpans } from '../field-words.js';
import { anySpan } from '../spans.js';
import type { Reader } from './reader.js';
import { plain } from '../phrase-pattern.js';

/** `without an owner`, `with no serial number`, `that have a due date`: whether a field has a value. */
export const readMissing: Reader = (sentence, subject, draft) => {
  for (;;) {
    const spans = fieldSpans(sentence.rest, subject);
    const { rest } = sentence;
    const isTaken = sentence.takeMarked(
      form,
      spans,
      ({ index, 0: all, 1: leading = '' }, [field]) => {
        const written = rest.slice(index, index + all.length);
        if (Object.hasOwn(subject.lore.states, plain(written))) return undefined;
        const found = field && lookUp(field.value, subject.shape);
        if (found?.kind !== 'found' || found.list !== undefined || found.path === 'id')
          return undefined;
        if (!nullable.has(kindOf(found.field))) return undefined;
        const isThere = /^(?:with|has|have|having)$/i.test(leading.trim());
        return addClauses(draft, isMissing(found.path, isThere));
      },
    );
    if (!isTaken) return;
  }
};

const lead = String.raw`(without|w/o|with\s+no|(?:that\s+|which\s+)?(?:has|have|having|had|got)\s+no|missing|lacking|lacks?|(?:do|does)(?:\s+not|n['’]t)\s+have|(?:with|has|have|having)(?=\s+(?:an?|any)\b))`;
const behind = String.raw`(?=\s*(?:$|[.,;!?)\u0000]|(?:and|or|for|from|at|that|which|in|on|by|of|newest|oldest|sorted|only|since|this|last|please)\b))`;
const form = new RegExp(
  String.raw`(?<![\p{L}\p{N}])${lead}\s+(?:an?\s+|any\s+|the\s+|their\s+)?${anySpan}(?:\s+(?:set|assigned|entered|given|filled\s+in))?${behind}`,
  'iu',
);

const nullable = new Set<ValueKind>(['reference', 'text', 'date', 'enum']);

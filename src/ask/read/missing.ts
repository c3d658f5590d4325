import { kindOf, lookUp, type ValueKind } from '../../conditions/shape.js';
import { isMissing } from '../clause.js';
import { fieldNamed, fieldWords } from '../field-words.js';
import { phrasePattern } from '../sentence.js';
import type { Reader } from './reader.js';

/** `without an owner`, `with no serial number`, `that have a due date`: whether a field has a value. */
export const readMissing: Reader = (sentence, subject, draft) => {
  const words = [...fieldWords(subject).keys()].filter((word) => word !== 'id');
  if (words.length === 0) return;
  const lead =
    "(without|with\\s+no|(?:that\\s+|which\\s+)?(?:has|have|having|had|got)\\s+no|missing|lacking|lacks?|(?:do|does)(?:\\s+not|n['’]t)\\s+have|(?:with|has|have|having)(?=\\s+(?:an?|any)\\b))";
  const form = new RegExp(
    String.raw`(?<![\p{L}\p{N}])${lead}\s+(?:an?\s+|any\s+|the\s+|their\s+)?(${phrasePattern(words)})(?:\s+(?:set|assigned|entered|given|filled\s+in))?(?=\s*(?:$|[.,;!?)\u0000]|(?:and|or|for|from|at|that|which|in|on|by|of|newest|oldest|sorted|only|since|this|last|please)\b))`,
  );
  sentence.takeAll(form, ([all, leading = '', phrase = '']) => {
    const known = all.toLowerCase().replaceAll(/[\s-]+/g, ' ');
    if (Object.hasOwn(subject.lore.states, known)) return undefined;
    const path = fieldNamed(phrase, subject);
    const found = path === undefined ? undefined : lookUp(path, subject.shape);
    if (found?.kind !== 'found' || found.list !== undefined) return undefined;
    if (!nullable.has(kindOf(found.field))) return undefined;
    const isThere = /^(?:with|(?:has|have|having))$/i.test(leading.trim());
    const where = isMissing(found.path, isThere);
    draft.filters.push({ where });
    return { as: where, value: true };
  });
};

const nullable = new Set<ValueKind>(['reference', 'text', 'date', 'enum']);

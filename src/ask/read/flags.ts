import { kindOf, lookUp } from '../../conditions/shape.js';
import { addClauses } from '../draft.js';
import { fieldSpans } from '../field-words.js';
import { anySpan } from '../spans.js';
import type { Reader } from './reader.js';

/** `with the approved flag set`, `mobile enabled`, `taxable: false`: a field that is true or false, and which of them. */
export const readFlags: Reader = (sentence, subject, draft) => {
  for (;;) {
    const spans = fieldSpans(sentence.rest, subject).filter(({ value }) => {
      const found = lookUp(value, subject.shape);
      return found.kind === 'found' && kindOf(found.field) === 'boolean';
    });
    const isTaken = sentence.takeMarked(
      form,
      spans,
      ({ 1: said = '' }, [field]) =>
        field && addClauses(draft, `${field.value} = ${String(!no.test(said))}`),
    );
    if (!isTaken) return;
  }
};

const no = /^not\b|off$|^(?:false|disabled|unset|unchecked)$/i;
const form = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:with|where|whose|that|which|have|has|having|are|is)\s+)*(?:the\s+|an?\s+|their\s+)?${anySpan}(?:\s+(?:flag|option|setting|checkbox|box))?\s*(?:(?:is|are|=|:|set\s+to)\s*)?((?:not\s+)?(?:set|true|enabled|checked|ticked|(?:turned|switched)\s+on)|(?:turned|switched)\s+off|false|disabled|unset|unchecked)(?![\p{L}\p{N}])`,
  'iu',
);

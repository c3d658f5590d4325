import { kindOf, lookUp } from '../../conditions/shape.js';
import { fieldWords } from '../field-words.js';
import { addReading, readNames } from '../name-filter.js';
import type { Subject } from '../subject.js';
import type { Reader } from './reader.js';

const end = String.raw`(?=\s*(?:$|[.,;!?\u0000]|(?:and|or|but|that|which|who|whose|for|from|in|on|at|by|of|with|without|this|last|since|before|after|assigned|owned|sorted|newest|oldest|please)(?!\p{L})))`;
const form = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:that|which)\s+)?(?:(?:are|were|is|have\s+been|has\s+been)\s+)?(?:marked|flagged|tagged)\s+(?:for|as|to\s+be)\s+([\p{L}-]{3,}(?:\s+[\p{L}-]+){0,2}?)${end}`,
  'u',
);

/** `marked for follow up`, `flagged as waiting parts`: a status by its name, where the words are nothing better known. */
export const readMarked: Reader = (sentence, subject, draft) => {
  const path = subject.lore.kinds['status'];
  const found = path === undefined ? undefined : lookUp(path, subject.shape);
  if (path === undefined || found?.kind !== 'found' || kindOf(found.field) !== 'reference') return;
  sentence.takeEach(form, ([, text = '']) => {
    if (isKnown(text, subject)) return undefined;
    const name = { text, isQuoted: false, isProper: false };
    const reading = readNames(path, [name], false, subject);
    if (reading === undefined) return undefined;
    addReading(draft, reading);
    draft.doubts.push({ why: `"${text}" is taken for a status`, weight: 0.8 });
    return reading.as;
  });
};

/** A state, a type or a flag of its own. */
function isKnown(text: string, subject: Subject): boolean {
  const { states, usual, kinds } = subject.lore;
  const said = text.toLowerCase().replaceAll(/[\s-]+/g, ' ');
  const words = said.split(' ');
  return (
    /^(?:do|does|not|no|non|an?|the)\b/.test(said) ||
    fieldWords(subject).has(said) ||
    [states, usual, kinds].some((table) => said in table || words.some((word) => word in table))
  );
}

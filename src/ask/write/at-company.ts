import type { Sentence } from '../sentence.js';
import { bare, type ClauseWorld } from './clause.js';
import { addedAs, type PieceValues } from './pieces.js';
import { readValue } from './value.js';

/** Last words of names that no person has. */
const business =
  /\s(?:inc|llc|ltd|co|corp|gmbh|group|legal|supply|systems?|services?|solutions|partners|works|foods|bank|clinic|school|office|center|centre|industries|logistics|labs?|studios?|team|desk|dental|health|medical|insurance|energy|media|steel)$/i;

/**
 * `for Maria Keller at Acme`: two names, of which the first is a person of the second. The company is left to whoever
 * reads companies.
 */
export function takePersonAt(sentence: Sentence, world: ClauseWorld, found: PieceValues): void {
  const field = world.words.named('contact');
  if (field?.schema === undefined || world.words.named('company') === undefined) return;
  const pattern =
    /\b(?:for|from)\s+((?:contact\s+)?[\p{L}][\p{L}'’-]+\s[\p{L}][\p{L}'’-]+)\s+(?=(?:at|from|of)\s+(?!the\s)\p{L})/u;
  sentence.takeAs(pattern, ([, said = '']) => {
    const name = bare(said).replace(/^contact\s+/i, '');
    const isName = name.split(' ').every((word) => /^\p{Lu}\p{Ll}/u.test(word));
    if (!isName || business.test(name)) return undefined;
    const value = readValue(field, name, world);
    const doubt = { why: `"${name}" is taken for the contact`, weight: 0.8 };
    return addedAs(value && { ...value, doubt }, found);
  });
}

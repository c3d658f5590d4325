import type { Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { readAssign } from './assign.js';
import { readChange } from './change.js';
import { readClose } from './close.js';
import { takePoliteness } from './lead.js';
import { readRemove } from './remove.js';
import { takeTarget } from './target.js';

const orders = [readAssign, readClose, readChange, readRemove];

/** What no reason says: what it asks or waits for is not so yet. */
const unsettled =
  /[?\0]|\b(?:if|unless|until|till|once|when|whether|may|might|maybe|almost|nearly|not yet|soon|will be|should|who|what|which|why|how)\b/i;

/** `Configuration 12 is no longer in use, please mark it as retired`: the record, why, and then the order. */
export function readSpokenOf(sentence: Sentence, world: World): Draft | undefined {
  const spokenOf = takeTarget(sentence, world, { direct: true });
  if (spokenOf === undefined) return undefined;
  const begin = String.raw`(?:[,;.:]|\s[-–—])\s+(?:(?:so|and|then|therefore|please|pls|kindly|just)\b[\s,]*)*(?:(?:can|could|would|will) you\s+(?:please\s+)?|you can\s+|(?:i|we) (?:want|need) you to\s+)?`;
  const pattern = String.raw`(?<=^[^\p{L}\p{N}]*\0)(?<why>(?:'s|’s)?\s+\p{L}[^\0]*?)?${begin}(?=\p{L}[\p{L}-]*\s(?:[^\0]*\s)?(?:it|this|that|them|her|him)\b)`;
  const isTold = sentence.take(new RegExp(pattern), ({ groups = {} }) => {
    const { why = '' } = groups;
    return unsettled.test(why) ? undefined : { as: why === '' ? '' : 'why', value: true };
  });
  if (isTold === undefined) return undefined;
  takePoliteness(sentence);
  for (const read of orders) {
    const draft = sentence.attempt(() => read(sentence, { ...world, spokenOf }));
    if (draft !== undefined) return draft;
  }
  return undefined;
}

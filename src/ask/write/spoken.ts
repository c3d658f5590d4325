import type { Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { readAssign } from './assign.js';
import { readChange } from './change.js';
import { readClose } from './close.js';
import { takePoliteness } from './lead.js';
import { readRemove } from './remove.js';
import { recordOf, takeTarget } from './target.js';

const pronouns = '(?:its?|this|that|them|their|her|him|his)';

const orders = [readAssign, readClose, readChange, readRemove];

/** What no reason says: what it asks or waits for is not so yet. */
const unsettled =
  /[?\0]|\b(?:if|unless|until|till|once|when|whether|may|might|maybe|almost|nearly|not yet|soon|will be|should|who|what|which|why|how)\b/i;

/** `Configuration 12 is no longer in use, please mark it as retired`: the record, why, and then the order. */
export function readSpokenOf(sentence: Sentence, world: World): Draft | undefined {
  const spokenOf = takeTarget(sentence, world, { direct: true });
  if (spokenOf === undefined) return undefined;
  const begin = String.raw`(?:[,;.:]|\s[-–—])\s+(?:(?:so|and|then|therefore|please|pls|kindly|just)\b[\s,]*)*(?:(?:can|could|would|will) you\s+(?:please\s+)?|you can\s+|(?:i|we) (?:want|need) you to\s+)?`;
  const pattern = String.raw`(?<=^[^\p{L}\p{N}]*\0)(?<why>(?:'s|’s)?\s+\p{L}[^\0]*?)?${begin}(?=\p{L}[\p{L}-]*\s(?:[^\0]*\s)?${pronouns}\b)`;
  const isTold = sentence.takeAs(new RegExp(pattern), ({ groups = {} }) => {
    const { why = '' } = groups;
    if (unsettled.test(why)) return undefined;
    return why === '' ? '' : 'the reason';
  });
  if (!isTold) return undefined;
  return readOrder(sentence, { ...world, spokenOf });
}

/** Adds what a second order changes of the same record: assign ticket 5 to jdoe and close it. */
export function readFurther(sentence: Sentence, world: World, draft: Draft): void {
  const [, list, id] = /^((?:\/[A-Za-z]+)+)\/(\d+)$/.exec(draft.path) ?? [];
  if (draft.method !== 'PATCH' || list === undefined || id === undefined) return;
  sentence.attempt(() => {
    const further = String.raw`(?<=^[\0\s]*)(?:[,;.]|and|then|also)(?:[\s,]+(?:and|then|also))*\s+(?=\p{L}[\p{L}-]*\s(?:[^\0]*\s)?${pronouns}\b)`;
    if (!sentence.takeAs(new RegExp(further), '')) return undefined;
    const more = readOrder(sentence, { ...world, spokenOf: recordOf(list, id) });
    if (more?.method !== 'PATCH' || more.path !== draft.path) return undefined;
    const set = new Set([...draft.settings.map(({ path }) => path), ...(draft.unset ?? [])]);
    const changes = [...more.settings.map(({ path }) => path), ...(more.unset ?? [])];
    if (changes.length === 0 || changes.some((path) => set.has(path))) return undefined;
    draft.settings.push(...more.settings);
    draft.doubts.push(...more.doubts);
    if (more.unset !== undefined) draft.unset = [...(draft.unset ?? []), ...more.unset];
    return more;
  });
}

function readOrder(sentence: Sentence, world: World): Draft | undefined {
  takePoliteness(sentence);
  for (const read of orders) {
    const draft = sentence.attempt(() => read(sentence, world));
    if (draft !== undefined) return draft;
  }
  return undefined;
}

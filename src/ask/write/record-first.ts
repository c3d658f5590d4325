import type { Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { readAssign } from './assign.js';
import { commonStatus, doneOf, readChange } from './change.js';
import { readStrictly, type ClauseWorld } from './clause.js';
import { readClose } from './close.js';
import { takeToldFields } from './told-fields.js';
import { atStart } from './lead.js';
import { readNote } from './note.js';
import { changeable, changesOf, patchOf } from './patch.js';
import { addValue, nothingFound } from './pieces.js';
import { readRemove } from './remove.js';
import { readFurther } from './spoken.js';
import { bare, recordOf, takeTarget, type Target } from './target.js';
import { switched } from './switched.js';
import { readTime } from './time.js';
import { readValue } from './value.js';

const orders = [readNote, readTime, readAssign, readClose, readChange, readRemove];

/** Stands where nothing but the record was said so far. */
const behindRecord = String.raw`(?<=^[^\p{L}\p{N}]*\0)`;

/**
 * The record first, and then what becomes of it: `on ticket 5 change the owner to jdoe`, `ticket 5: owner jdoe, status
 * Closed`, `5 -> waiting on customer`. Only where every word is understood: behind a record stands what is asked of it too.
 */
export function readRecordFirst(sentence: Sentence, world: World): Draft | undefined {
  if (/\?\s*$/.test(sentence.text)) return undefined;
  sentence.takeAs(new RegExp(String.raw`${atStart}(?:for|on|in|at|with|re)\s+(?=[\p{L}#\d])`), '');
  const target = takeTarget(sentence, world, { direct: true }) ?? takeBare(sentence);
  if (target === undefined) return undefined;
  for (const read of [readOrder, readArrow, readFields]) {
    const draft = sentence.attempt(() => whole(read(sentence, target, world)));
    if (draft !== undefined) return draft;
  }
  return undefined;

  function whole(draft: Draft | undefined): Draft | undefined {
    if (draft === undefined) return undefined;
    readFurther(sentence, world, draft);
    return sentence.unused().length === 0 ? draft : undefined;
  }
}

/** A number alone, where it becomes something: `1925 to waiting on customer`. */
function takeBare(sentence: Sentence): Target | undefined {
  const pattern = String.raw`${atStart}#?(\d+)(?=\s*(?:[-=]+>|→|:?\s+(?:back\s+)?(?:in)?to\s))`;
  return sentence.take(new RegExp(pattern), ([, id = '']) => ({
    as: `${bare}/${id}`,
    value: recordOf(bare, id),
  }));
}

/** `on ticket 5 set the priority to high`: an order of its own, which names no other record. */
function readOrder(sentence: Sentence, target: Target, world: World): Draft | undefined {
  const mark = String.raw`${behindRecord}\s*(?:[:,;]|[-–—]+)?\s+(?:(?:please|pls|now|just|can you|could you|and|then)\s+)*(?=\p{L})`;
  sentence.takeAs(new RegExp(mark), '');
  const told: World = { ...world, spokenOf: target, isTold: true };
  for (const read of orders) {
    const draft = sentence.attempt(() => read(sentence, told));
    if (draft === undefined) continue;
    const isSame =
      draft.path === `${target.list}/${target.id}` ||
      draft.path === `${target.list}/${target.id}/notes` ||
      draft.settings.some(({ path, value }) => path === 'chargeToId' && value === target.id);
    return isSame ? draft : undefined;
  }
  return undefined;
}

/** `1925 to waiting on customer`, `ticket 5 -> closed`: what it becomes, where nothing but a state is called so. */
function readArrow(sentence: Sentence, target: Target, world: World): Draft | undefined {
  const clauses = changeable(target, sentence, world);
  if (clauses === undefined) return undefined;
  const pattern = String.raw`${behindRecord}\s*(?:[:,]?\s*(?:back\s+)?(?:to|into)\s|[-=]+>|→)\s*(?<value>[^\0]+?)[\s.!\0]*$`;
  const found = nothingFound();
  const isTaken = sentence.takeAs(new RegExp(pattern), ({ groups = {} }) => {
    const value = becomes(groups['value'] ?? '', clauses);
    return value !== undefined && addValue(value, found) ? value.as : undefined;
  });
  if (!isTaken) return undefined;
  const doubt = { why: 'no verb says that it is to be changed', weight: 0.85 };
  return { ...patchOf(target), ...changesOf(found), doubts: [...found.doubts, doubt] };
}

function becomes(text: string, world: ClauseWorld) {
  const isStatus = commonStatus.test(text) && !/\s(?:and|with|from|by)\s|[,;]/i.test(text);
  return (
    readStrictly(text, world) ??
    switched(text, world) ??
    doneOf(text, world) ??
    (isStatus ? readValue(world.words.named('status'), text, world) : undefined)
  );
}

/** `ticket 5: owner jdoe, status In Progress`, `ticket 5 priority high`. */
function readFields(sentence: Sentence, target: Target, world: World): Draft | undefined {
  const clauses = changeable(target, sentence, world);
  if (clauses === undefined) return undefined;
  const mark = String.raw`${behindRecord}\s*(?:[:,;]|[-–—]+>?(?=\s))`;
  const isMarked = sentence.takeAs(new RegExp(mark), '');
  const found = takeToldFields(sentence, clauses, isMarked);
  return found === undefined ? undefined : { ...patchOf(target), ...changesOf(found) };
}

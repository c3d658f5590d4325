import type { Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import { confidenceOf, lowConfidence } from '../confidence.js';
import type { World } from '../world.js';
import { readAct } from './act.js';
import { readAssign } from './assign.js';
import { readChange } from './change.js';
import { readClose } from './close.js';
import { readCreate } from './create.js';
import { takeFarewell, takePoliteness, takeReason, verbMark } from './lead.js';
import { readExpense } from './expense.js';
import { readNote } from './note.js';
import { readPlainNote } from './plain-note.js';
import { readRecordFirst } from './record-first.js';
import { readRemove } from './remove.js';
import { readSchedule } from './schedule.js';
import { readFurther, readSpokenOf } from './spoken.js';
import { lacksWhatIsTold, takeSituation } from './situation.js';
import { readState } from './state.js';
import { readTime } from './time.js';
import { readUnclear } from './unclear.js';

type WriteReader = (sentence: Sentence, world: World) => Draft | undefined;

/** What is said most narrowly first: a note that is added is no other record that is added. */
const readers: readonly WriteReader[] = [
  readNote,
  readPlainNote,
  readTime,
  readExpense,
  readSchedule,
  readAct,
  readAssign,
  readClose,
  readChange,
  readRemove,
  readCreate,
  readRecordFirst,
  readSpokenOf,
  readState,
];

/** Words that carry nothing in a question, and change what a request means. */
const reservation =
  /(?<![\p{L}\p{N}])(?:not|never|don['’]t|but|except|all|every|each|any|everything|if|when|unless|how|whether|or|look|see|show|list|view|check|find|get|display|fetch|what|who|where|which|why)(?![\p{L}\p{N}])/iu;

/** What somebody wants to be told changes nothing: give me everything about company 3. */
const toUs =
  /^[\0\s,.!]*(?:give|hand|get|show|tell|fetch|bring|pull|find|read|list)\s+(?:me|us)(?!\s+(?:off|\p{L}+ed)\b)(?![\p{L}\p{N}])/iu;

/** Reads a sentence that asks for a change; undefined where it asks for none. */
export function readWrite(sentence: Sentence, world: World): Draft | undefined {
  return sentence.attempt(() => {
    takePoliteness(sentence);
    if (toUs.test(sentence.rest)) return undefined;
    takeReason(sentence);
    return (
      readOrder(sentence, world, readers) ??
      sentence.attempt(() => readBehindSituation(sentence, world)) ??
      readOrder(sentence, world, [readUnclear])
    );
  });
}

function readOrder(
  sentence: Sentence,
  world: World,
  all: readonly WriteReader[],
): Draft | undefined {
  for (const read of all) {
    const draft = sentence.attempt(() => {
      if (!/:\s/.test(sentence.rest)) takeFarewell(sentence);
      return read(sentence, world);
    });
    if (draft === undefined) continue;
    sentence.amend(verbMark, `${draft.method} ${draft.path}`);
    readFurther(sentence, world, draft);
    if (reservation.test(sentence.rest))
      draft.doubts.push({ why: 'a word sets a limit that no change has', weight: 0.3 });
    return draft;
  }
  return undefined;
}

/** `We are done here: close ticket 5`: an order of which every word is understood, behind what it is given for. */
function readBehindSituation(sentence: Sentence, world: World): Draft | undefined {
  const weight = takeSituation(sentence, world);
  if (weight === undefined) return undefined;
  takePoliteness(sentence);
  const draft = readOrder(sentence, world, readers);
  if (draft === undefined || sentence.unused().length > 0) return undefined;
  if (confidenceOf({ ...draft, unused: [] }) < lowConfidence) return undefined;
  draft.doubts.push({ why: 'what stands before the order is taken for its reason', weight });
  if (lacksWhatIsTold(draft, world))
    draft.doubts.push({ why: 'what is told before may be what it is to say', weight: 0.4 });
  return draft;
}

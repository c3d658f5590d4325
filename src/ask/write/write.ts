import type { Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { readAct } from './act.js';
import { readAssign } from './assign.js';
import { readChange } from './change.js';
import { readClose } from './close.js';
import { readCreate } from './create.js';
import { takeFarewell, takePoliteness, verbMark } from './lead.js';
import { readExpense } from './expense.js';
import { readNote } from './note.js';
import { readRemove } from './remove.js';
import { readSchedule } from './schedule.js';
import { readTime } from './time.js';

type WriteReader = (sentence: Sentence, world: World) => Draft | undefined;

/** What is said most narrowly first: a note that is added is no other record that is added. */
const readers: readonly WriteReader[] = [
  readNote,
  readTime,
  readExpense,
  readSchedule,
  readAct,
  readAssign,
  readClose,
  readChange,
  readRemove,
  readCreate,
];

/** Reads a sentence that asks for a change; undefined where it asks for none. */
export function readWrite(sentence: Sentence, world: World): Draft | undefined {
  return sentence.attempt(() => {
    takePoliteness(sentence);
    for (const read of readers) {
      const draft = sentence.attempt(() => {
        if (!/:\s/.test(sentence.rest)) takeFarewell(sentence);
        return read(sentence, world);
      });
      if (draft === undefined) continue;
      sentence.amend(verbMark, `${draft.method} ${draft.path}`);
      return draft;
    }
    return undefined;
  });
}

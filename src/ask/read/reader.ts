import type { Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { Subject } from '../subject.js';
import type { World } from '../world.js';

/** Reads one sort of thing out of a sentence about a list, into the draft. */
export type Reader = (sentence: Sentence, subject: Subject, draft: Draft, world: World) => void;

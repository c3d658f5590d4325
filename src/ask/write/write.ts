import type { Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';

/** Reads a sentence that asks for a change; undefined where it asks for none. */
export const readWrite: (sentence: Sentence, world: World) => Draft | undefined = () => undefined;

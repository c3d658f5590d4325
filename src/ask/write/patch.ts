import { emptyDraft, type Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { clauseWorld, type ClauseWorld } from './clause.js';
import type { PieceValues } from './pieces.js';
import { listNamed, nounPattern } from './nouns.js';
import { endpointOn, type Target } from './target.js';

/** A change of one record. */
export function patchOf({ list, id }: Target): Draft {
  return emptyDraft('PATCH', `${list}/${id}`);
}

/** The fields that a change of a record can set; undefined where it cannot be changed. */
export function changeable(
  target: Target,
  sentence: Sentence,
  world: World,
): ClauseWorld | undefined {
  const endpoint = endpointOn(world, 'PATCH', `${target.list}/${target.id}`);
  return endpoint && clauseWorld(endpoint, target.lore, sentence, world);
}

/** What was read of a change, as a draft has it. */
export function changesOf({
  settings,
  unset,
  doubts,
}: PieceValues): Pick<Draft, 'settings' | 'unset' | 'doubts'> {
  return { settings, doubts, ...(unset.length > 0 && { unset }) };
}

/** What names records without an id: one at a time is changed, and which one nobody said. */
export function withoutTarget(
  sentence: Sentence,
  world: World,
  method: Draft['method'],
): Draft | undefined {
  const pattern = nounPattern(world.catalog, sentence.text, { many: true });
  const path = sentence.take(new RegExp(pattern), ([words]) => {
    const list = listNamed(world.catalog, words);
    return list === undefined ? undefined : { as: `${method} ${list}/{id}`, value: list };
  });
  if (path === undefined) return undefined;
  const draft = emptyDraft(method, `${path}/{id}`);
  draft.doubts.push({
    why: 'One record at a time is changed, and the sentence names none by its id.',
    weight: 0.05,
  });
  return draft;
}

import { emptyDraft, type Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { atStart, verbMark } from './lead.js';
import { withoutTarget } from './patch.js';
import { behindVerb, endpointOn, takeTarget } from './target.js';

/** `delete note 5 of ticket 3`, `remove configuration 45 from ticket 3`. */
export function readRemove(sentence: Sentence, world: World): Draft | undefined {
  const verb = sentence.take(
    new RegExp(String.raw`${atStart}(?:delete|remove|erase|destroy|get rid of|detach|unlink)\b`),
    ([words]) => ({ as: verbMark, value: words.toLowerCase() }),
  );
  if (verb === undefined) return undefined;
  const target = takeTarget(sentence, world, { after: behindVerb, direct: true });
  if (target === undefined) return withoutTarget(sentence, world, 'DELETE');
  const draft = emptyDraft('DELETE', `${target.list}/${target.id}`);
  sentence.amend(verbMark, `DELETE ${draft.path}`);
  if (endpointOn(world, 'DELETE', draft.path) === undefined)
    draft.doubts.push({ why: `nothing of ${target.list} can be deleted`, weight: 0.05 });
  return draft;
}

import { emptyDraft, type Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { atStart, verbMark } from './lead.js';
import { withoutTarget } from './patch.js';
import { behindVerb, takeTarget } from './target.js';

const methods: Readonly<Record<string, Draft['method']>> = {
  create: 'POST',
  add: 'POST',
  delete: 'DELETE',
  remove: 'DELETE',
  erase: 'DELETE',
  merge: 'POST',
  convert: 'POST',
  approve: 'POST',
  reject: 'POST',
};

const head = String.raw`${atStart}(create|add|delete|remove|erase|merge|convert|approve|reject|assign|reassign|unassign|modify|rename|attach|link|deactivate|reopen|log (?=(?:time|\d))|close(?= (?:it|this|that|all|every)\b))(?=\s)`;

/**
 * A sentence that begins as a change and that nothing else was made of: it is no question either, so it stays a change
 * that is never sent.
 */
export function readUnclear(sentence: Sentence, world: World): Draft | undefined {
  const verb = sentence.take(new RegExp(head), ([words]) => ({
    as: verbMark,
    value: words.toLowerCase(),
  }));
  if (verb === undefined) return undefined;
  const method = methods[verb] ?? 'PATCH';
  const target = takeTarget(sentence, world, { after: behindVerb });
  const draft =
    target === undefined
      ? withoutTarget(sentence, world, method)
      : emptyDraft(method, `${target.list}/${target.id}`);
  draft?.doubts.push({ why: `what to ${verb.trim()} is not clear`, weight: 0.05 });
  return draft;
}

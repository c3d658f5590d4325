import type { Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { changeable, patchOf } from './patch.js';
import { behindVerb, takeTarget } from './target.js';

/** `clear the due date of ticket 5`, `take the owner and the contact off ticket 5`: behind the verb, the fields and the record. */
export function readClear(sentence: Sentence, world: World): Draft | undefined {
  const target = takeTarget(sentence, world, { after: behindVerb });
  const clauses = target === undefined ? undefined : changeable(target, sentence, world);
  if (target === undefined || clauses === undefined) return undefined;
  const { words } = clauses;
  const one = String.raw`(?:(?:the|its|their|his|her|both|out)\s+)*${words.pattern}`;
  const pattern = String.raw`(?<all>${one}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)${one})*)(?:\s+(?:of|from|off(?: of)?|away from|out of|on|for|in))?(?=\s*(?:[.!]?$|\0))`;
  const unset = sentence.take(new RegExp(pattern), ({ groups = {} }) => {
    const said = (groups['all'] ?? '').matchAll(new RegExp(words.pattern, 'giu'));
    const fields = [...said].flatMap(([phrase]) => words.find(phrase)[0] ?? []);
    const value = [...new Set(fields.map(({ name }) => name))];
    return value.length === 0 ? undefined : { as: `${value.join(', ')} emptied`, value };
  });
  if (unset === undefined) return undefined;
  const draft = { ...patchOf(target), unset };
  for (const name of unset)
    if (words.named(name)?.required === true)
      draft.doubts.push({ why: `no record is without its ${name}`, weight: 0.3 });
  return draft;
}

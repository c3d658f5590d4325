import { emptyDraft, type Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import type { ClauseWorld } from './clause.js';
import type { PieceValues } from './pieces.js';
import { fieldWords } from './fields.js';
import { nounsOf } from './nouns.js';
import { phrasePattern } from '../sentence.js';
import { endpointOn, type Target } from './target.js';

/** A change of one record. */
export function patchOf({ list, id }: Target): Draft {
  return emptyDraft('PATCH', `${list}/${id}`);
}

/** The fields that a change of a record can set; undefined where it cannot be changed. */
export function changeable(target: Target, world: World): ClauseWorld | undefined {
  const endpoint = endpointOn(world, 'PATCH', `${target.list}/${target.id}`);
  if (endpoint === undefined) return undefined;
  const words = fieldWords(world.catalog, endpoint, target.lore);
  return { words, lore: target.lore, today: world.today(), title: undefined };
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
  const nouns = nounsOf(world.catalog);
  const plurals = [...nouns.keys()].flatMap((noun) => [
    noun,
    `${noun}s`,
    `${noun.replace(/y$/, 'ie')}s`,
  ]);
  const path = sentence.take(new RegExp(phrasePattern(plurals)), ([words]) => {
    const said = words.toLowerCase().replaceAll(/[\s-]+/g, ' ');
    const found = [said, said.replace(/s$/, ''), said.replace(/ies$/, 'y')].map((one) =>
      nouns.get(one),
    );
    const path = found.find((one) => one !== undefined);
    return path === undefined ? undefined : { as: `${method} ${path}/{id}`, value: path };
  });
  if (path === undefined) return undefined;
  const draft = emptyDraft(method, `${path}/{id}`);
  draft.doubts.push({
    why: 'one record at a time is changed, and no id is named: call --each changes many',
    weight: 0.05,
  });
  return draft;
}

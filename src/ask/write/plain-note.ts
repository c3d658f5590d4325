import type { Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { takeText } from './free-text.js';
import { atStart, verbMark } from './lead.js';
import { noteKinds, noteOf } from './note.js';
import { nounPattern, nounsOf } from './nouns.js';
import { bare, recordOf } from './target.js';
import { plain } from '../phrase-pattern.js';

/**
 * `company note 4: …`, `contact 8 note: …`, `ticket note 1925 internal: …`: no verb, but a text. Without one it is a
 * question for the notes that are there.
 */
export function readPlainNote(sentence: Sentence, world: World): Draft | undefined {
  const noun = nounPattern(world.catalog, sentence.text);
  const said = (name: string) => `(?<${name}>${noteKinds})`;
  const numbered = String.raw`(?:(?<noun>${noun})\s+)?(?:${said('before')}\s+)?(?:note|comment)\s+(?:no\.?\s*|number\s+)?#?(?<number>\d+)(?:\s+${said('behind')})?`;
  const owned = String.raw`(?:(?<owner>${noun})\s+)?#?(?<id>\d+)(?:'s|’s)?\s+(?:${said('between')}\s+)?(?:note|comment)`;
  const placed = String.raw`(?<only>resolution|internal)\s+(?:on|for)\s+(?:(?<of>${noun})\s+)?#?(?<one>\d+)`;
  const head = String.raw`${atStart}(?:${numbered}|${owned}|${placed})(?=\s*:\s*\S|\s+[-–—]\s+\S)`;
  const lead = sentence.take(new RegExp(head), ({ groups = {} }) => {
    const list = nounsOf(world.catalog).get(
      plain(groups['noun'] ?? groups['owner'] ?? groups['of'] ?? ''),
    );
    const id = groups['number'] ?? groups['id'] ?? groups['one'] ?? '';
    const kinds = [groups['before'], groups['behind'], groups['between'], groups['only']];
    const kind = (kinds.find((one) => one !== undefined) ?? 'none').toLowerCase();
    return { as: verbMark, value: { target: recordOf(list ?? bare, id), kind } };
  });
  if (lead === undefined) return undefined;
  return noteOf(lead.target, lead.kind, takeText(sentence, 'text'), sentence, world);
}

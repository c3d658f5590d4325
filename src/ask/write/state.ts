import { namedSetting, type Draft, type Setting } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { outcome } from './close.js';
import { changeable, patchOf } from './patch.js';
import { takeTarget } from './target.js';

/** What a record is said to be, by the verb that makes it so. */
const states: readonly [RegExp, string][] = [
  [/^won$/i, 'win'],
  [/^lost$/i, 'lose'],
  [/^(?:done|finished|complete|completed|resolved|solved|fixed)$/i, 'finish'],
  [/^closed$/i, 'close'],
  [/^cancell?ed$/i, 'cancel'],
  [/^(?:retired|decommissioned)$/i, 'retire'],
  [/^inactive$/i, 'deactivate'],
  [/^active(?: again)?$/i, 'activate'],
];

/** `opp 14 is won`, `project 3 is on hold`: told of a record that has another state, it is what is to be written down. */
export function readState(sentence: Sentence, world: World): Draft | undefined {
  if (/\?\s*$/.test(sentence.text)) return undefined;
  const target = takeTarget(sentence, world, { direct: true, after: `^` });
  const clauses = target === undefined ? undefined : changeable(target, sentence, world);
  if (target === undefined || clauses === undefined) return undefined;
  const pattern = String.raw`(?<=^[^\p{L}\p{N}]*\0)(?:(?:'s|’s|\s+(?:is|was|has been|is now|got|goes))(?:\s+(?:now|been|all))?)?\s+(?<state>on hold|\p{L}+(?: again)?)(?=[\s.!\0]*$)`;
  const setting = sentence.take(new RegExp(pattern), ({ groups = {} }) => {
    const { state = '' } = groups;
    const made = settingOf(state.toLowerCase());
    return made === undefined ? undefined : { as: `${made.path} = ${made.value}`, value: made };
  });
  if (setting === undefined) return undefined;
  const draft = patchOf(target);
  draft.settings.push(setting);
  draft.doubts.push({ why: 'the state is told, and not that it is to be changed', weight: 0.75 });
  return draft;

  function settingOf(state: string): Setting | undefined {
    if (clauses === undefined || target === undefined) return undefined;
    if (state === 'on hold')
      return clauses.words.named('status')?.schema === undefined
        ? undefined
        : namedSetting('status', 'On Hold');
    const verb = states.find(([form]) => form.test(state))?.[1];
    return verb === undefined ? undefined : outcome(verb, target, clauses)?.setting;
  }
}

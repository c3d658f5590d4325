import type { Sentence } from '../sentence.js';
import type { ClauseWorld } from './clause.js';
import { addedAs, type PieceValues } from './pieces.js';
import { switched } from './switched.js';
import { readValue } from './value.js';

/** What kinds of work are called wherever time is written down, and the name that they have. */
const common: readonly [RegExp, string][] = [
  [/^after[\s-]?hours$/i, 'After Hours'],
  [/^on[\s-]?site$/i, 'On-Site'],
  [/^remote(?:ly)?$/i, 'Remote'],
  [/^travel(?:l?ing)?$/i, 'Travel'],
  [/^over[\s-]?time$/i, 'Overtime'],
];

/** `2 hours of after hours work`, `45m remote`: the type of the work, where it stands beside how long it took. */
export function takeWorkType(sentence: Sentence, world: ClauseWorld, found: PieceValues): void {
  const field = world.words.named('workType');
  if (field === undefined) return;
  const word = String.raw`[\p{L}][\p{L}-]*`;
  const ofWork = String.raw`(?<=\0[\s,]*)(?:of\s+)?(?<type>${word}(?:\s${word})?)\s+(?:work|labou?r|time)\b`;
  const plain = String.raw`(?<=\0[\s,:]*)(?:(?:of|as)\s+)?(?<type>after[\s-]?hours|on[\s-]?site|remote(?:ly)?|travel(?:l?ing)?|over[\s-]?time)(?=\s*(?:[\0,.:]|$|\s(?:on|for|to|by|from|at|against|with|yesterday|today)\b))`;
  const before = String.raw`(?<=\0\s*)(?<type>after[\s-]hours|on[\s-]?site|remote|travel|overtime)(?=\s+(?:time|work)\b)`;
  for (const pattern of [before, ofWork, plain])
    sentence.takeAs(new RegExp(pattern), ({ groups = {} }) => {
      const { type = '' } = groups;
      if (/^(?:of|my|his|her|the|some|on|for|more)\b/i.test(type)) return undefined;
      if (switched(type, world) !== undefined) return undefined;
      const name = common.find(([form]) => form.test(type))?.[1] ?? type;
      return addedAs(readValue(field, name, world), found);
    });
}

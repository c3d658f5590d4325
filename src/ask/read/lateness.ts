import { addClauses, addOnce, type Draft } from '../draft.js';
import type { Lore } from '../phrases.js';
import type { Sentence } from '../sentence.js';
import { parts } from '../opposite.js';
import { countPattern, offset } from '../when/count-words.js';

const more = String.raw`(?:more\s+than|over|at\s+least|past|beyond|by|for|exceeding|>=?)`;
const less = String.raw`(?:less\s+than|under|fewer\s+than|at\s+most|up\s+to|no\s+more\s+than|<=?)`;
const lasting = String.raw`(?:(${less})\s+|(?:${more}\s+)*)(${countPattern})\s*\+?\s*(?:or\s+more\s+)?(day|week|month|quarter|year)s?(?:\s+or\s+more)?`;
const late = String.raw`(?:past[\s-]due|over-?due|late|past\s+(?:(?:its|their|the)\s+)?due(?:\s+dates?)?)`;

/** `90 days past due`, `past 60 days due`, `overdue by more than a week`. */
const forms = [
  String.raw`(?<![\p{L}\p{N}])${lasting}\s+${late}(?![\p{L}\p{N}])`,
  String.raw`(?<![\p{L}\p{N}])(?:past|over)\s+()(${countPattern})\s*(day|week|month)s?\s+due(?![\p{L}\p{N}])`,
  String.raw`(?<![\p{L}\p{N}])${late}\s+${lasting}(?![\p{L}\p{N}])(?!\s+(?:old|ago))`,
];

/** How long something is overdue: since when at the latest, or since when at the earliest. */
export function readLateness(sentence: Sentence, { states, when }: Lore, draft: Draft): void {
  const overdue = states['overdue'];
  const field = when['overdue'] ?? when['due'] ?? parts(overdue?.at(-1) ?? '').path;
  if (overdue === undefined || field === '') return;
  for (const form of forms)
    sentence.takeAs(new RegExp(form), ([, atMost = '', n, of]) => {
      const date = offset(n, of, '-');
      if (date === undefined) return undefined;
      const rest = overdue.filter((where) => atMost !== '' || parts(where).path !== field);
      for (const where of rest) addOnce(draft, where);
      const clause = addClauses(draft, `${field} ${atMost === '' ? '<' : '>='} ${date}`);
      return [...rest, clause].join(' and ');
    });
}

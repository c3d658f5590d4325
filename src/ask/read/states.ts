import { phrasePattern } from '../sentence.js';
import type { Reader } from './reader.js';

/** `open`, `unassigned`, `overdue`. */
export const readStates: Reader = (sentence, { lore }, draft) => {
  const words = Object.keys(lore.states);
  if (words.length === 0) return;
  sentence.takeAll(new RegExp(phrasePattern(words)), ([word]) => {
    const clauses = lore.states[word.toLowerCase().replaceAll(/[\s-]+/g, ' ')];
    if (clauses === undefined) return undefined;
    for (const where of clauses) draft.filters.push({ where });
    return { as: clauses.join(' and '), value: true };
  });
};

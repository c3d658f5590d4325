import { counted } from '../../text/counted.js';
import { phraseOf, phrasesOf, type Words } from './comparison-words.js';
import type { Idea } from './simplify.js';

/** What is said of a record, as a sentence of its own. */
export interface Claim {
  /** Where nothing else stands beside it: `either status is New or owner is Jane`. */
  alone: string;
  /** Where other claims do: `(status is New or owner is Jane)`. */
  inner: string;
}

/** Beyond so many alternatives, the rest is counted. */
const mostShown = 10;

export function claimOf(idea: Idea, words: Words): Claim {
  if (!('ideas' in idea)) {
    const { claim, inner = claim } = phraseOf(idea, words);
    return { alone: claim, inner };
  }
  const shown = idea.ideas.slice(0, mostShown);
  const phrases = phrasesOf(
    shown.flatMap((one) => ('ideas' in one ? [] : [one])),
    words,
  ).values();
  const claims = shown.map((one) => {
    if ('ideas' in one) return claimOf(one, words).inner;
    const { claim = '', inner = claim } = phrases.next().value ?? {};
    return inner;
  });
  const more = idea.ideas.length - claims.length;
  if (more > 0)
    claims.push(`${idea.kind === 'all' ? '' : 'one of '}${counted(more, 'further condition')}`);
  const text = claims.join(idea.kind === 'all' ? ' and ' : ' or ');
  return { alone: idea.kind === 'all' ? text : `either ${text}`, inner: `(${text})` };
}

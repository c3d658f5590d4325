import type { Token } from './lex.js';

/** What other filter languages have and this one has not, and what stands for it here. */
const elsewhere: Record<string, { message: string; hint: string }> = {
  is: { message: 'is null does not exist here', hint: 'Write = null or != null.' },
  between: {
    message: 'between does not exist here',
    hint: 'Write two comparisons: id >= 1 and id <= 9.',
  },
  startswith: { message: 'startswith does not exist here', hint: 'Write like "text%".' },
  endswith: { message: 'endswith does not exist here', hint: 'Write like "%text".' },
  eq: { message: 'eq is a word of --where alone', hint: 'Write =.' },
  ne: { message: 'ne is a word of --where alone', hint: 'Write !=.' },
  lt: { message: 'lt is a word of --where alone', hint: 'Write <.' },
  le: { message: 'le is a word of --where alone', hint: 'Write <=.' },
  gt: { message: 'gt is a word of --where alone', hint: 'Write >.' },
  ge: { message: 'ge is a word of --where alone', hint: 'Write >=.' },
  '==': { message: '== does not exist here', hint: 'Write =.' },
  '<>': { message: '<> does not exist here', hint: 'Write !=.' },
  '&&': { message: '&& does not exist here', hint: 'Write and.' },
  '||': { message: '|| does not exist here', hint: 'Write or.' },
};

/** What is known of a token that has no place where it stands; undefined where nothing is. */
export function misreading(
  before: Token | undefined,
  token: Token,
): { message: string; hint: string } | undefined {
  const word = token.text.toLowerCase();
  if (before?.kind === 'string' && token.kind === 'string') {
    return {
      message: 'a quote inside a text is not doubled here',
      hint: String.raw`Write \" for it, or put the text into the other kind of quotes: '5" disk'.`,
    };
  }
  if (word === 'not') {
    return {
      message: 'not stands before contains, like or in',
      hint: 'Turn it round: != in place of not … =, and field not in (…) in place of not field in (…).',
    };
  }
  if (!Object.hasOwn(elsewhere, word)) return undefined;
  return elsewhere[word];
}

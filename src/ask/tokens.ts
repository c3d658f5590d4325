import { carriesNothing, quotesIn } from './words.js';

/** A word or number of a sentence, with its place. */
export interface Token {
  text: string;
  from: number;
  to: number;
}

/** Words up to the next mark or joining word, and the word that begins them. */
export interface Chunk {
  /** `of`, `with`, `which`; undefined at the start, after a mark, and after words that carry nothing. */
  lead: string | undefined;
  /** Where it begins, with that word. */
  from: number;
  tokens: Token[];
}

const prepositions = new Set(
  `of for on in at from by with to about under within against per into containing mentioning regarding concerning without
   via inside below attached linked belonging related`.split(/\s+/),
);

const joining = new Set(
  `that which who whos whom whose where when while since between before after during until till through is are was were be been
   have has had having do does did can could and or but if sorted ordered grouped as than entered created opened
   show get give find display fetch pull`.split(/\s+/),
);

/**
 * Parts a sentence where prepositions, marks and clauses begin, but for those within a name (`isName`: unit of measure).
 * What stands in quotes is text and no part of it.
 */
export function chunksOf(text: string, isName: (words: readonly string[]) => boolean): Chunk[] {
  const bare = blankQuotes(text);
  const chunks: Chunk[] = [{ lead: undefined, from: 0, tokens: [] }];
  let hasMeaning = false;
  let end = 0;
  const tokens = tokensOf(bare);
  for (const [place, token] of tokens.entries()) {
    const word = token.text.toLowerCase();
    const isFirst = end === 0;
    if (/[,;:.!?()–—\u0000\n]/.test(bare.slice(end, token.from)))
      chunks.push({ lead: undefined, from: token.from, tokens: [] });
    end = token.to;
    if ((prepositions.has(word) || joining.has(word)) && !isWithinName(tokens, place, isName)) {
      // "Looking for tickets": the preposition belongs to what carries nothing. One at the very start does its work.
      const isPlain = prepositions.has(word) && !hasMeaning && !isFirst;
      chunks.push({ lead: isPlain ? undefined : word, from: token.from, tokens: [] });
      continue;
    }
    hasMeaning ||=
      (!carriesNothing(word) || vague.test(word)) &&
      !/^(?:number|count|search|total|copy)$/.test(word);
    chunks.at(-1)?.tokens.push(token);
  }
  return chunks.filter(({ tokens }) => tokens.length > 0);
}

/** They say nothing, and yet what follows belongs to them: items of a board. */
const vague = /^(?:entries|items|records|results|details?)$/;

function tokensOf(text: string): Token[] {
  const words = /\be-mail\p{L}*|#?\d[\p{L}\p{N}./:-]*|\p{L}[\p{L}\p{N}]*(?:['’]\p{L}+)?/giu;
  return [...text.matchAll(words)].map(({ 0: word, index }) => {
    const core = word.replace(/[./:-]+$/, '');
    const text = core.replace(/^e-(?=mail)/i, 'e');
    return { text, from: index, to: index + core.length };
  });
}

function isWithinName(
  tokens: readonly Token[],
  place: number,
  isName: (words: readonly string[]) => boolean,
): boolean {
  const windows = [
    [1, 1],
    [0, 2],
    [0, 1],
    [2, 1],
    [0, 3],
  ] as const;
  return windows.some(([before, after]) => {
    const some = tokens.slice(Math.max(0, place - before), place + after + 1);
    return some.length === before + after + 1 && isName(some.map(({ text }) => text));
  });
}

/** Whether a chunk says more of something that was named elsewhere. */
export function isAside({ lead }: Chunk): boolean {
  return lead !== undefined && prepositions.has(lead);
}

/** A text as long as this one, without what stands in quotes. */
function blankQuotes(text: string): string {
  return quotesIn(text).reduce(
    (rest, { from, to }) => rest.slice(0, from) + '\u0000'.repeat(to - from) + rest.slice(to),
    text,
  );
}

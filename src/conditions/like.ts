/** One character of a pattern, or `any` for a wildcard that stands for any text. */
type Token = 'any' | ((character: string) => boolean);

/**
 * Whether a text is like a pattern, both with their case folded: `%` and `*` stand for any text, and `[[]` for a
 * bracket. With `sets` so do `_` for one character and `[a-f]` or `[^a-f]` for one of them, as in SQL Server's LIKE.
 */
export function isLike(text: string, pattern: string, sets = false): boolean {
  const characters = Array.from(text);
  const tokens = tokensOf(pattern, sets);
  let at = 0;
  let next = 0;
  // Where to go on when what follows the last wildcard does not fit: one character later.
  let retry: { at: number; next: number } | undefined;
  while (at < characters.length) {
    const token = tokens[next];
    if (token === 'any') {
      next++;
      retry = { at, next };
    } else if (token?.(characters[at] ?? '') === true) {
      next++;
      at++;
    } else if (retry === undefined) return false;
    else {
      retry.at++;
      ({ at, next } = retry);
    }
  }
  return tokens.slice(next).every((token) => token === 'any');
}

/** The same pattern without sets for SQL's LIKE, with a backslash as its escape. */
export function likePattern(pattern: string): string {
  return pattern.replaceAll(/\[\[\]|[*%_\\]/g, (part) =>
    part === '[[]' ? '[' : part === '*' || part === '%' ? '%' : `\\${part}`,
  );
}

/** A pattern for SQL's LIKE that stands for the text itself. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[%_\\]/g, String.raw`\$&`);
}

function tokensOf(pattern: string, sets: boolean): Token[] {
  const parts = pattern.matchAll(sets ? /\[\^?[^\]]+\]|./gsu : /\[\[\]|./gsu);
  return [...parts].map(([part]) => {
    if (part === '%' || part === '*') return 'any';
    if (part === '_' && sets) return () => true;
    return part.length > 2 ? setOf(part.slice(1, -1)) : (character) => character === part;
  });
}

/** What stands in the brackets of a set: characters and ranges of them; after `^` those that are not meant. */
function setOf(text: string): Token {
  const negated = text.length > 1 && text.startsWith('^');
  const members = (negated ? text.slice(1) : text).matchAll(/(.)-(.)|(.)/gsu);
  const ranges = [...members].map(([, from, to, one]) => [from ?? one ?? '', to ?? one ?? '']);
  return (character) =>
    ranges.some(([from = '', to = '']) => character >= from && character <= to) !== negated;
}

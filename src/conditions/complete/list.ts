import { fieldsFor } from './fields.js';
import { pick, type Candidate, type CompleteOptions, type Completion } from './completion.js';
import { slashPath } from '../spelling.js';
import type { RecordShape } from '../shape.js';

/** Completes the fields of `orderBy`, each with its direction, or those of `fields`. */
export function completeList(
  text: string,
  cursor: number,
  shape: RecordShape,
  options: CompleteOptions,
): Completion {
  const words = [...text.matchAll(/[^\s,]+/g)].map(({ 0: word, index }) => ({
    text: word,
    from: index,
    to: index + word.length,
  }));
  const current = words.find(({ from, to }) => from < cursor && cursor <= to);
  const { from, to } = current ?? { from: cursor, to: cursor };
  const word = text.slice(from, cursor);
  const others = words.filter((one) => one !== current);
  const named = new Set(others.map((one) => slashPath(one.text).toLowerCase()));
  const fields = fieldsFor(word, shape, options).filter(
    (one) => !named.has(one.text.toLowerCase()),
  );
  const last = others.filter((one) => one.to <= from).at(-1);
  const isNext = last === undefined || text.slice(last.to, from).includes(',');
  if (isNext) return { from, to, candidates: fields };
  if (options.dialect === 'fields')
    return { from, to, candidates: word === '' ? [comma, ...fields] : fields };
  const hasDirection = /^(?:asc|desc)$/i.test(last.text);
  const behind = pick(word, hasDirection ? [comma] : [...directions, comma]);
  // Fields may be split at blanks as well.
  return { from, to, candidates: word === '' ? behind : [...behind, ...fields] };
}

const comma: Candidate = { text: ',', kind: 'keyword' };

const directions: Candidate[] = [
  { text: 'asc', kind: 'keyword', note: 'smallest first' },
  { text: 'desc', kind: 'keyword', note: 'largest first' },
];

import { fieldNamed, fieldWords, orderKey } from '../field-words.js';
import type { Draft } from '../draft.js';
import { phrasePattern, type Sentence } from '../sentence.js';
import type { Subject } from '../subject.js';
import { directionOf, isOfTime, superlatives } from '../superlatives.js';
import type { Reader } from './reader.js';

/** `newest first`, `sorted by due date descending`, `highest balance`, `alphabetically`: the order of the records. */
export const readOrder: Reader = (sentence, subject, draft) => {
  const phrases = [...fieldWords(subject).keys()];
  const item = phrases.length === 0 ? '(?!)' : phrasePattern(phrases);
  readSortedBy(sentence, subject, draft, item);
  readTable(sentence, subject, draft);
  readSuperlatives(sentence, subject, draft, item);
  readBareBy(sentence, subject, draft, item);
  readDirection(sentence, draft);
};

const start = String.raw`(?<![\p{L}\p{N}])`;
const direction = String.raw`(?:\s*,?\s*\(?(?:in\s+)?(asc(?:ending)?|desc(?:ending)?|a\s*-\s*z|a\s+to\s+z|z\s*-\s*a|reverse|(?:newest|latest|most\s+recent|highest|largest|biggest|oldest|earliest|soonest|lowest|smallest)(?:\s+(?:to|-)\s+\p{L}+)?(?:\s+(?:ones?|first))*)(?:\s+order)?\)?(?![\p{L}]))?`;

function directionIn(text: string | undefined): 'asc' | 'desc' | undefined {
  if (text === undefined) return undefined;
  if (/^(?:desc|z|reverse)/i.test(text)) return 'desc';
  if (/^a/i.test(text)) return 'asc';
  const first = /^(?:most\s+recent|\p{L}+)/iu.exec(text)?.[0] ?? '';
  return directionOf(first);
}

/** `sorted by due date descending, then by priority`. */
function readSortedBy(sentence: Sentence, subject: Subject, draft: Draft, item: string): void {
  const path = String.raw`(?:${item}|[a-z]\w*(?:/[a-z]\w*)*)`;
  const more = String.raw`(?:\s*(?:,\s*(?:and\s+)?(?:then\s+)?(?:by\s+)?|\s+and\s+then\s+(?:by\s+)?|\s+then\s+(?:by\s+)?|\s+and\s+(?:by\s+)?)${path}${direction})*`;
  const form = String.raw`${start}(?:sort(?:ed|ing)?|order(?:ed|ing)?|orderBy|arranged?|rank(?:ed)?)(?:\s+(?:it|them|these|this|the\s+results?|results?))?\s+(?:(?:by|on|in\s+order\s+of)\s+)?(?:the\s+|their\s+)?(${path}${direction}${more})`;
  sentence.take(new RegExp(form), ([, list = '']) => {
    const keys: string[] = [];
    const one = new RegExp(String.raw`(${path})${direction}`, 'giu');
    for (const [, word = '', way] of list.matchAll(one)) {
      if (/^(?:and|then|by)$/i.test(word)) continue;
      const key = sortKey(word, subject);
      if (key === undefined) return undefined;
      keys.push(withDirection(key, directionIn(way)));
    }
    return keys.length === 0 ? undefined : ordered(draft, keys);
  });
}

/** What the table says of an order: `highest priority`, `most overdue`. */
function readTable(sentence: Sentence, { lore }: Subject, draft: Draft): void {
  const phrases = Object.keys(lore.order);
  if (phrases.length === 0) return;
  const form = String.raw`${start}(?:(?:the|in)\s+)?(${phrasePattern(phrases)})(?:\s+order)?(?:\s+(?:ones?|first|on\s+top|at\s+the\s+top))*`;
  sentence.takeAll(new RegExp(form), ([, phrase = '']) => {
    const key = lore.order[phrase.toLowerCase().replaceAll(/[\s-]+/g, ' ')];
    return key === undefined ? undefined : ordered(draft, [key]);
  });
}

/** `newest first`, `highest balance`, `latest due date first`, `most recently closed`. */
function readSuperlatives(sentence: Sentence, subject: Subject, draft: Draft, item: string): void {
  const { lore } = subject;
  const verbs = Object.keys(lore.when).filter((verb) => verb !== '');
  const verb = verbs.length === 0 ? '(?!)' : phrasePattern(verbs);
  const form = String.raw`${start}(?:the\s+|with\s+the\s+|by\s+)*(${superlatives.join('|')})(?:\s+(${verb}))?(?:\s+(${item}))?((?:\s+(?:ones?|first|to\s+\p{L}+|on\s+top|at\s+the\s+top))*)(?![\p{L}\p{N}])`;
  sentence.takeAll(new RegExp(form), (match) => {
    const [all, word = '', said, field, first = ''] = match;
    const way = directionOf(word);
    if (way === undefined) return undefined;
    const isFirst = first !== '' || /ly$/i.test(word);
    const isState = said !== undefined && Object.hasOwn(lore.states, said.toLowerCase());
    // `the oldest closed tickets` are closed, while the most recently closed were closed last.
    if (said !== undefined && field === undefined && isState && !isFirst) return undefined;
    const path = pathOf(word, said, field, subject);
    const key = path === undefined ? undefined : orderKey(bare(path), subject);
    return key === undefined || all.trim() === ''
      ? undefined
      : ordered(draft, [withDirection(key, way)]);
  });
  // The state behind it is left to its own reader.
  sentence.takeAll(
    new RegExp(
      String.raw`${start}(${superlatives.join('|')})(?:\s+(?:ones?|first))?(?![\p{L}\p{N}])`,
    ),
    ([, word = '']) => {
      const way = directionOf(word);
      const path = pathOf(word, undefined, undefined, subject);
      const key = path === undefined ? undefined : orderKey(bare(path), subject);
      return way === undefined || key === undefined
        ? undefined
        : ordered(draft, [withDirection(key, way)]);
    },
  );
  sentence.take(
    new RegExp(String.raw`${start}(?:in\s+)?(reverse\s+)?chronological(?:ly)?(?:\s+order)?`),
    ([, reverse]) => {
      const path = lore.when[''];
      return path === undefined
        ? undefined
        : ordered(draft, [withDirection(path, reverse === undefined ? 'asc' : 'desc')]);
    },
  );
  sentence.take(
    new RegExp(
      String.raw`${start}(?:in\s+)?alphabetic(?:al(?:ly)?)?(?:\s+order)?|${start}a\s*-\s*z(?![\p{L}])`,
    ),
    () => {
      const key = ['name', 'summary', 'lastName', 'description', 'identifier']
        .map((one) => orderKey(one, subject))
        .find((one) => one !== undefined);
      return key === undefined ? undefined : ordered(draft, [withDirection(key, 'asc')]);
    },
  );
}

function pathOf(
  word: string,
  verb: string | undefined,
  field: string | undefined,
  subject: Subject,
): string | undefined {
  const { lore } = subject;
  if (field !== undefined) return fieldNamed(field, subject);
  if (verb !== undefined) return lore.when[verb.toLowerCase().replaceAll(/[\s-]+/g, ' ')];
  if (isOfTime(word)) return lore.when[''];
  if (/^(?:most|least|fewest)$/i.test(word)) return undefined;
  if (/^(?:longest|shortest)$/i.test(word))
    return lore.amounts['hours'] ?? lore.amounts['duration'];
  return lore.amounts[''] ?? mainAmount(lore.amounts);
}

function mainAmount(amounts: Readonly<Record<string, string>>): string | undefined {
  const names = ['total', 'amount', 'value', 'price', 'cost', 'revenue', 'hours', 'quantity'];
  return names.map((name) => amounts[name]).find((path) => path !== undefined);
}

/** `top 5 by revenue`, `by status`: a field behind by, where no member is meant. */
function readBareBy(sentence: Sentence, subject: Subject, draft: Draft, item: string): void {
  const form = String.raw`${start}by\s+(?:the\s+)?(${item})${direction}(?=\s*(?:$|[.,;!?\u0000]|(?:for|of|at|in|from|and|then|first|please)\b))`;
  sentence.take(new RegExp(form), ([, word = '', way]) => {
    const key = sortKey(word, subject);
    if (key === undefined) return undefined;
    const amounts = Object.values(subject.lore.amounts);
    const isTop = draft.rows !== undefined && amounts.includes(key.split(' ')[0] ?? '');
    return ordered(draft, [withDirection(key, directionIn(way) ?? (isTop ? 'desc' : undefined))]);
  });
}

/** `in descending order` behind what is sorted by. */
function readDirection(sentence: Sentence, draft: Draft): void {
  const key = draft.orderBy.at(-1);
  if (key === undefined) return;
  sentence.take(
    new RegExp(
      String.raw`${start}(?:in\s+)?(ascending|descending|desc|asc)(?:\s+order)?(?![\p{L}])`,
    ),
    ([, way = '']) => {
      const better = withDirection(
        key.replace(/ (?:asc|desc)$/, ''),
        /^d/i.test(way) ? 'desc' : 'asc',
      );
      draft.orderBy[draft.orderBy.length - 1] = better;
      return { as: better, value: true };
    },
  );
}

/** The key of a word: the table's where it says how the field is sorted. */
function sortKey(word: string, subject: Subject): string | undefined {
  const table = subject.lore.order[`by ${word.toLowerCase().replaceAll(/[\s-]+/g, ' ')}`];
  if (table !== undefined) return table;
  const path = fieldNamed(word, subject);
  return path === undefined ? undefined : orderKey(bare(path), subject);
}

/** Dates that a body has under `_info` sort by their own name. */
function bare(path: string): string {
  return path.replace(/^_info\//, '');
}

function withDirection(key: string, way: 'asc' | 'desc' | undefined): string {
  return way === undefined ? key : `${key.replace(/ (?:asc|desc)$/, '')} ${way}`;
}

function ordered(draft: Draft, keys: readonly string[]): { as: string; value: true } {
  const paths = keys.map((key) => key.split(' ')[0]);
  const before = draft.orderBy.filter((key) => !paths.includes(key.split(' ')[0]));
  draft.orderBy.splice(0, draft.orderBy.length, ...before, ...keys);
  return { as: `order ${keys.join(', ')}`, value: true };
}

import { addOrder, type Draft } from '../draft.js';
import { fieldSpans, orderKey } from '../field-words.js';
import type { Sentence } from '../sentence.js';
import { anySpan, spansOf, type Span } from '../spans.js';
import type { Subject } from '../subject.js';
import { beginning, directionOf, firstOf, superlatives } from '../superlatives.js';
import { readOfField, readSuperlatives } from './superlatives.js';
import type { Reader } from './reader.js';
import { phrasePattern, plain, start } from '../phrase-pattern.js';

/** `newest first`, `sorted by due date descending`, `highest balance`, `alphabetically`: the order of the records. */
export const readOrder: Reader = (sentence, subject, draft) => {
  readSortedBy(sentence, subject, draft);
  readOrderOf(sentence, subject, draft);
  readTable(sentence, subject, draft, (phrase) => directionOf(phrase) === undefined);
  readOfField(sentence, subject, draft);
  readTable(sentence, subject, draft);
  readSuperlatives(sentence, subject, draft);
  readAlphabet(sentence, subject, draft);
  readBareBy(sentence, subject, draft);
  readDirection(sentence, draft);
};

const superlative = superlatives.join('|');
const direction = String.raw`(?:\s*,?\s*\(?(?:(?:in|from)\s+(?:the\s+)?)?(?:asc(?:ending)?|desc(?:ending)?|a\s*-\s*z|a\s+to\s+z|z\s*-\s*a|z\s+to\s+a|reverse|high\s+to\s+low|low\s+to\s+high|(?:${superlative})(?:\s+(?:to|-)\s+(?:the\s+)?\p{L}+)?(?:\s+(?:ones?|first|on\s+top|at\s+the\s+top))*)(?:\s+order)?\)?(?![\p{L}]))?`;
const sortWords = String.raw`(?:sort(?:ed|ing)?|order(?:ed|ing)?|orderBy|arranged?|rank(?:ed)?)(?:\s+(?:it|them|these|this|the\s+results?|results?))?\s+(?:(?:by|on|in\s+order\s+of)\s+)?(?:the\s+|their\s+)?`;
const next = String.raw`\s*(?:,\s*(?:and\s+)?(?:then\s+)?(?:by\s+)?|\s+and\s+then\s+(?:by\s+)?|\s+then\s+(?:by\s+)?|\s+and\s+(?:by\s+)?)`;

const sortedBy = new RegExp(
  `${start}${sortWords}${anySpan}${direction}(?:${next}${anySpan}${direction})*`,
  'iu',
);

/** `sorted by due date descending, then by priority`. */
function readSortedBy(sentence: Sentence, subject: Subject, draft: Draft): void {
  const { rest } = sentence;
  sentence.takeMarked(sortedBy, fieldSpans(rest, subject), ({ index, 0: all }, named) => {
    const keys = named.map((span, at) => {
      const behind = rest.slice(span.to, named[at + 1]?.from ?? index + all.length);
      // What is ranked by an amount begins with the greatest.
      const isRanked = /^rank/i.test(all) && isAmount(span, subject);
      const way = directionIn(behind) ?? (isRanked ? 'desc' : undefined);
      return keyOf(rest.slice(span.from, span.to), span, way, subject);
    });
    const known = keys.filter((key) => key !== undefined);
    return known.length < keys.length || keys.length === 0 ? undefined : addOrder(draft, known);
  });
}

const orderOf = new RegExp(
  String.raw`${start}in\s+(?:(?:(asc|desc)\p{L}*|(?:the\s+)?order)\s+(?:order\s+)?(?:of|by)\s+(?:the\s+|their\s+)?${anySpan}|(?:the\s+)?${anySpan}\s+order(?![\p{L}]))`,
  'iu',
);

/** `in descending order of total`, `in due date order`. */
function readOrderOf(sentence: Sentence, subject: Subject, draft: Draft): void {
  const { rest } = sentence;
  sentence.takeMarked(orderOf, fieldSpans(rest, subject), ({ 1: way }, [span]) => {
    if (span === undefined) return undefined;
    const said = way === undefined ? undefined : directionIn(way);
    const key = keyOf(rest.slice(span.from, span.to), span, said, subject);
    return key === undefined ? undefined : addOrder(draft, [key]);
  });
}

/** What the table says of an order: `highest priority`, `most overdue`. */
function readTable(
  sentence: Sentence,
  { lore }: Subject,
  draft: Draft,
  isMeant: (phrase: string) => boolean = () => true,
): void {
  const phrases = Object.keys(lore.order).filter(isMeant);
  if (phrases.length === 0) return;
  const form = String.raw`${start}${beginning}(?:(?:the|in|sort(?:ed)?|order(?:ed)?)\s+)?(${phrasePattern(phrases)})(?:\s+order|(?<=due)\s+dates?)?${firstOf}`;
  sentence.takeEach(new RegExp(form), ([, phrase = '']) => {
    const key = lore.order[plain(phrase)];
    return key === undefined ? undefined : addOrder(draft, [key]);
  });
}

const alphabet = new RegExp(
  String.raw`${start}(?:in\s+)?alphabetic(?:al(?:ly)?)?(?:\s+order)?|${start}a\s*(?:-|to)\s*z(?![\p{L}])`,
  'u',
);

function readAlphabet(sentence: Sentence, subject: Subject, draft: Draft): void {
  sentence.takeAs(alphabet, () => {
    const names = ['name', 'summary', 'lastName', 'description', 'identifier'];
    const key = names.map((one) => orderKey(one, subject)).find((one) => one !== undefined);
    return key === undefined ? undefined : addOrder(draft, [`${key} asc`]);
  });
}

const bareBy = new RegExp(
  String.raw`${start}by\s+(?:the\s+)?${anySpan}${direction}(?=\s*(?:$|[.,;!?\u0000]|(?:for|of|at|in|on|from|to|and|or|then|first|please|pls|this|last|past|next|since|between|before|after|until|over|above|under|below|with|without|where|whose|which|that|who|today|yesterday|only|just|fields?|columns?|limit|top|show|give)\b))`,
  'iu',
);

/** `top 5 by revenue`, `by status`: a field behind by, where no member is meant. */
function readBareBy(sentence: Sentence, subject: Subject, draft: Draft): void {
  const { rest } = sentence;
  sentence.takeMarked(bareBy, fieldSpans(rest, subject), ({ index, 0: all }, [span]) => {
    // By email is how it came in.
    const isUsual = Object.hasOwn(subject.lore.usual, plain(rest.slice(index, span?.to)));
    // By the end of March is a date.
    const isDate =
      /^\s+of\s/.test(rest.slice(span?.to)) &&
      /\s(?:end|start|beginning|close)$/i.test(rest.slice(index, span?.to));
    if (span === undefined || isUsual || isDate) return undefined;
    const said = directionIn(rest.slice(span.to, index + all.length));
    // The top by an amount has the greatest.
    const isTop = draft.rows !== undefined && isAmount(span, subject);
    const way = said ?? (isTop ? 'desc' : undefined);
    const key = keyOf(rest.slice(span.from, span.to), span, way, subject);
    return key === undefined ? undefined : addOrder(draft, [key]);
  });
}

const directionAlone = new RegExp(
  String.raw`${start}(?:in\s+)?(ascending|descending|desc|asc)(?:\s+order)?(?![\p{L}])`,
  'u',
);

/** `in descending order` behind what is sorted by. */
function readDirection(sentence: Sentence, draft: Draft): void {
  const key = draft.orderBy.at(-1);
  if (key === undefined) return;
  sentence.takeAs(directionAlone, ([, way = '']) => {
    const better = withDirection(key, /^d/i.test(way) ? 'desc' : 'asc');
    draft.orderBy[draft.orderBy.length - 1] = better;
    return better;
  });
}

function isAmount({ value }: Span<string>, { lore }: Subject): boolean {
  return Object.values(lore.amounts).includes(value);
}

/** The key of a word: the table's where it says how the field is sorted. */
function keyOf(
  word: string,
  { value }: Span<string>,
  way: 'asc' | 'desc' | undefined,
  subject: Subject,
): string | undefined {
  const key = subject.lore.order[`by ${plain(word)}`] ?? orderKey(value, subject);
  return key === undefined || way === undefined ? key : withDirection(key, way);
}

function directionIn(text: string): 'asc' | 'desc' | undefined {
  if (/(?<!\p{L})(?:desc|z\s*-|z\s+to\s|reverse|high\s+to)/iu.test(text)) return 'desc';
  if (/(?<!\p{L})(?:asc|a\s*-|a\s+to\s|low\s+to)/iu.test(text)) return 'asc';
  const [first] = spansOf(text, directionOf);
  return first?.value;
}

function withDirection(key: string, way: 'asc' | 'desc'): string {
  return `${key.replace(/ (?:asc|desc)$/, '')} ${way}`;
}

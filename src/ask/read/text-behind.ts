import { kindOf, lookUp } from '../../conditions/shape.js';
import type { Draft, Filter } from '../draft.js';
import { fieldSpans } from '../field-words.js';
import { addReading, reading } from '../name-filter.js';
import type { Sentence } from '../sentence.js';
import { marked, within, type Span } from '../spans.js';
import type { Subject } from '../subject.js';
import { ends, wordsIn, type Word } from '../words.js';

/** What may stand between a verb and its text. */
export const said = String.raw`(?:\s+(?:the\s+)?(?:words?|text|phrase|term|string))?`;

/** What a text asks of a field. */
export type Clause = (path: string, text: string) => string;

/** The fields of text that a sentence names, where they stand. */
export function textSpans(text: string, subject: Subject): Span<string>[] {
  return fieldSpans(text, subject).filter(({ value }) => {
    const found = lookUp(value, subject.shape);
    return found.kind === 'found' && ['text', 'reference'].includes(kindOf(found.field));
  });
}

/** A text behind a pattern: in quotes, or words up to what begins something else; several with `or` between them. */
export function readBehind(
  sentence: Sentence,
  subject: Subject,
  draft: Draft,
  pattern: RegExp,
  main: string | undefined,
  clause: Clause,
): void {
  for (let from = 0; ;) {
    const spans = main === undefined ? textSpans(sentence.rest, subject) : [];
    pattern.lastIndex = from;
    const match = pattern.exec(marked(sentence.rest, spans));
    if (match === null) return;
    from = match.index + match[0].length;
    if (match[0].includes('\u0000')) continue;
    const path = main ?? within(spans, match.index, from).at(-1)?.value;
    const words = wordsIn(sentence.rest);
    const at = words.findIndex((word) => word.from >= from);
    const found = path === undefined || at === -1 ? undefined : textsAt(words, at, subject);
    if (path === undefined || found === undefined) continue;
    const choices = found.texts.map((text): Filter => ({ where: clause(path, text) }));
    const isNegative = /!~|notlike/.test(choices[0]?.where ?? '');
    const read = reading(choices, found.isAll || isNegative, subject);
    if (read === undefined) continue;
    sentence.takeAt(match.index, found.to, addReading(draft, read));
  }
}

/** Words that end a text which is not in quotes: what follows them is said of the records. */
const textEnds: ReadonlySet<string> = new Set(
  `for at from by in on with without and or but that which who whose where when since until before after between during
   sorted ordered sort order please pls thanks this last past next today yesterday is are was were assigned entered
   created opened closed owned logged excluding except then as if because only just not`.split(
    /\s+/,
  ),
);

function textsAt(
  words: readonly Word[],
  start: number,
  { lore }: Subject,
): { texts: string[]; to: number; isAll: boolean } | undefined {
  const texts: string[] = [];
  let at = start;
  let to = 0;
  let isAll = false;
  while (['the', 'a', 'an', 'any', ':', '=', 'either'].includes(words[at]?.text ?? '')) at++;
  for (;;) {
    const end = words[at]?.kind === 'quoted' ? at + 1 : textEnd(words, at, lore.kinds);
    if (end === at) break;
    texts.push(
      words
        .slice(at, end)
        .map(
          (word, index) =>
            (index > 0 && word.from > (words[at + index - 1]?.to ?? 0) ? ' ' : '') + word.text,
        )
        .join(''),
    );
    to = words[end - 1]?.to ?? 0;
    const join = words[end]?.lower ?? '';
    const next = words[end + 1];
    const goesOn =
      (join === 'or' || join === 'and' || join === '/') &&
      next !== undefined &&
      (next.kind === 'quoted' ||
        (next.kind === 'word' && !ends.has(next.lower) && !Object.hasOwn(lore.kinds, next.lower)));
    if (!goesOn) break;
    isAll = join === 'and';
    at = end + 1;
  }
  return texts.length === 0 ? undefined : { texts, to, isAll };
}

function textEnd(
  words: readonly Word[],
  start: number,
  kinds: Readonly<Record<string, string>>,
): number {
  let end = start;
  for (; end - start < 6; end++) {
    const word = words[end];
    if (word === undefined || word.kind === 'taken' || word.kind === 'quoted') break;
    if (word.kind === 'mark' && !['&', '-', '/', '.'].includes(word.text)) break;
    if (word.kind === 'mark' && (words[end + 1]?.kind !== 'word' || end === start)) break;
    if (textEnds.has(word.lower) && end >= start) break;
    if (end > start && Object.hasOwn(kinds, word.lower) && words[end + 1]?.kind === 'word') break;
  }
  return end;
}

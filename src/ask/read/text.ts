import { beginsWith, contains, equals } from '../clause.js';
import type { Draft, Filter } from '../draft.js';
import { fieldSpans } from '../field-words.js';
import { reading, addReading } from '../name-filter.js';
import type { Sentence } from '../sentence.js';
import { anySpan, marked, within, type Span } from '../spans.js';
import type { Subject } from '../subject.js';
import { ends, wordsIn, type Word } from '../words.js';
import { singular } from '../../catalog/words.js';
import { kindOf, lookUp } from '../../conditions/shape.js';
import type { Reader } from './reader.js';

/** `about printers`, `whose summary contains "VPN"`, `with outlook in the title`, a text in quotes: what records say. */
export const readText: Reader = (sentence, subject, draft, { catalog }) => {
  const isEnglish = (word: string) => catalog.searchIndex().isEnglish(word);
  const main = subject.lore.text[0];
  sentence.opened(() => {
    readInField(sentence, subject, draft);
    for (const { lead, clause } of leads)
      readBehind(
        sentence,
        subject,
        draft,
        new RegExp(`${start}${lead}`, 'giu'),
        main,
        (path, text) => clause(path, inSingular(text, isEnglish)),
      );
    if (nameField(subject) !== undefined)
      readBehind(sentence, subject, draft, named, nameField(subject), contains);
    readQuoted(sentence, draft, main);
  });
};

/** `about passwords` is about a password as well; names and abbreviations stay what they are. */
function inSingular(text: string, isEnglish: (word: string) => boolean): string {
  const one = singular(text);
  return /^\p{Ll}{5,}$/u.test(text) && isEnglish(one) && text.startsWith(one) ? one : text;
}

const start = String.raw`(?<![\p{L}\p{N}])`;

type Clause = (path: string, text: string) => string;

const not = String.raw`(?:(?:(?:that|which)\s+)?(?:not|(?:do|does)(?:\s+not|n['’]t)|without)\s+)`;
const verb = String.raw`(?:contain(?:s|ing)?|mention(?:s|ing)?|includ(?:e|es|ing)(?=\s+(?:the\s+(?:word|text|phrase)|["'“])))`;
const said = String.raw`(?:\s+(?:the\s+)?(?:words?|text|phrase|term|string))?`;

/** What stands before a text, with what it asks of the main field. */
const leads: readonly { lead: string; clause: Clause }[] = [
  { lead: String.raw`${not}${verb}${said}`, clause: (path, text) => contains(path, text, true) },
  { lead: String.raw`(?:(?:that|which)\s+)?${verb}${said}`, clause: contains },
  {
    lead: String.raw`(?:about|regarding|concerning|related\s+to|relating\s+to|to\s+do\s+with|talking\s+about|matching|with\s+the\s+(?:words?|text|phrase|term))`,
    clause: contains,
  },
  {
    lead: String.raw`(?:starting|beginning|(?:that\s+|which\s+)?(?:starts?|begins?))\s+with`,
    clause: beginsWith,
  },
  {
    lead: String.raw`(?:ending|(?:that\s+|which\s+)?ends?)\s+(?:with|in)(?=\s+["'“])`,
    clause: (path, text) => equals(path, `%${text}`).replace(' = ', ' like '),
  },
  // Behind `search` a `for` says what is looked for.
  {
    lead: String.raw`(?<=\bsearch(?:ing)?\b[\s\u0000\p{L}]{0,60})for`,
    clause: contains,
  },
];

const named = new RegExp(
  String.raw`${start}(?:(?:that|which|who)\s+(?:is|are)\s+)?(?:(?:named|called|titled|entitled)(?:\s+like)?|by\s+the\s+name(?:\s+of)?|with\s+the\s+name|name\s+like|like(?=\s+["'“]))`,
  'giu',
);

/** The fields of text that a sentence names, where they stand. */
function textSpans(text: string, subject: Subject): Span<string>[] {
  return fieldSpans(text, subject).filter(({ value }) => {
    const found = lookUp(value, subject.shape);
    return found.kind === 'found' && ['text', 'reference'].includes(kindOf(found.field));
  });
}

/** `whose summary contains X`, `notes mention X`, `with X in the summary`, `name starts with X`. */
function readInField(sentence: Sentence, subject: Subject, draft: Draft): void {
  const forms: readonly [string, Clause][] = [
    [
      String.raw`(?:(?:do|does)(?:\s+not|n['’]t)|not)\s+(?:contain(?:ing)?|mention|include|have)`,
      (path, text) => contains(path, text, true),
    ],
    [
      String.raw`(?:contain(?:s|ing)?|mention(?:s|ing)?|includ(?:es|e|ing)|has|have|like|matching|matches)${said}`,
      contains,
    ],
    [String.raw`(?:starts?|starting|begins?|beginning)\s+with`, beginsWith],
    [
      String.raw`(?:ends?|ending)\s+(?:with|in)`,
      (path, text) => equals(path, `%${text}`).replace(' = ', ' like '),
    ],
  ];
  for (const [operator, clause] of forms) {
    const lead = String.raw`${start}(?:(?:whose|where|with|having|and|in\s+which)\s+)*(?:the\s+|an?\s+|their\s+)?${anySpan}\s+(?:that\s+|which\s+)?${operator}`;
    readBehind(sentence, subject, draft, new RegExp(lead, 'giu'), undefined, clause);
  }
  const inside = new RegExp(
    String.raw`${start}(?:with|having|mentioning|containing|that\s+(?:have|mention|contain)|has)\s+(?:the\s+(?:words?|text|phrase)\s+)?((?:["“'][^"”'\u0000]+["”'])|[^\s\u0000,]+(?:\s+[^\s\u0000,]+){0,3}?)\s+(?:in|within)\s+(?:the\s+|their\s+|its\s+)?${anySpan}(?![\p{L}])`,
  );
  const spans = textSpans(sentence.rest, subject);
  sentence.takeMarked(
    inside,
    (rest) => marked(rest, spans),
    ({ index, 0: all, 1: text = '' }) => {
      const path = within(spans, index, index + all.length).at(-1)?.value;
      if (path === undefined || text.includes('\u0001')) return undefined;
      const where = contains(path, text.replaceAll(/^["“']|["”']$/g, ''));
      draft.filters.push({ where });
      return where;
    },
  );
}

/** A text behind a pattern: in quotes, or words up to what begins something else; several with `or` between them. */
function readBehind(
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
    addReading(draft, read);
    sentence.takeAt(match.index, found.to, read.as);
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

function nameField({ shape, lore }: Subject): string | undefined {
  const has = (name: string) => shape.fields.some((field) => field.name === name);
  return ['name', 'summary'].find(has) ?? lore.text[0];
}

/** A text in quotes that nobody took is looked for where records say what they are about. */
function readQuoted(sentence: Sentence, draft: Draft, main: string | undefined): void {
  if (main === undefined) return;
  for (const word of wordsIn(sentence.rest)) {
    if (word.kind !== 'quoted' || word.text === '') continue;
    const before = sentence.rest.slice(0, word.from).trimEnd();
    if (/(?:^|[\s\u0000])(?:for|at|from|by|of|to)$/i.test(before)) continue;
    const where = contains(main, word.text);
    draft.filters.push({ where });
    sentence.takeAt(word.from, word.to, where);
  }
}

import { kindOf, lookUp, type RecordShape } from '../../conditions/shape.js';
import { addClauses, type Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import { periodPattern, type Lean } from '../when/period.js';
import type { Bounds, When } from '../when/bounds.js';
import { stretchForms, type Form } from '../when/stretch.js';
import type { Lore } from '../phrases.js';
import { basesOf } from '../who-verbs.js';
import { readLateness } from './lateness.js';
import type { Reader } from './reader.js';
import { phrasePattern, plain } from '../phrase-pattern.js';

/** `entered this week`, `older than 30 days`, `due by Friday`: the verb beside a date says which field it is of. */
export const readDates: Reader = (sentence, { lore, shape }, draft, world) => {
  sentence.takeEach(present, '');
  readPast(sentence, lore, draft);
  readLateness(sentence, lore, draft);
  if (sentence.takeEach(partly, '') > 0)
    draft.doubts.push({
      why: 'which days are early, in the middle or late is not known',
      weight: 0.4,
    });
  for (const form of stretchForms)
    sentence.takeEach(new RegExp(form.pattern), (match) => {
      const verb =
        ownField(sentence, match.index, shape) ??
        verbBeside(sentence, match.index, match.index + match[0].length, lore);
      if (verb?.isClose !== true && hasUnknownVerb(sentence.rest.slice(0, match.index)))
        return undefined;
      const field = verb === undefined ? lore.when[''] : (verb.field ?? lore.when[verb.phrase]);
      if (field === undefined) return undefined;
      const lean = form.lean ?? leanOf(verb?.phrase, field);
      if (isOtherWord(match[0]) || isDuration(sentence.rest.slice(0, match.index)))
        return undefined;
      const negation = verb === undefined ? undefined : negationBefore(sentence, verb.from);
      const bounds = boundsOf(
        form,
        [...match],
        { today: world.today(), lean },
        negation !== undefined,
      );
      if (bounds === undefined) return undefined;
      const clauses = bounds.map(([operator, date]) => `${field} ${operator} ${date}`);
      const as = addClauses(draft, ...clauses);
      if (negation !== undefined) takeAt(sentence, negation.from, negation.words, as);
      if (verb?.isClose === true) takeAt(sentence, verb.from, verb.words, as);
      return as;
    });
};

/** That it is now that counts goes without saying. */
const present =
  /(?<![\p{L}])(?:as\s+of\s+(?:today|(?:right\s+)?now|this\s+moment)|at\s+(?:the|this)\s+(?:moment|time)|at\s+present|(?:as\s+it\s+is\s+)?right\s+now|these\s+days)(?![\p{L}])/u;

/** `in early October`, `late next week`: a part of a time, for which the whole is taken. */
const partly = new RegExp(
  String.raw`(?<![\p{L}])(?:(?:early|late|mid)[\s-]+(?=(?:in\s+|on\s+)?(?:${periodPattern})(?![\p{L}\p{N}]))|(?:at|around|towards?|near)\s+the\s+(?:very\s+)?(?:beginning|start|end)\s+of\s+(?=(?:${periodPattern})(?![\p{L}\p{N}]))(?!this|last|next))`,
  'u',
);

/** `past their due date`. */
function readPast(sentence: Sentence, { when }: Lore, draft: Draft): void {
  const dates = Object.keys(when).filter((phrase) => /\bdate\b|^due$|^end$|deadline/.test(phrase));
  if (dates.length === 0) return;
  const form = String.raw`(?<![\p{L}])(?:past|beyond|behind|over|missed|missing)\s+(?:(?:its|their|the|his|her|our)\s+)?(?:(?:original|planned)\s+)?(${phrasePattern(dates)})`;
  sentence.takeEach(new RegExp(form, 'u'), ([all, phrase = '']) => {
    // `past due` is a state.
    if (all.split(/\s+/).length < 3 && !/date/i.test(phrase)) return undefined;
    const field = when[plain(phrase)];
    return field === undefined ? undefined : addClauses(draft, `${field} < today`);
  });
}

interface Verb {
  /** As the table has it. */
  phrase: string;
  /** A field by its own name. */
  field?: string;
  words: string;
  from: number;
  /** It says nothing but which date is meant: no state that holds as well. */
  isClose: boolean;
}

/** The name of a date field right before its date: `date last month`, `timeStart since Monday`. */
function ownField(sentence: Sentence, from: number, shape: RecordShape): Verb | undefined {
  const before =
    /(?<![\p{L}\p{N}/])([A-Za-z][A-Za-z0-9_]*)(?:\s+(?:is|are|was|in|on|falls|lies))*\s*$/u.exec(
      sentence.rest.slice(0, from),
    );
  const name = before?.[1] ?? '';
  const found = name === '' ? undefined : lookUp(name, shape);
  if (before === null || found?.kind !== 'found' || kindOf(found.field) !== 'date')
    return undefined;
  return {
    phrase: name,
    field: found.path,
    words: before[0].trim(),
    from: before.index,
    isClose: true,
  };
}

/** What may stand between a verb and its date. */
const between =
  /^(?:[\s,]|\u0000|on|in|at|is|are|was|were|be|been|has|have|had|date|dates|time|day|of|it|them|out|up|up\s+for|(?:by|for|to)\s+[\p{L}\p{N}.'’&-]+(?:\s+\p{Lu}[\p{L}\p{N}.'’&-]*)*)*$/iu;

/** The verb that a date belongs to: the last one before it that nothing else stands between, else an adjective before the noun. */
function verbBeside(
  sentence: Sentence,
  from: number,
  to: number,
  { when }: Lore,
): Verb | undefined {
  const phrases = Object.keys(when).filter((phrase) => phrase !== '');
  if (phrases.length === 0) return undefined;
  // Did Anna close: the verb of what is asked for is in no past.
  const isAsked = /\b(?:did|didn['’]t)\b/i.test(sentence.rest);
  const bases = new Map(
    isAsked ? phrases.flatMap((past) => basesOf(past).map((base) => [base, past])) : [],
  );
  const pattern = new RegExp(phrasePattern([...phrases, ...bases.keys()]), 'giu');
  const found = (text: string, start: number): Verb[] =>
    [...text.matchAll(pattern)].map((match) => ({
      phrase: bases.get(plain(match[0])) ?? plain(match[0]),
      words: match[0],
      from: start + match.index,
      isClose: true,
    }));
  const before = found(sentence.rest.slice(0, from), 0);
  const close = before.findLast((one) =>
    between.test(sentence.rest.slice(one.from + one.words.length, from)),
  );
  if (close !== undefined) return close;
  const behind = found(sentence.rest.slice(to), to).find((one) =>
    /^\s*$/.test(sentence.rest.slice(to, one.from)),
  );
  if (behind !== undefined) return behind;
  // `closed tickets this week`: a state too, which its own reader takes.
  const far = before.at(-1);
  return far === undefined ? undefined : { ...far, isClose: false };
}

function negationBefore(
  sentence: Sentence,
  from: number,
): { from: number; words: string } | undefined {
  const match =
    /(?:\b(?:not|never|no)|(?<=[a-z])n['’]t)(?=(?:\s+(?:been|being|be|was|were|has|have|had|yet))*\s*$)/iu.exec(
      sentence.rest.slice(0, from),
    );
  return match === null ? undefined : { from: match.index, words: match[0] };
}

/** What has not happened since then happened before; undefined where a not makes no sense of it. */
function boundsOf(form: Form, parts: string[], world: When, isNot: boolean): Bounds | undefined {
  if (!isNot) return form.read(parts, world);
  if (form.negated !== undefined) return form.negated(parts, world);
  const [bound, other] = form.read(parts, world) ?? [];
  if (bound === undefined || other !== undefined) return undefined;
  if (bound[0] === '=') return [['!=', bound[1]]];
  return bound[0] === '>=' ? [['<', bound[1]]] : bound[0] === '<' ? [bound] : undefined;
}

/** Whether a verb or the name of a date stands right before: of which date it is, is not known then. */
function hasUnknownVerb(before: string): boolean {
  const word = /([\p{L}]+)(?:\s+(?:on|in|at|by|is|are|was|were))*\s*$/u.exec(before)?.[1] ?? '';
  return /^(?!\p{Lu})[\p{L}]+(?:ed|ing)$|^(?:date|expires?|ends?|starts?|begins?|renews?)$/u.test(
    word,
  );
}

/** `took us longer than a day`: how long something lasted is no date. */
function isDuration(before: string): boolean {
  return /(?<!\p{L})(?:takes?|took|taking|taken|lasts?|lasted|lasting|needs?|needed|needing)(?:\s+(?:us|me|them))?\s*$/iu.test(
    before,
  );
}

/** Names of days and months that are everyday words as well, in small letters and alone. */
function isOtherWord(text: string): boolean {
  return /^(?:may|march|mar|sun|sat|wed|mon|dec)$/.test(text);
}

function takeAt(sentence: Sentence, from: number, words: string, as: string): void {
  const escaped = words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  sentence.takeAs(new RegExp(escaped), ({ index }) => (index === from ? as : undefined));
}

/** Whether the date of a field lies ahead, as people speak of it. */
function leanOf(phrase: string | undefined, field: string): Lean {
  if (phrase?.endsWith('ed') === true)
    return phrase === 'scheduled' || phrase === 'expected' ? 'future' : 'past';
  return /due|required|expir|end|expected|scheduled|next|renew|until/i.test(
    `${phrase ?? ''} ${field}`,
  )
    ? 'future'
    : 'past';
}

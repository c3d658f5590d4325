import { phrasePattern, type Sentence } from '../sentence.js';
import type { Lean } from '../when/period.js';
import { stretchForms, type Bounds, type Form } from '../when/stretch.js';
import type { Lore } from '../phrases.js';
import type { Reader } from './reader.js';

/** `entered this week`, `older than 30 days`, `due by Friday`: the verb beside a date says which field it is of. */
export const readDates: Reader = (sentence, { lore }, draft, world) => {
  for (const form of stretchForms)
    sentence.takeAll(new RegExp(form.pattern), (match) => {
      const verb = verbBeside(sentence, match.index, match.index + match[0].length, lore);
      const field = verb === undefined ? lore.when[''] : lore.when[verb.phrase];
      if (field === undefined) return undefined;
      const lean = form.lean ?? leanOf(verb?.phrase, field);
      if (isOtherWord(match[0])) return undefined;
      const negation = verb === undefined ? undefined : negationBefore(sentence, verb.from);
      const bounds = boundsOf(
        form,
        [...match],
        { today: world.today(), lean },
        negation !== undefined,
      );
      if (bounds === undefined) return undefined;
      const clauses = bounds.map(([operator, date]) => `${field} ${operator} ${date}`);
      for (const where of clauses) draft.filters.push({ where });
      const as = clauses.join(' and ');
      if (negation !== undefined) takeAt(sentence, negation.from, negation.words, as);
      if (verb?.isClose === true) takeAt(sentence, verb.from, verb.words, as);
      return { as, value: true };
    });
};

interface Verb {
  /** As the table has it. */
  phrase: string;
  words: string;
  from: number;
  /** It says nothing but which date is meant: no state that holds as well. */
  isClose: boolean;
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
  const pattern = new RegExp(phrasePattern(phrases), 'giu');
  const found = [...sentence.rest.matchAll(pattern)].map((match) => ({
    phrase: match[0].toLowerCase().replaceAll(/[\s-]+/g, ' '),
    words: match[0],
    from: match.index,
  }));
  const before = found.filter((one) => one.from + one.words.length <= from);
  const close = before.findLast((one) =>
    between.test(sentence.rest.slice(one.from + one.words.length, from)),
  );
  if (close !== undefined) return { ...close, isClose: true };
  const behind = found.find(
    (one) => one.from >= to && /^\s*$/.test(sentence.rest.slice(to, one.from)),
  );
  if (behind !== undefined) return { ...behind, isClose: true };
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
function boundsOf(
  form: Form,
  parts: string[],
  world: { today: string; lean: Lean },
  isNot: boolean,
): Bounds | undefined {
  if (!isNot) return form.read(parts, world);
  if (form.negated !== undefined) return form.negated(parts, world);
  const [bound, other] = form.read(parts, world) ?? [];
  if (bound === undefined || other !== undefined) return undefined;
  if (bound[0] === '=') return [['!=', bound[1]]];
  return bound[0] === '>=' ? [['<', bound[1]]] : bound[0] === '<' ? [bound] : undefined;
}

/** Names of days and months that are everyday words as well, in small letters and alone. */
function isOtherWord(text: string): boolean {
  return /^(?:may|march|mar|sun|sat|wed|mon|dec)$/.test(text);
}

function takeAt(sentence: Sentence, from: number, words: string, as: string): void {
  const escaped = words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  sentence.take(new RegExp(escaped), ({ index }) =>
    index === from ? { as, value: true } : undefined,
  );
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

import { actionDates } from '../action-nouns.js';
import { addOrder, type Draft } from '../draft.js';
import { fieldSpans, orderKey } from '../field-words.js';
import type { Lore } from '../phrases.js';
import type { Sentence } from '../sentence.js';
import { anySpan } from '../spans.js';
import type { Subject } from '../subject.js';
import { beginning, directionOf, firstOf, isOfTime, superlatives } from '../superlatives.js';
import { mainAmount } from './amount-value.js';
import { phrasePattern, plain, start } from '../phrase-pattern.js';

const article = String.raw`${beginning}(?:(?:the|with\s+the|by|sort(?:ed)?|order(?:ed)?)\s+)*`;
const first = `(${firstOf})`;
const superlative = `(${superlatives.join('|')})`;

/** `highest balance`, `most recently closed`, `newest first`: what comes first in the order. */
export function readSuperlatives(sentence: Sentence, subject: Subject, draft: Draft): void {
  readOne(sentence, draft);
  readOfVerb(sentence, subject, draft);
  sentence.takeEach(new RegExp(`${start}${article}${superlative}${first}`), ([, word = '']) =>
    taken(mainPath(word, subject.lore), word, subject, draft),
  );
  sentence.takeAs(
    new RegExp(String.raw`${start}(?:in\s+)?(reverse\s+)?chronological(?:ly)?(?:\s+order)?`),
    ([, reverse]) =>
      taken(subject.lore.when[''], reverse === undefined ? 'oldest' : 'newest', subject, draft),
  );
}

/** Which invoice has the highest balance: one is asked for. */
function readOne({ text }: Sentence, draft: Draft): void {
  const one = new RegExp(
    String.raw`^\s*(?:which|what)\s+(?:[\p{L}-]+\s+){1,4}?(?:has|had|is|was|took|got)\s+(?:the\s+|our\s+)?(?:${superlatives.join('|')})(?![\p{L}])`,
    'iu',
  );
  if (one.test(text)) draft.rows ??= 1;
}

/** `highest balance`, `latest due date first`. */
export function readOfField(sentence: Sentence, subject: Subject, draft: Draft): void {
  readOfAction(sentence, subject, draft);
  for (;;) {
    const isTaken = sentence.takeMarked(
      new RegExp(String.raw`${start}${article}${superlative}\s+${anySpan}${first}`),
      fieldSpans(sentence.rest, subject),
      ({ 1: word = '' }, [field]) => taken(field?.value, word, subject, draft),
    );
    if (!isTaken) return;
  }
}

/** `most recent cancellation first`, `latest renewal`: what happened to the records. */
function readOfAction(sentence: Sentence, subject: Subject, draft: Draft): void {
  const dates = actionDates(subject.lore.when);
  if (dates.size === 0) return;
  const form = String.raw`${start}${article}${superlative}\s+(${phrasePattern([...dates.keys()])})(?:\s+dates?)?${first}`;
  sentence.takeEach(new RegExp(form), ([, word = '', noun = '']) =>
    isOfTime(word) ? taken(dates.get(plain(noun)), word, subject, draft) : undefined,
  );
}

/** `most recently closed`, `oldest updated first`; the oldest closed tickets are closed before all. */
function readOfVerb(sentence: Sentence, subject: Subject, draft: Draft): void {
  const { when, states } = subject.lore;
  const verbs = Object.keys(when).filter((verb) => verb !== '');
  if (verbs.length === 0) return;
  const form = String.raw`${start}${article}${superlative}\s+(${phrasePattern(verbs)})${first}`;
  sentence.takeEach(new RegExp(form), ([, word = '', verb = '', end = '']) => {
    const said = plain(verb);
    const isState = Object.hasOwn(states, said) && end === '' && !/ly$/i.test(word);
    return isState ? undefined : taken(when[said], word, subject, draft);
  });
}

/** What is compared where no field is named: the date for the newest, the main amount for the largest. */
function mainPath(word: string, lore: Lore): string | undefined {
  const { when, amounts } = lore;
  if (isOfTime(word)) return when[''];
  if (/^(?:most|least|fewest)$/i.test(word)) return undefined;
  if (/^(?:longest|shortest)$/i.test(word)) return amounts['hours'] ?? amounts['duration'];
  return mainAmount(lore) ?? amounts['hours'] ?? amounts['quantity'];
}

function taken(
  path: string | undefined,
  word: string,
  subject: Subject,
  draft: Draft,
): string | undefined {
  const way = directionOf(word);
  const key = path === undefined ? undefined : orderKey(path, subject);
  if (way === undefined || key === undefined) return undefined;
  return addOrder(draft, [`${key} ${way}`]);
}

import type { Sentence } from '../sentence.js';
import type { ClauseWorld } from './clause.js';
import { durationPattern } from './duration.js';
import { addedAs, type PieceValues } from './pieces.js';
import { readValue, type Value } from './value.js';

/** `help desk`, `Alerts`: what nothing but a board is called, where the record is on one. */
export function usualBoard(name: string, world: ClauseWorld): Value | undefined {
  const field = world.words.named('board');
  const said = name.replace(/^the\s+/i, '');
  const isUsual = (world.lore.usual[said.toLowerCase()] ?? []).some((clause) =>
    clause.startsWith('board/'),
  );
  const isCalled = isUsual || /^(?:help\s?desk|service\s?desk|alerts)$/i.test(said);
  return field?.schema === undefined || !isCalled ? undefined : readValue(field, said, world);
}

/** `on help desk`, `in Alerts`: a board without the word for it, which no text is in front of. */
export function takeUsualBoard(sentence: Sentence, world: ClauseWorld, found: PieceValues): void {
  const pattern =
    /(?<!\b(?:about|regarding|concerning|called|named|that|because)\s[^\0]*)\b(?:on|in|under|to)\s+((?:the\s+)?\p{L}+(?:\s\p{L}+){0,2}?)(?!\s+(?:board|queue|team)\b)(?=\s+(?:for|at|with|about|from|regarding|by|due|and)\s|\s*(?:[,;:.\0]|$)|\s[-–—]\s)/u;
  sentence.takeAs(pattern, ([, name = '']) => addedAs(usualBoard(name, world), found));
}

/** `change time entry 99 to 2 hours`, `change expense entry 5 to $40`: the one amount that such a record is about. */
export function amountOf(value: string, world: ClauseWorld): Value | undefined {
  const { lore, words } = world;
  if (lore.path === '/time/entries' && new RegExp(`^${durationPattern}$`, 'iu').test(value))
    return readValue(words.named('actualHours'), value, world);
  const isMoney = /^(?:[$€£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:dollars|usd|euros?))$/i.test(value);
  const isExpense = lore.path === '/expense/entries';
  return isMoney && isExpense ? readValue(words.named('amount'), value, world) : undefined;
}

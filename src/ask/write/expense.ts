import { emptyDraft, type Draft } from '../draft.js';
import { loreOf } from '../phrases.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { takeCharge } from './charge.js';
import { clauseWorld, type ClauseWorld } from './clause.js';
import { readDay } from './day.js';
import { findText, outsideQuotes } from './free-text.js';
import { atStart, verbMark } from './lead.js';
import { addedAs, nothingFound, takePieces } from './pieces.js';
import { dayPattern } from './span.js';
import { endpointOn } from './target.js';
import { takeTitle } from './title.js';
import { readValue } from './value.js';

const path = '/expense/entries';

const amount = String.raw`(?:[$€£]\s?\d(?:[\d,]*\d)?(?:\.\d+)?|\d(?:[\d,]*\d)?(?:\.\d+)?\s?(?:dollars|usd|euros?|bucks)\b|(?<=\b(?:of|for)\s)\d[\d,]*\.\d\d\b)`;

const verbHead = String.raw`${atStart}(?:add|log|create|record|enter|submit|post|book|register|put)\s+(?=[^:\0]{0,40}?\bexpenses?\b)(?!expense reports?\b)(?:(?:an?|the|another|new|my)\s+)*`;

/** Somebody needs one of an amount that it has, and not those over an amount: I need a $12 parking expense for asmith. */
const needHead = String.raw`${atStart}(?:i|we)\s+(?:need|want|had|have)\s+(?=an?\s[^:\0]{0,40}?\bexpense\b(?!\s+reports?\b))(?=[^\0]*${amount})(?![^\0]*\b(?:over|above|under|below|more than|less than|at least|at most|up to)\b|[^\0]*\?\s*$)(?:(?:an?|another|new)\s+)*`;

/** Without a verb: an expense where what it was follows. */
const plainHead = String.raw`${atStart}(?:(?:an?|new)\s+)?expense(?:\s+(?:entry|item))?(?:\s+(?:on|for|to|of|against)\s[^:]*:\s|\s+of\s+${amount}|\s*:\s)`;

/** `add a $25 parking expense to ticket 5: visit on site`. */
export function readExpense(sentence: Sentence, world: World): Draft | undefined {
  const isOrder = [verbHead, needHead].some((head) => sentence.takeAs(new RegExp(head), verbMark));
  if (!isOrder && !new RegExp(plainHead, 'iu').test(sentence.rest)) return undefined;
  const endpoint = endpointOn(world, 'POST', path);
  if (endpoint === undefined) return undefined;
  const found = nothingFound();
  const clauses: ClauseWorld = {
    ...clauseWorld(endpoint, loreOf(path), sentence, world),
    title: 'notes',
    beneficiary: 'nobody',
  };
  if (!tellsAmount(sentence)) takeTitle(sentence, clauses, found);
  found.settings.push(...(takeCharge(sentence, world) ?? []));
  const take = (name: string, source: string) => {
    const field = clauses.words.named(name);
    if (field === undefined || found.settings.some((one) => one.path === name)) return;
    sentence.takeAs(new RegExp(source), ([, written = '']) =>
      addedAs(readValue(field, written, clauses), found),
    );
  };
  sentence.takeAs(
    /\b(?:and\s+)?(?:charged|billed|booked|to be charged)\s+(?:to|on|against)(?=\s*\0)/,
    '',
  );
  takeDay();
  take('amount', String.raw`(?:(?:of|for|at)\s+)?(${amount})`);
  // A parking expense, and an expense for parking.
  take('type', String.raw`(?<=\0\s*)([\p{L}][\p{L}-]+)\s+(?=expense\b)`);
  sentence.takeAs(/expenses?(?:\s+(?:entry|item))?\b/, `POST ${path}`);
  // Where the sort is known, it is for somebody: a parking expense for asmith.
  const isSorted = found.settings.some((one) => one.path === 'type');
  const beneficiary = isSorted ? 'member' : 'nobody';
  take('type', String.raw`\bfor\s+([\p{L}][\p{L}-]+)(?=\s*(?:\0|,|$|\s(?:on|to|from|at)\s))`);
  take(
    'type',
    String.raw`(?<=(?::|\0)\s*)([\p{L}][\p{L}-]+)(?=(?:\s+(?:to|on|for|against))?\s*(?:\0|,\s|$))`,
  );
  takePieces(sentence, { ...clauses, title: undefined, beneficiary }, found);
  if (!found.settings.some((one) => one.path === 'date')) {
    found.settings.push({ path: 'date', value: 'today' });
    sentence.amend(`POST ${path}`, `POST ${path}, of today`);
  }
  return { ...emptyDraft('POST', path), settings: found.settings, doubts: found.doubts };

  function takeDay(): void {
    sentence.takeAs(
      new RegExp(String.raw`(?:\b(?:on|from|dated|date(?:\s*[:=])?)\s*)?(${dayPattern})`),
      ([, day = '']) => {
        const value = readDay(day, clauses.today, 'past');
        if (value === undefined) return undefined;
        found.settings.push({ path: 'date', value });
        return `date = ${value}`;
      },
    );
  }
}

/** Behind the colon stands what it was and what it cost, and not the notes alone. */
function tellsAmount({ rest }: Sentence): boolean {
  const text = findText(rest);
  if (text === undefined) return false;
  const told = outsideQuotes(rest.slice(text.start, text.to));
  return new RegExp(String.raw`${amount}|\bamount\b`, 'iu').test(told);
}

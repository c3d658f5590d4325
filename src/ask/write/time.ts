import { emptyDraft, type Draft } from '../draft.js';
import { loreOf } from '../phrases.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { takeCharge } from './charge.js';
import { clauseWorld, type ClauseWorld } from './clause.js';
import { timePattern } from './clock-time.js';
import { durationPattern, durationShape, readHours } from './duration.js';
import { findQuoted, findText, outsideQuotes, takeText } from './free-text.js';
import { atStart } from './lead.js';
import { takePieces, nothingFound } from './pieces.js';
import { takeSpan, type Span } from './span.js';
import { endpointOn } from './target.js';
import { takeLooseTitle } from './title.js';
import { takeWorkType } from './work-type.js';

const path = '/time/entries';

const verbs = String.raw`log|add|record|enter|book|put(?: in| down)?|charge|track|bill|post|create|submit|register|make|i spent|spent|i worked|worked`;

const verbHead = String.raw`${atStart}(?:${verbs})\s+(?:(?:an?|another|the|new|of|me|my|some)\s+)*(?:(?:time entry(?!\s+#?\d)|time(?!\s+entry)|work|hours)\b|(?:(?:non-?|not |un)?billable\s+)?(?=${durationShape}))`;

/** Without a verb: an entry where a text follows. */
const nounHead = String.raw`${atStart}(?:new\s+)?time(?:\s+entry)?(?=\s+(?:on|for|to|against)\s|\s*:)`;

const durationHead = String.raw`${atStart}${durationShape}\s+(?:of\s+)?(?:[\p{L}-]+\s+){0,3}(?:on|for|to|against)\s`;

/** `log 30 minutes on ticket 123: rebooted`. */
export function readTime(sentence: Sentence, world: World): Draft | undefined {
  const isTime = takeHead(sentence);
  const endpoint = endpointOn(world, 'POST', path);
  if (isTime === undefined || endpoint === undefined) return undefined;
  const found = nothingFound();
  if (/billable/i.test(isTime))
    found.settings.push({
      path: 'billableOption',
      value: /(?:non-?|not |un)billable/i.test(isTime) ? 'DoNotBill' : 'Billable',
    });
  const text = tellsHowLong(sentence) ? undefined : takeText(sentence, 'notes');
  if (text !== undefined) found.settings.push({ path: 'notes', value: text });
  const charge = takeCharge(sentence, world);
  found.settings.push(...(charge ?? []));
  const hours = takeHours(sentence);
  if (hours !== undefined) found.settings.push({ path: 'actualHours', value: String(hours) });
  const span = takeSpan(sentence, { today: world.today(), direction: 'past' });
  const clauses: ClauseWorld = {
    ...clauseWorld(endpoint, loreOf(path), sentence, world),
    beneficiary: 'member',
  };
  takeWorkType(sentence, clauses, found);
  takePieces(sentence, clauses, found);
  takeLooseTitle(sentence, { ...clauses, title: 'notes' }, found);
  const set = (name: string) => found.settings.find((one) => one.path === name)?.value;
  const length = Number(set('actualHours'));
  if (!(length > 0) && (span?.start === undefined || span.end === undefined)) {
    const draft = emptyDraft('POST', path);
    return { ...draft, doubts: [{ why: 'nothing tells how long it took', weight: 0.1 }] };
  }
  if (set('timeStart') === undefined) {
    const day = span?.day === 'today' ? undefined : span?.day;
    const start = span?.start ?? day ?? backFromNow(length);
    found.settings.push({ path: 'timeStart', value: start });
    if (start.startsWith('-')) sentence.amend(hoursAs(length), `${hoursAs(length)}, ending now`);
  }
  if (span?.end !== undefined) found.settings.push({ path: 'timeEnd', value: span.end });
  const draft = { ...emptyDraft('POST', path), ...found };
  if (contradicts(span, length))
    draft.doubts.push({ why: 'the times are not as far apart as it took', weight: 0.3 });
  if (charge === undefined && set('chargeToId') === undefined)
    draft.doubts.push({ why: 'nothing tells what the time was for', weight: 0.3 });
  return draft;
}

/** The words that an entry begins with; empty where it begins with how long it took. */
function takeHead(sentence: Sentence): string | undefined {
  const { rest } = sentence;
  const isTold = findText(rest) !== undefined || findQuoted(rest) !== undefined;
  const head = isTold ? `(?:${verbHead}|${nounHead})` : verbHead;
  const words = sentence.take(new RegExp(head), ([words]) => ({
    as: /billable/i.test(words) ? '' : `POST ${path}`,
    value: words,
  }));
  if (words !== undefined) return words;
  return isTold && new RegExp(durationHead, 'iu').test(rest) ? '' : undefined;
}

/** Behind the colon stands what belongs to the entry, and not its notes alone: time on 123: 20 min, rebooted. */
function tellsHowLong({ rest }: Sentence): boolean {
  const text = findText(rest);
  if (text === undefined || !rest.slice(text.from, text.start).includes(':')) return false;
  const isLong = new RegExp(`${durationShape}|${timePattern}`, 'iu');
  const said = outsideQuotes(rest.slice(text.start, text.to));
  return isLong.test(said) && !isLong.test(rest.slice(0, text.from));
}

function takeHours(sentence: Sentence): number | undefined {
  const pattern = new RegExp(
    String.raw`(?:for\s+)?${durationPattern}(?:\s+(?:of\s+)?(?:work|time|labou?r|my time|effort)\b)?`,
  );
  return sentence.take(pattern, ({ groups = {} }) => {
    const hours = readHours(groups);
    return hours === undefined || hours > 24 ? undefined : { as: hoursAs(hours), value: hours };
  });
}

function hoursAs(hours: number): string {
  return `actualHours = ${hours}`;
}

/** Whether what was told of the times and of how long it took cannot both be so. */
function contradicts(span: Span | undefined, hours: number): boolean {
  if (span?.start === undefined || span.end === undefined || !(hours > 0)) return false;
  const [start, end] = [span.start, span.end].map((one) => new Date(one).getTime());
  return Math.abs((Number(end) - Number(start)) / 3_600_000 - hours) > 0.02;
}

/** Work without a time is taken to have ended when it is written down. */
function backFromNow(hours: number): string {
  return `-${Math.round(hours * 60)}m`;
}

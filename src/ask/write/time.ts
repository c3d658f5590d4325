import { emptyDraft, type Draft } from '../draft.js';
import { loreOf } from '../phrases.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { takeCharge } from './charge.js';
import type { ClauseWorld } from './clause.js';
import { durationPattern, readHours } from './duration.js';
import { fieldWords } from './fields.js';
import { takeText } from './free-text.js';
import { atStart } from './lead.js';
import { takePieces, nothingFound } from './pieces.js';
import { takeSpan } from './span.js';
import { endpointOn } from './target.js';

const path = '/time/entries';

const verbs = String.raw`log|add|record|enter|book|put(?: in| down)?|charge|track|bill|post|create|submit|register|make|i spent|spent|i worked|worked`;

/** `log 30 minutes on ticket 123: rebooted`. */
export function readTime(sentence: Sentence, world: World): Draft | undefined {
  const head = String.raw`${atStart}(?:${verbs})\s+(?:(?:an?|another|the|new|of|me|my|some)\s+)*`;
  const before = new RegExp(
    `${head}(?:(?:time entry|time|work|hours)\\b|(?:(?:non-?|not |un)?billable\\s+)?(?=${durationPattern}))`,
    'iu',
  );
  const isTime = sentence.take(before, ([words]) => ({
    as: /billable/i.test(words) ? '' : `POST ${path}`,
    value: words,
  }));
  const endpoint = endpointOn(world, 'POST', path);
  if (isTime === undefined || endpoint === undefined) return undefined;
  const found = nothingFound();
  if (/billable/i.test(isTime))
    found.settings.push({
      path: 'billableOption',
      value: /(?:non-?|not |un)billable/i.test(isTime) ? 'DoNotBill' : 'Billable',
    });
  const text = takeText(sentence, 'notes');
  if (text !== undefined) found.settings.push({ path: 'notes', value: text });
  const charge = takeCharge(sentence, world);
  found.settings.push(...(charge ?? []));
  const hours = takeHours(sentence);
  const span = takeSpan(sentence, { today: world.today(), direction: 'past' });
  if (hours === undefined && (span?.start === undefined || span.end === undefined)) {
    const draft = emptyDraft('POST', path);
    return { ...draft, doubts: [{ why: 'nothing tells how long it took', weight: 0.1 }] };
  }
  const day = span?.day === 'today' ? undefined : span?.day;
  const start = span?.start ?? day ?? backFromNow(hours ?? 0);
  found.settings.push({ path: 'timeStart', value: start });
  if (span?.end !== undefined) found.settings.push({ path: 'timeEnd', value: span.end });
  if (hours !== undefined) {
    found.settings.push({ path: 'actualHours', value: String(hours) });
    if (start.startsWith('-')) sentence.amend(hoursAs(hours), `${hoursAs(hours)}, ending now`);
  }
  const lore = loreOf(path);
  const words = fieldWords(world.catalog, endpoint, { lore, text: sentence.text });
  const clauses: ClauseWorld = {
    words,
    lore,
    today: world.today(),
    title: undefined,
    beneficiary: 'member',
  };
  takePieces(sentence, clauses, found);
  const draft = { ...emptyDraft('POST', path), settings: found.settings };
  if (charge === undefined)
    draft.doubts.push({ why: 'nothing tells what the time was for', weight: 0.3 });
  return draft;
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

/** Work without a time is taken to have ended when it is written down. */
function backFromNow(hours: number): string {
  return `-${Math.round(hours * 60)}m`;
}

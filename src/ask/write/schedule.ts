import { emptyDraft, namedSetting, type Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { durationPattern, readHours } from './duration.js';
import { atStart } from './lead.js';
import { takeSpan, type Span } from './span.js';
import { takeTarget } from './target.js';

const path = '/schedule/entries';

/** The kinds of schedule entries that have a record of their own. */
const types: Readonly<Record<string, string>> = {
  '/service/tickets': 'S',
  '/project/tickets': 'S',
  '/sales/activities': 'C',
};

/** `schedule jdoe on ticket 123 tomorrow from 2pm to 4pm`. */
export function readSchedule(sentence: Sentence, world: World): Draft | undefined {
  const pattern = String.raw`${atStart}(?:(?:schedule|book|dispatch)|(?:create|add|make|new)\s+(?:an?\s+)?(?:new\s+)?(?:schedule|calendar)\s+entry\s+for)\s+(?:(?:member|technician|tech|engineer)\s+(?=[\p{L}]+\s))?(?<name>[\p{L}][\p{L}.'-]*(?:\s\p{Lu}[\p{L}.'-]*)?)\s+(?=(?:on|for|to|onto)\b)`;
  const member = sentence.take(new RegExp(pattern), ({ groups = {} }) => {
    const name = groups['name'] ?? '';
    const isMember = !/^(?:an?|the|time|work|ticket|activity|my|meeting|entr(?:y|ies))$/i.test(
      name,
    );
    return isMember ? { as: `POST ${path}, member = ${name}`, value: name } : undefined;
  });
  if (member === undefined) return undefined;
  const target = takeTarget(sentence, world, { after: String.raw`\b(?:on|for|to|onto)` });
  const type = types[target?.list ?? ''];
  if (target === undefined || type === undefined) return undefined;
  const hours = takeHours(sentence);
  const span = takeSpan(sentence, { today: world.today(), direction: 'future' });
  const draft = emptyDraft('POST', path);
  const isMe = /^me$/i.test(member);
  draft.settings.push(
    { path: 'type.identifier', value: type },
    { path: 'objectId', value: target.id },
    isMe ? { path: 'member', value: member } : namedSetting('member', member),
    ...whenOf(span, hours),
  );
  if (span === undefined) draft.doubts.push({ why: 'no day is named', weight: 0.4 });
  return draft;
}

function takeHours(sentence: Sentence): number | undefined {
  return sentence.take(new RegExp(String.raw`for\s+${durationPattern}`), ({ groups = {} }) => {
    const hours = readHours(groups);
    return hours === undefined ? undefined : { as: `for ${hours} hours`, value: hours };
  });
}

function whenOf(span: Span | undefined, hours: number | undefined) {
  const start = span?.start ?? span?.day;
  if (start === undefined) return [];
  const end =
    span?.end ??
    (hours === undefined || span?.start === undefined ? undefined : after(span.start, hours));
  return [
    { path: 'dateStart', value: start },
    ...(end === undefined ? [] : [{ path: 'dateEnd', value: end }]),
    ...(end === undefined && hours !== undefined ? [{ path: 'hours', value: String(hours) }] : []),
  ];
}

/** `2026-11-24T14:00` and so many hours, on the same clock. */
function after(start: string, hours: number): string {
  const [, clock = start, zone = ''] = /^(.*T[\d:.]+?)(Z|[+-]\d\d:?\d\d)?$/.exec(start) ?? [];
  const at = new Date(`${clock}${/T\d\d:\d\d$/.test(clock) ? ':00' : ''}Z`).getTime();
  return new Date(at + hours * 3_600_000).toISOString().slice(0, clock.length) + zone;
}

import type { ClauseWorld } from './clause.js';

const capital = String.raw`(?:\p{Lu}|\d)\S*`;

/** Words of a name, the first with a capital: Waiting, Open, 3. */
const named = new RegExp(String.raw`^${capital}(?:\s(?:${capital}|on|of|for|the))*$`, 'u');

/** A name goes on behind its dash with a capital, and ends where another piece of the sentence begins. */
const goesOn = new RegExp(
  String.raw`^\s+[-–]\s+${capital}(?:\s(?:${capital}|on|of|for|the))*?(?<end>\s*[,;:]|\s+[-–—]\s|[\s.!]*$)`,
  'u',
);

/** What tells before the dash what the record is called. */
const titled = /["“]|\b(?:about|regarding|concerning|called|named|titled|entitled)\s/i;

/** Levels are called so: Priority 3 - Medium, P1 - Critical. */
const level =
  /^\s+[-–]\s+(?:critical|emergency|urgent|high|medium|normal|low|\p{L}+ response)(?![\p{L}\p{N}])(?=\s*(?:[,;:.\0]|$|\s[-–—]\s))/iu;

/**
 * Whether a dash stands within a name and introduces no text: `priority Priority 3 - Medium`, `status Waiting -
 * Customer`. At the end of the sentence it does so only where the record is called something already: board Alerts - Disk
 * Full is a board and a text.
 */
export function isDashOfName(before: string, behind: string, { words }: ClauseWorld): boolean {
  if (/(?:^|[\s,])(?:priority\s|prio\s|p)\d$/i.test(before) && level.test(behind)) return true;
  const end = goesOn.exec(behind)?.groups?.['end'];
  const [, phrase = '', value = ''] =
    new RegExp(
      String.raw`^.*(?:^|[\s,;\0])(${words.pattern})(?:\s*[=:]\s*|\s+(?:is\s+|to\s+)?)([^,;\0]+)$`,
      'isu',
    ).exec(before) ?? [];
  if (end === undefined || !named.test(value)) return false;
  const field = words.find(phrase)[0];
  if (field?.schema === undefined) return false;
  return /[,;:]/.test(end) || titled.test(before);
}

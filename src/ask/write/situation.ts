import type { Draft } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { nounPattern } from './nouns.js';
import { endpointOn } from './target.js';

/** Verbs that orders begin with. */
const verbs =
  'add|append|approve|assign|attach|book|bump|cancel|change|clear|close|complete|convert|copy|create|deactivate|activate|reactivate|delete|disable|enable|enter|escalate|finish|flag|give|link|log|lower|make|mark|merge|modify|move|open|pause|place|post|postpone|push|put|raise|reassign|record|register|reject|remove|rename|reopen|reschedule|resolve|resume|retire|schedule|set|submit|suspend|take|transfer|unassign|update|write';

const asked = String.raw`(?:please|pls|plz|kindly|(?:can|could|would|will) you(?: please)?)`;

const because = /^(?:since|because|as|now that|given that|seeing that)\s/i;

/** What has happened or is so has a verb: is, cannot, arrived, works. */
const verb =
  /\b(?:is|are|was|were|am|has|have|had|does|did|can|cannot|could|will|would|got|came|went|left|said|says|told|wants?|needs?|works?|called|broke|\p{L}{2,}ed|\p{L}+n['’]t)\b|\p{L}['’](?:s|re|ve|m)\s/iu;

/** No situation but a piece of the order, a question or a condition. */
const noSituation = new RegExp(
  String.raw`[?\0"“]|\b(?:if|unless|until|till|once|when|whether|who|what|which|why|how|where|not yet|may|might|maybe|should|soon)\b|^(?:for|on|in|at|to|from|with|by|of|about|re|new|note|comment|expense|i need|we need|i want|we want|show|list|find|get|search|tell|spent|worked|do not|don['’]t|never)\b|(?<!\b(?:the|an?|this|that|our|his|her|their|its)\s)\b(?:${verbs})\b`,
  'iu',
);

/**
 * Takes what is told before an order and changes nothing of it: the customer cannot work at all, so please change …;
 * since the parts arrived, set …; we are done here: close …. What leads over is how sure it is; undefined where nothing
 * of the sort stands there.
 */
export function takeSituation(sentence: Sentence, world: World): number | undefined {
  const link = String.raw`(?<link>[,;:.!]|\s[-–—])\s+(?<so>(?:(?:so|and so|then|therefore)\b,?\s+)?(?:${asked}\s+)?)(?=(?:${verbs})\s)`;
  const named = new RegExp(`#\\d|${nounPattern(world.catalog, sentence.text)}\\s+#?\\d`, 'iu');
  return sentence.take(
    new RegExp(String.raw`(?<=^[\0\s]*)(?<why>[\p{L}\p{N}][^\0:;"“]*?)${link}`),
    ({ groups = {} }) => {
      const { why = '', so = '' } = groups;
      if (!/\s/.test(why) || noSituation.test(why) || named.test(why)) return undefined;
      const isPlain = so !== '' || because.test(why);
      // So says that it is why; elsewhere it has to be a sentence itself.
      if (!/\bso\b/i.test(so) && !because.test(why) && !verb.test(why)) return undefined;
      return { as: 'the situation, which changes nothing', value: isPlain ? 0.9 : 0.75 };
    },
  );
}

/** Of what is told before a record is made, something may be of the record: its text, or the company that called. */
export function lacksWhatIsTold({ method, path, settings }: Draft, world: World): boolean {
  if (method !== 'POST') return false;
  const set = new Set(settings.map((one) => one.path));
  if ([...records].some((name) => set.has(name))) return false;
  const fields = world.catalog.fields(endpointOn(world, method, path)?.body?.schema ?? '');
  const hasCompany = fields.some(({ name }) => name === 'company');
  return (hasCompany && !set.has('company')) || !texts.some((name) => set.has(name));
}

const texts = [
  'summary',
  'name',
  'text',
  'notes',
  'description',
  'firstName',
  'title',
  'identifier',
];

/** What says which record something is for. */
const records = new Set(['chargeToId', 'objectId', 'id', 'mergeTicketIds.0']);

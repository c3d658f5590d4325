import type { Sentence } from '../sentence.js';
import { carriesNothing } from '../words.js';
import { kindOf } from '../../conditions/shape.js';
import { commonStatus } from './change.js';
import type { ClauseWorld } from './clause.js';
import { nothingFound, type PieceValues } from './pieces.js';
import { takeChanges } from './set.js';

/** What is asked of a field and is none of its values: the company name, the contact phone number. */
const asked =
  /^(?:name|names|id|ids|identifier|number|email|mail|phone|history|level|levels|info|information|details?|location|address|type|kind|date|dates|time|times|list|count|total|value|values|notes?|current|new)$/i;

/** What is said of a value that it had, and is no name: status changed to closed when. */
const told = /\b(?:when|who|how|why|where|what|which|changed|was|were|been|since|before|after)\b/i;

const level = /^(?:priority \d|p\d|\d|urgent|critical|high|medium|low|none|nobody)$/i;

/**
 * Takes the fields with their values that follow a record; undefined where they may as well be what is asked of it. Behind
 * a colon they are given, else only a value that nobody would ask with is one.
 */
export function takeToldFields(
  sentence: Sentence,
  world: ClauseWorld,
  isMarked: boolean,
): PieceValues | undefined {
  const { words } = world;
  if (
    !new RegExp(String.raw`^[\0\s]*(?:(?:the|and)\s+)*${words.pattern}`, 'iu').test(sentence.rest)
  )
    return undefined;
  // Ticket 5 assigned to jdoe: what has become of it already.
  if (!isMarked && /^[\0\s]*(?:(?:the|and)\s+)*\p{L}+ed\s/iu.test(sentence.rest)) return undefined;
  const link = String.raw`${words.pattern}\s*(?:\s(?:to|should be|must be)\s|=|->|→)`;
  const isLinked = new RegExp(link, 'iu').test(
    sentence.rest.replace(/\b(?:assigned|owned) to\b/gi, ''),
  );
  const found = nothingFound();
  takeChanges(sentence, world, found);
  if (found.settings.length + found.unset.length === 0) return undefined;
  if (found.settings.some(({ path, value }) => isAsked(path, value))) return undefined;
  const isSure = isMarked || isLinked;
  const isPlain = found.settings.every(({ path, value }) => isPlainValue(path, value));
  if (!isSure)
    found.doubts.push({
      why: 'no verb says that it is to be changed',
      weight: isPlain ? 0.7 : 0.4,
    });
  return found;

  function isAsked(path: string, value: string): boolean {
    const field = words.named(path);
    if (field === undefined) return false;
    if (kindOf(field) !== 'text' && told.test(value)) return true;
    const parts = value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const isOther = (part: string) => words.find(part).length > 0 || asked.test(part);
    const carries = parts.filter((part) => !carriesNothing(part));
    return kindOf(field) === 'text' || value.includes(' ')
      ? carries.every(isOther)
      : carries.some(isOther);
  }

  function isPlainValue(path: string, value: string): boolean {
    const field = words.named(path);
    if (field === undefined) return false;
    const kind = kindOf(field);
    if (kind === 'reference') return level.test(value) || commonStatus.test(value);
    return kind !== 'text' && kind !== 'any';
  }
}

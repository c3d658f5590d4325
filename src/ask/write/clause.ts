import type { Endpoint } from '../../catalog/model.js';
import type { Lore } from '../phrases.js';
import type { Sentence } from '../sentence.js';
import type { World } from '../world.js';
import { kindOf } from '../../conditions/shape.js';
import { fieldWords, type FieldWords } from './fields.js';
import { outsideQuotes } from './free-text.js';
import { communication, contactName } from './contact.js';
import { readWhen } from './clock-time.js';
import { switched } from './switched.js';
import { readValue, unquoted, valueOf, type Value } from './value.js';
import { assigned, forCompany } from './whose.js';

/** What pieces of a sentence about one record are read with. */
export interface ClauseWorld {
  words: FieldWords;
  lore: Lore;
  today: string;
  /** The field that tells what the record is called. */
  title: string | undefined;
  /** The record is made: what it keeps in lists may be given. */
  isNew?: boolean;
  /** Whom `for X` names, where it is no company. */
  beneficiary?: 'member' | 'nobody';
}

/** What the body that an endpoint takes is filled with, for records that are spoken of as `lore` has it. */
export function clauseWorld(
  endpoint: Endpoint,
  lore: Lore,
  { text }: Sentence,
  world: World,
): ClauseWorld {
  const words = fieldWords(world.catalog, endpoint, { lore, text });
  return { words, lore, today: world.today(), title: undefined };
}

const prepositions = String.raw`(?:(?:and|with|plus|also|on|in|into|to|of|at|as|using|for|by|from|under|its|has|having|set|the|an?|whose|where|have|give it|make it|move it|put it|should be)\s+)*`;

/** How urgent something is, in words that are said of nothing else. */
const levels = String.raw`p\d|prio\s?\d|urgent|emergency|critical|high|medium|low`;

const assignment = String.raw`\s*(?:(?:(?:should be|set to|will be|is|to|of|as)\s+|[:=]\s*)+|\s)(?:the\s+)?`;

/** One piece of a sentence as the fields that it sets; undefined where it says nothing clear. */
export function readClause(text: string, world: ClauseWorld, isFirst = false): Value | undefined {
  const piece = bare(text);
  if (piece === '') return undefined;
  return (
    readStrictly(piece, world) ??
    introduced(piece, world) ??
    readDated(piece, world) ??
    switched(piece, world) ??
    forCompany(piece, world) ??
    (isFirst ? titled(piece, world) : undefined)
  );
}

export function bare(text: string): string {
  return text
    .trim()
    .replace(/^(?:[,;:.]|[-–—](?=\s))\s*/, '')
    .replace(/(?:[,;.?!]+|\s[-–—])$/, '')
    .trim();
}

/** The same for a piece that names its field: what stands behind a text is part of it otherwise. */
export function readStrictly(text: string, world: ClauseWorld): Value | undefined {
  const piece = bare(text);
  if (piece === '') return undefined;
  return (
    (world.isNew === true ? communication(piece, world.words) : undefined) ??
    fieldFirst(piece, world) ??
    valueFirst(piece, world) ??
    assigned(piece, world) ??
    level(piece, world)
  );
}

/** `board Help Desk`, `priority: high`, `due Friday`, `assigned to jdoe`. */
function fieldFirst(piece: string, world: ClauseWorld): Value | undefined {
  const lead = new RegExp(`^${prepositions}`, 'iu').exec(piece)?.[0].length ?? 0;
  const match = new RegExp(
    `^(${world.words.pattern})(?:[./](?:identifier|name|id)(?=[:=]))?(${assignment})(.+)$`,
    'isu',
  ).exec(piece.slice(lead));
  if (match === null) return undefined;
  const [, phrase = '', link = '', value = ''] = match;
  const quoted = /^["'“‘]/.test(value);
  if (link.includes('=') && holdsAnother(value)) return undefined;
  for (const field of world.words.find(phrase)) {
    const read = readValue(field, value, world);
    if (read !== undefined && (quoted || !tooLong(read, value))) return read;
  }
  return undefined;
}

/** In `summary="door stuck" colour=red` stand two fields, of which the record may not have the second. */
export function holdsAnother(value: string): boolean {
  return /(?:^|\s)\p{L}[\w./]*=/u.test(outsideQuotes(value));
}

function tooLong({ settings }: Value, value: string): boolean {
  return settings.some(({ named }) => named !== undefined) && value.split(/\s+/).length > 6;
}

/** `p2`, `critical`: what nothing but a priority is called. */
function level(piece: string, world: ClauseWorld): Value | undefined {
  const [, name] = new RegExp(`^(?:an?\\s+)?(${levels})$`, 'i').exec(piece) ?? [];
  return name === undefined ? undefined : readValue(world.words.named('priority'), name, world);
}

/** `on the Help Desk board`, `high priority`, `in New status`. */
function valueFirst(piece: string, world: ClauseWorld): Value | undefined {
  const lead = new RegExp(`^${prepositions}`, 'iu').exec(piece)?.[0].length ?? 0;
  const match = new RegExp(`^(.+?)[\\s-]+(${world.words.pattern})$`, 'isu').exec(piece.slice(lead));
  if (match === null) return undefined;
  const [value, phrase] = withWholeName(match[1] ?? '', match[2] ?? '');
  for (const field of world.words.find(phrase)) {
    const kind = kindOf(field);
    if ((kind !== 'reference' && kind !== 'enum') || field.schema === 'CompanyReference') continue;
    const read = readValue(field, value, world);
    if (read !== undefined && value.split(/\s+/).length <= 4) return read;
  }
  return undefined;
}

/** The Field Service board: a capital behind a capital is of the name. */
function withWholeName(value: string, phrase: string): [string, string] {
  const [, more = '', last] = /^((?:\p{Lu}\S*\s+)+)(\S+)$/u.exec(phrase) ?? [];
  const isName = last !== undefined && /(?:^|\s)\p{Lu}\S*$/u.test(value);
  return isName ? [`${value} ${more.trim()}`, last] : [value, phrase];
}

const dateFields = ['dateStart', 'date', 'poDate', 'startDate', 'estimatedStart'];

/** `on Friday`, `tomorrow at 3pm`, `from 2pm`, `until Friday`: when it is, where the record has such a date. */
export function readDated(piece: string, { words, today }: ClauseWorld): Value | undefined {
  const [, lead = '', when = ''] =
    /^((?:(?:and|on|at|for|from|starting|until|through|till|by)\s+)*)(.+)$/i.exec(piece) ?? [];
  const value = readWhen(when, today, 'future');
  if (value === undefined) return undefined;
  const isEnd = /\b(?:until|through|till)\b/i.test(lead);
  const isDue = /\bby\b/i.test(lead);
  const field = isDue
    ? words.find('due')[0]
    : isEnd
      ? words.find('end')[0]
      : dateFields.map((name) => words.named(name)).find((one) => one !== undefined);
  if (field === undefined) return undefined;
  return valueOf({ path: field.name, value });
}

/** `called Night Shift`, `about the printer`. */
function introduced(piece: string, world: ClauseWorld): Value | undefined {
  const [, text] =
    /^(?:(?:and|with|for)\s+)?(?:about|regarding|concerning|called|named|titled|entitled)\s+(.+)$/is.exec(
      piece,
    ) ?? [];
  return text === undefined ? undefined : titleSettings(unquoted(text), world);
}

/** What stands right behind the noun is what the record is called. */
function titled(piece: string, { title, words }: ClauseWorld): Value | undefined {
  if (title === undefined || /^(?:for|on|in|at|to|with|by|from|of|as|and)\b/i.test(piece))
    return undefined;
  if (piece.split(/\s+/).length > 12 || holdsAnother(piece)) return undefined;
  return titleSettings(unquoted(piece), { title, words });
}

/** A title as the fields that hold it: of a person two. */
export function titleSettings(
  text: string,
  { title, words }: Pick<ClauseWorld, 'title' | 'words'>,
): Value | undefined {
  if (title === undefined) return undefined;
  if (title === 'firstName') return contactName(text, words);
  return valueOf({ path: title, value: text });
}

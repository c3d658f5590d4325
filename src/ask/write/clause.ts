import type { Setting } from '../draft.js';
import type { Lore } from '../phrases.js';
import type { Field } from '../../catalog/model.js';
import { kindOf } from '../../conditions/shape.js';
import type { FieldWords } from './fields.js';
import { outsideQuotes } from './free-text.js';
import { communication, contactName } from './contact.js';
import { readWhen } from './clock-time.js';
import { readValue, unquoted, type Value } from './value.js';

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

const prepositions = String.raw`(?:(?:and|with|plus|also|on|in|into|to|of|at|as|using|for|by|from|under|its|has|having|set|the|an?|whose|where|have|give it|make it|should be)\s+)*`;

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
    .replace(/^[,;:.]\s*/, '')
    .replace(/[,;.?!]+$/, '')
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
function fieldFirst(piece: string, { words, today }: ClauseWorld): Value | undefined {
  const lead = new RegExp(`^${prepositions}`, 'iu').exec(piece)?.[0].length ?? 0;
  const match = new RegExp(
    `^(${words.pattern})(?:[./](?:identifier|name|id)(?=[:=]))?(${assignment})(.+)$`,
    'isu',
  ).exec(piece.slice(lead));
  if (match === null) return undefined;
  const [, phrase = '', link = '', value = ''] = match;
  const quoted = /^["'“‘]/.test(value);
  if (link.includes('=') && holdsAnother(value)) return undefined;
  for (const field of words.find(phrase)) {
    const read = readValue(field, value, { today, membersOf: words.membersOf });
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
function level(piece: string, { words, today }: ClauseWorld): Value | undefined {
  const field = words.named('priority');
  if (field === undefined || !new RegExp(`^(?:an?\\s+)?(?:${levels})$`, 'i').test(piece))
    return undefined;
  const name = piece.replace(/^an?\s+/i, '');
  return readValue(field, name, { today, membersOf: words.membersOf });
}

/** `on the Help Desk board`, `high priority`, `in New status`. */
function valueFirst(piece: string, { words, today }: ClauseWorld): Value | undefined {
  const lead = new RegExp(`^${prepositions}`, 'iu').exec(piece)?.[0].length ?? 0;
  const match = new RegExp(`^(.+?)[\\s-]+(${words.pattern})$`, 'isu').exec(piece.slice(lead));
  if (match === null) return undefined;
  const [value, phrase] = withWholeName(match[1] ?? '', match[2] ?? '');
  for (const field of words.find(phrase)) {
    const kind = kindOf(field);
    if ((kind !== 'reference' && kind !== 'enum') || field.schema === 'CompanyReference') continue;
    const read = readValue(field, value, { today, membersOf: words.membersOf });
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

/** `assign it to jdoe`, `for me`. */
function assigned(piece: string, world: ClauseWorld): Value | undefined {
  const [, name] =
    /^(?:and\s+)?(?:(?:assign|give|assigned|owned|handled|given)(?: it| this)? (?:to|by)|assigned(?=\s[\w.]+$)|for)\s+(.+)$/i.exec(
      piece,
    ) ?? [];
  if (name === undefined) return undefined;
  if (/^(?:and\s+)?for/i.test(piece) && !/^(?:me|myself)$/i.test(name)) return undefined;
  const field = memberField(world);
  const { words, today } = world;
  return field === undefined
    ? undefined
    : readValue(field, name, { today, membersOf: words.membersOf });
}

/** The field with whom a record is when it is assigned. */
export function memberField({ words, lore }: Pick<ClauseWorld, 'words' | 'lore'>) {
  const said = words.named(lore.who['assigned to']?.split('/')[0] ?? '');
  const isMember = said?.schema === 'MemberReference';
  return isMember ? said : words.find('assigned to')[0];
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
  return { settings: [{ path: field.name, value }], as: `${field.name} = ${value}` };
}

/** `no charge`, `billable`, `inactive`: the one switch or listed value that is called so. */
export function switched(piece: string, { words, today }: ClauseWorld): Value | undefined {
  const word = piece.replace(/^(?:(?:and|as|is|it|make|mark|set|to|the|an?)\s+)+/i, '');
  const [negated, bare] = [
    /^(?:not|non)[\s-]+/i.test(word),
    word.replace(/^(?:not|non)[\s-]+/i, ''),
  ];
  const flags = words.fields.filter(
    ({ type, name }) =>
      type === 'boolean' && name.replace(/Flag$/, '').toLowerCase() === compact(bare),
  );
  const opposite = words.fields.filter(
    ({ type, name }) =>
      type === 'boolean' &&
      name.replace(/Flag$/, '').toLowerCase() === opposites.get(compact(bare)),
  );
  const [flag] = flags.length > 0 ? flags : opposite;
  if (flag !== undefined) {
    const value = String(negated === (flags.length === 0));
    return { settings: [{ path: flag.name, value }], as: `${flag.name} = ${value}` };
  }
  const listed = words.fields.filter((field) => kindOf(field) === 'enum');
  const values = listed.flatMap((field) => {
    const read = readValue(field, word, { today, membersOf: words.membersOf });
    return read === undefined ? [] : [read];
  });
  return values.length === 1 ? values[0] : undefined;
}

const opposites = new Map([
  ['active', 'inactive'],
  ['inactive', 'active'],
]);

function compact(text: string): string {
  return text.toLowerCase().replaceAll(/[\s-]/g, '');
}

/** `for Acme`, `at Contoso`. */
function forCompany(piece: string, world: ClauseWorld): Value | undefined {
  const { words, beneficiary } = world;
  if (beneficiary === 'nobody') return undefined;
  if (beneficiary === 'member') return forMember(piece, words.named('member'), world);
  const doer = memberField(world);
  // What cannot be without somebody is for him, where the name is no other's.
  const whose = doer?.required === true ? forMember(piece, doer, world) : undefined;
  if (whose !== undefined) return whose;
  const [, name] =
    /^(?:and\s+)?(?:for|at|from|to|with|under)\s+(?:the\s+)?(?:(?:company|client|customer|account)\s+)?(.+)$/i.exec(
      piece,
    ) ?? [];
  if (name === undefined || /^(?:#?\d|me\b|us\b|it\b|them\b|\$)/i.test(name)) return undefined;
  return companyNamed(name, world);
}

/** A company as the one that a record belongs to, where it belongs to any. */
export function companyNamed(name: string, { words, lore, today }: ClauseWorld): Value | undefined {
  const field =
    words.named(lore.company ?? '') ?? words.named('company') ?? words.named('vendorCompany');
  if (field === undefined || readWhen(name, today, 'future') !== undefined) return undefined;
  return readValue(field, name.replace(/\s+(?:company|client|customer|account)$/i, ''), {
    today,
    membersOf: words.membersOf,
  });
}

/** `for jdoe`: an identifier, which has no blank and no capital. */
function forMember(
  piece: string,
  field: Field | undefined,
  { words, today }: ClauseWorld,
): Value | undefined {
  const [, name] =
    /^(?:and\s+)?for\s+(?:(?:member|technician|tech|engineer)\s+(?=\S))?([a-z][a-z.\d]+)$/.exec(
      piece,
    ) ?? [];
  if (name === undefined || field === undefined) return undefined;
  return readValue(field, name, { today, membersOf: words.membersOf });
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
  const settings: Setting[] = [{ path: title, value: text }];
  return { settings, as: `${title} = ${text}` };
}

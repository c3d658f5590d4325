import type { Sentence } from '../sentence.js';
import {
  holdsAnother,
  readDated,
  readStrictly,
  titleSettings,
  type ClauseWorld,
} from './clause.js';
import { findQuoted, findText, withoutQuotes, type FreeText } from './free-text.js';
import { addValue, type PieceValues } from './pieces.js';
import type { FieldWords } from './fields.js';
import type { Value } from './value.js';

const titles = [
  'summary',
  'name',
  'firstName',
  'text',
  'description',
  'notes',
  'title',
  'identifier',
];

/** The field that tells what a record is called. */
export function titleOf(words: FieldWords): string | undefined {
  // A task is what is to be done, which its notes say.
  if (words.named('ticketId') !== undefined && words.named('closedFlag') !== undefined)
    return 'notes';
  return titles.find((name) => words.named(name)?.type === 'string');
}

/**
 * Takes the text behind a colon or in quotes as what the record is called, to the letter; settings may follow it behind
 * commas: printer down, board Help Desk, priority high.
 */
export function takeTitle(sentence: Sentence, world: ClauseWorld, found: PieceValues): void {
  const namesField = (before: string) =>
    new RegExp(
      `(?:^|[,;.\\0]|\\b(?:and|with))\\s*(?:(?:the|its|an?)\\s+)?${world.words.pattern}\\s*$`,
      'iu',
    ).test(before);
  const text = findText(sentence.rest, namesField);
  if (text !== undefined) {
    takeWithSettings(sentence, text, world, found);
    return;
  }
  const quoted = findQuoted(sentence.rest);
  if (quoted === undefined) return;
  const lead = sentence.rest.slice(0, quoted.from);
  const [words = '', phrase = ''] = fieldBefore(lead, world.words) ?? [];
  const isTitle =
    new RegExp(`^(?:${introducing})$`, 'i').test(phrase) ||
    world.words.find(phrase).some(({ name }) => name === world.title);
  if (phrase !== '' && !isTitle) return;
  if (/\b(?:for|at|on|in|to|by|from|with)\s*$/i.test(lead.slice(0, lead.length - words.length)))
    return;
  const value = titleSettings(quoted.text, world);
  if (value !== undefined && addValue(value, found))
    sentence.takeAt(quoted.from - words.length, quoted.to, value.as);
}

/** Takes the one piece that nothing else was made of as what the record is called: at Acme, cannot print, p2. */
export function takeLooseTitle(sentence: Sentence, world: ClauseWorld, found: PieceValues): void {
  const { title } = world;
  const names = title === 'firstName' ? ['firstName'] : [title ?? ''];
  if (title === undefined || found.settings.some(({ path }) => names.includes(path))) return;
  const pieces = [...sentence.rest.matchAll(/[^\0,;]*[\p{L}\p{N}][^\0,;]*/gu)];
  const [piece] = pieces;
  if (piece === undefined || pieces.length > 1) return;
  const lead = /^\s*(?:(?:and|because|since|as|that)\s+)?/i.exec(piece[0])?.[0].length ?? 0;
  const text = piece[0].slice(lead).trim();
  if (
    text.split(/\s+/).length < 2 ||
    holdsAnother(text) ||
    /^(?:for|on|in|at|to|with|by|from|of|as)\b/i.test(text)
  )
    return;
  const value = titleSettings(text, world);
  if (value === undefined || !addValue(value, found)) return;
  sentence.takeAt(piece.index, piece.index + piece[0].length, value.as);
  found.doubts.push({ why: `"${text}" is taken for the ${title}`, weight: 0.8 });
}

/** What introduces a text that is the title, whatever that is called. */
const introducing =
  'called|named|titled|entitled|saying|stating|reading|(?:that|which) (?:says|reads|states)|about|text|message|wording';

/** The field that a text in quotes is for, where it is named before: the summary should be "…". */
function fieldBefore(lead: string, words: FieldWords): RegExpExecArray | null {
  return new RegExp(
    String.raw`(?:\b(?:with|and|using|the|its|an?|whose|where)\s+)*(${introducing}|${words.pattern})\s*(?:(?:should be|should read|will be|set to|is|as|of)(?=\s)|[:=])?\s*$`,
    'iu',
  ).exec(lead);
}

function takeWithSettings(
  sentence: Sentence,
  { from, start, to }: FreeText,
  world: ClauseWorld,
  found: PieceValues,
): void {
  let end = to;
  for (;;) {
    const comma = lastComma(sentence.rest.slice(start, end));
    const piece = sentence.rest.slice(start + Math.max(comma + 1, 0), end);
    const value = comma === -1 ? undefined : readTrailing(piece, world);
    if (value === undefined || !addValue(value, found)) break;
    sentence.takeAt(start + comma, end, value.as);
    end = start + comma;
  }
  const text = withoutQuotes(sentence.rest.slice(start, end).trim());
  // Nothing but fields may follow the colon: "company Acme, summary printer down".
  const only = found.settings.length > 0 ? readStrictly(withoutStop(text), world) : undefined;
  const isNamed = found.settings.some(({ path }) => path === world.title);
  const value = isNamed ? only : (namedTitle(text, world, found) ?? titleSettings(text, world));
  if (value === undefined || !addValue(value, found)) return;
  sentence.takeAt(from, end, value.as);
  const held = text
    .split(/[,;]\s/)
    .slice(1)
    .filter((piece) => readStrictly(piece, world) !== undefined);
  if (held.length > 0)
    found.doubts.push({
      why: `"${held.join(', ')}" may be part of the text or fields`,
      weight: 0.45,
    });
}

/**
 * Fields that begin with what the record is called: `first name Lena, last name Fischer`, `summary door stuck, priority
 * high`. Where no other field follows, it may be a text that begins so: summary report is empty.
 */
function namedTitle(text: string, world: ClauseWorld, found: PieceValues): Value | undefined {
  const value = readStrictly(withoutStop(text), world);
  const isPerson = world.title === 'firstName';
  if (value === undefined || (!isPerson && value.settings[0]?.path !== world.title))
    return undefined;
  if (isPerson) return value;
  const weight = found.settings.length > 0 ? 0.8 : 0.45;
  return { ...value, doubt: { why: `"${text}" is taken for a field with its value`, weight } };
}

/** What may stand behind a title: a field with its value, or when it is. */
function readTrailing(piece: string, world: ClauseWorld): Value | undefined {
  const bare = withoutStop(piece);
  return readStrictly(bare, world) ?? readDated(bare, world);
}

function withoutStop(text: string): string {
  return text.trim().replace(/[.]$/, '');
}

/** The last comma outside quotes; -1 for none. */
function lastComma(text: string): number {
  const bare = text.replaceAll(/"[^"]*"|“[^”]*”/g, (quoted) => '_'.repeat(quoted.length));
  return Math.max(bare.lastIndexOf(', '), bare.lastIndexOf('; '));
}

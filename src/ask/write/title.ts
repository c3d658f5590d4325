import type { Sentence } from '../sentence.js';
import { holdsAnother, titleSettings, type ClauseWorld } from './clause.js';
import type { FieldWords } from './fields.js';
import { isDashOfName } from './dashed-name.js';
import { allQuoted, findQuoted, findText, type FreeText } from './free-text.js';
import { addValue, type PieceValues } from './pieces.js';
import { takeWithSettings } from './title-list.js';

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
  const text = findText(
    sentence.rest,
    (before, behind) => namesField(before) || isDashOfName(before, behind, world),
  );
  const given = text === undefined ? undefined : givenBefore(sentence.rest, text, world);
  if (text !== undefined && given === undefined) {
    takeWithSettings(sentence, text, world, found);
    return;
  }
  const quoted = given ?? findQuoted(sentence.rest);
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

/** A text in quotes behind its field says what the record is called, whatever follows a dash: summary "Disk full". */
function givenBefore(rest: string, text: FreeText, world: ClauseWorld): FreeText | undefined {
  const isDash = /^\s*[-–—]/.test(rest.slice(text.from));
  return allQuoted(rest).find(({ from }) => {
    const phrase = fieldBefore(rest.slice(0, from), world.words)?.[1] ?? '';
    const isTitle = world.words.find(phrase).some(({ name }) => name === world.title);
    return isTitle && (isDash || from < text.from);
  });
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

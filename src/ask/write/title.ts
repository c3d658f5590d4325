import type { Sentence } from '../sentence.js';
import { readStrictly, titleSettings, type ClauseWorld } from './clause.js';
import { findQuoted, findText, withoutQuotes, type FreeText } from './free-text.js';
import { addValue, type PieceValues } from './pieces.js';
import type { FieldWords } from './fields.js';

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
    new RegExp(`${world.words.pattern}\\s*$`, 'iu').test(before) ||
    (/[,;][^,;]*$/.test(before) && /:$/.test(before));
  const text = findText(sentence.rest, namesField);
  if (text !== undefined) {
    takeWithSettings(sentence, text, world, found);
    return;
  }
  const quoted = findQuoted(sentence.rest);
  const lead = quoted === undefined ? '' : sentence.rest.slice(0, quoted.from);
  if (
    quoted === undefined ||
    namesField(lead) ||
    /\b(?:for|at|on|in|to|by|from|with)\s*$/i.test(lead)
  )
    return;
  const value = titleSettings(quoted.text, world);
  if (value !== undefined && addValue(value, found))
    sentence.takeAt(quoted.from, quoted.to, value.as);
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
    const value = comma === -1 ? undefined : readStrictly(withoutStop(piece), world);
    if (value === undefined || !addValue(value, found)) break;
    sentence.takeAt(start + comma, end, value.as);
    end = start + comma;
  }
  const text = withoutQuotes(sentence.rest.slice(start, end).trim());
  // Nothing but fields may follow the colon: "company Acme, summary printer down".
  const only = found.settings.length > 0 ? readStrictly(withoutStop(text), world) : undefined;
  const isNamed = found.settings.some(({ path }) => path === world.title);
  const value = isNamed ? only : titleSettings(text, world);
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

function withoutStop(text: string): string {
  return text.trim().replace(/[.]$/, '');
}

/** The last comma outside quotes; -1 for none. */
function lastComma(text: string): number {
  const bare = text.replaceAll(/"[^"]*"|“[^”]*”/g, (quoted) => '_'.repeat(quoted.length));
  return Math.max(bare.lastIndexOf(', '), bare.lastIndexOf('; '));
}

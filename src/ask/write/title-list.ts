import type { Sentence } from '../sentence.js';
import { readDated, readStrictly, titleSettings, type ClauseWorld } from './clause.js';
import { withoutQuotes, type FreeText } from './free-text.js';
import { addValue, type PieceValues } from './pieces.js';
import type { Value } from './value.js';

/** Takes what a record is called with the fields that follow it behind commas: printer down, board Help Desk. */
export function takeWithSettings(
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

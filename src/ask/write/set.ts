import type { Sentence } from '../sentence.js';
import { readStrictly, type ClauseWorld } from './clause.js';
import { addValue, takePieces, type PieceValues } from './pieces.js';
import { readValue } from './value.js';

/**
 * Takes the fields of a change with their values: `priority to high and status to In Progress`. A value goes on until
 * the next field that one is given for.
 */
function takeSettings(sentence: Sentence, world: ClauseWorld, found: PieceValues): void {
  const { words } = world;
  const { rest } = sentence;
  const head = new RegExp(
    String.raw`(?<=^|[\0\s,;])(?:(?:and|with|then|also|set|change|update|the|its|their|to have|so that|please|in|on|of)\s+)*(?<phrase>${words.pattern})(?:\s+(?:field|date|value))?(?<link>[\s\0]*(?:(?:of|on|for|in)?\s*\0[\s\0]*)?\s*(?:(?:should be|will be|set to|to be|from\s+[^\s\0,;]+(?:\s[^\s\0,;]+){0,3}?\s+to|to|as|is|into|until|till|through|with)(?=\s)|=|:|->|→)\s*|\s*(?==))`,
    'giu',
  );
  const heads = [...rest.matchAll(head)].filter(({ index }) => !inQuotes(rest, index));
  for (const [place, match] of heads.entries()) {
    const start = match.index + match[0].length;
    const stop = heads[place + 1]?.index ?? rest.length;
    const masked = rest.slice(start, stop).search(/\0/);
    const raw = rest.slice(start, masked === -1 ? stop : start + masked);
    const phrase = match.groups?.['phrase'] ?? '';
    for (const field of words.find(phrase)) {
      const values = endsOf(raw).map((text) => ({
        text,
        value: readValue(field, text, world),
      }));
      const { text = '', value } = values.find((one) => one.value !== undefined) ?? {};
      if (value === undefined || !addValue(value, found)) continue;
      takeAround(sentence, match.index, start, '');
      sentence.takeAt(start, start + text.length, value.as);
      break;
    }
  }
}

/** Where a value may end, the farthest first: at the next order in any case, and before what is no part of it. */
function endsOf(raw: string): string[] {
  const order =
    /[\s,;]+(?:and|then)\s+(?:(?:then|also|please)\s+)*(?:assign|set|make|give|move|close|change|mark|update|put|reassign)\s.*$/is;
  const text = inQuotes(raw, raw.search(order)) ? raw : raw.replace(order, '');
  const bare = (one: string) => one.replace(/(?:[\s,;]|\s(?:and|then|on|of|for|in|with))+$/i, '');
  const cuts = [...text.matchAll(/\s+and\s|,\s/gi)].map(({ index }) => text.slice(0, index));
  return [text, ...cuts.toReversed()].map(bare);
}

/** Everything that a change says of fields. */
export function takeChanges(sentence: Sentence, world: ClauseWorld, found: PieceValues): void {
  takeSettings(sentence, world, found);
  takePieces(sentence, world, found, { read: readStrictly });
}

/** Takes what was not taken yet of a stretch. */
function takeAround(sentence: Sentence, from: number, to: number, as: string): void {
  for (const { index, 0: text } of sentence.rest.slice(from, to).matchAll(/[^\0]+/g))
    if (text.trim() !== '') sentence.takeAt(from + index, from + index + text.length, as);
}

function inQuotes(text: string, index: number): boolean {
  const quotes = text.matchAll(/"[^"]*"|“[^”]*”|(?<=\s)'[^']*'(?!\p{L})/gu);
  return [...quotes].some((one) => one.index < index && index < one.index + one[0].length);
}

import type { Sentence } from '../sentence.js';
import type { ClauseWorld } from './clause.js';
import { addedAs, type PieceValues } from './pieces.js';
import { valueOf } from './value.js';

/** As identifiers are written: one word without small letters. */
const written = /^(?=.*\p{Lu})[\p{Lu}\d][\p{Lu}\d_.-]+$/u;

const named = String.raw`(?:,\s*)?(?:(?:and|with|which is|that is|the)\s+)*(?:named|called|titled|name)\b|["“'‘]|:\s|[-–—]\s`;

/** `company ACME named "Acme Manufacturing"`, `company "Acme Manufacturing" (ACME)`: what has a name besides its identifier. */
export function takeIdentifier(
  sentence: Sentence,
  { words }: ClauseWorld,
  found: PieceValues,
): void {
  if (words.named('identifier')?.type !== 'string' || words.named('name')?.type !== 'string')
    return;
  const before = String.raw`(?<=\0\s+)(?<id>[^\s\0,;:"']+)(?=\s*(?:${named}))`;
  const inBrackets = String.raw`(?<=["”'’\p{L}]\s*)\((?<id>[^\s\0()]+)\)`;
  for (const pattern of [before, inBrackets])
    sentence.takeAs(new RegExp(pattern), ({ groups = {} }) => {
      const { id = '' } = groups;
      const value = valueOf({ path: 'identifier', value: id });
      return written.test(id) ? addedAs(value, found) : undefined;
    });
}

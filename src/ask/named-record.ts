import type { RecordShape } from '../conditions/shape.js';
import type { Head } from './heads.js';
import { nameBefore, nameBehind, type Name } from './owner-name.js';
import type { Sentence } from './sentence.js';

/**
 * The name of the one record that a sentence is about, which stands in its path in place of an id: `board Help Desk`,
 * `the Acme company`, `member jdoe`.
 */
export function namedRecord(
  { mention, part, isAside }: Head,
  path: string,
  { fields }: RecordShape,
  { rest }: Sentence,
): Name | undefined {
  if (mention.isMany || mention.isVague || isAside || path.includes('{')) return undefined;
  const has = (field: string) => fields.some(({ name }) => name === field);
  if (!has('name') && !has('identifier')) return undefined;
  const behind = nameBehind(part, mention, rest);
  // Where records belong to a company, a name before their noun is its own: the Acme agreement.
  const name = behind ?? (has('company') ? undefined : nameBefore(part, mention, rest));
  // An identifier is one word.
  return name !== undefined && !has('name') && /\s/.test(name.text) ? undefined : name;
}

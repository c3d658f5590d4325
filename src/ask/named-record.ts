import type { RecordShape } from '../conditions/shape.js';
import { contains, equals } from './clause.js';
import type { Filter } from './draft.js';
import type { Head } from './heads.js';
import { nameBefore, nameBehind, type Name } from './owner-name.js';
import { nameInPath } from './relate.js';
import type { Sentence } from './sentence.js';

/** The one record that a name beside its noun means. */
export interface NamedRecord {
  name: Name;
  /** The name in place of the id, where a name tells one record. */
  id: string | undefined;
  filters: Filter[];
}

/** The record that a sentence is about by its name: `board Help Desk`, `the Acme company`, `member jdoe`. */
export function namedRecord(
  { mention, part, isAside }: Head,
  path: string,
  { fields }: RecordShape,
  { rest }: Sentence,
): NamedRecord | undefined {
  if (mention.isMany || mention.isVague || isAside || path.includes('{')) return undefined;
  const has = (field: string) => fields.some(({ name }) => name === field);
  const isPerson = has('firstName') && has('lastName');
  if (!has('name') && !has('identifier') && !isPerson) return undefined;
  const behind = nameBehind(part, mention, rest);
  // Where records belong to a company, a name before their noun is its own: the Acme agreement.
  const name = behind ?? (has('company') ? undefined : nameBefore(part, mention, rest));
  if (name === undefined) return undefined;
  const [first = '', ...last] = name.text.split(/\s+/);
  if (isPerson && last.length > 0) {
    const clauses = [equals('firstName', first), equals('lastName', last.join(' '))];
    return { name, id: undefined, filters: clauses.map((where) => ({ where })) };
  }
  if (!has('name') && !has('identifier')) return undefined;
  // Names of what belongs to a company are long, and said in part.
  if (has('company') && has('name'))
    return { name, id: undefined, filters: [{ where: contains('name', name.text) }] };
  return { name, id: nameInPath(name.text), filters: [] };
}

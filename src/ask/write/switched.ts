import type { Field } from '../../catalog/model.js';
import { kindOf } from '../../conditions/shape.js';
import type { ClauseWorld } from './clause.js';
import { readValue, valueOf, type Value } from './value.js';

/** `no charge`, `billable`, `inactive`: the one switch or listed value that is called so. */
export function switched(piece: string, world: ClauseWorld): Value | undefined {
  const { fields } = world.words;
  const word = piece.replace(/^(?:(?:and|as|is|it|make|mark|set|to|the|an?)\s+)+/i, '');
  const name = compact(word.replace(negation, ''));
  const isSet = !negation.test(word);
  const flag = flagCalled(name, fields);
  if (flag !== undefined) return valueOf({ path: flag.name, value: String(isSet) });
  const other = flagCalled(opposites.get(name), fields);
  if (other !== undefined) return valueOf({ path: other.name, value: String(!isSet) });
  const values = fields.flatMap((field) =>
    kindOf(field) === 'enum' ? (readValue(field, word, world) ?? []) : [],
  );
  return values.length === 1 ? values[0] : undefined;
}

const negation = /^(?:not|non)[\s-]+/i;

const opposites = new Map([
  ['active', 'inactive'],
  ['inactive', 'active'],
]);

function flagCalled(word: string | undefined, fields: readonly Field[]): Field | undefined {
  return fields.find(
    ({ type, name }) => type === 'boolean' && compact(name.replace(/Flag$/, '')) === word,
  );
}

function compact(text: string): string {
  return text.toLowerCase().replaceAll(/[\s-]/g, '');
}

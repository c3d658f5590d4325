import type { Catalog } from '../catalog/catalog.js';
import { splitCase } from '../catalog/words.js';
import { isOneOf } from './clause.js';
import { quoteText } from '../conditions/quote.js';
import type { RecordShape } from '../conditions/shape.js';
import type { Filter } from './draft.js';
import type { Mention } from './mentions.js';

/** Which records of a list the numbers beside its noun mean. */
export interface Records {
  id: string | undefined;
  filters: Filter[];
  /** Where a number may be one of several things. */
  conditions: string | undefined;
}

/**
 * Most records go by their id. Some have a number of their own besides, which is what people say: an invoice 20001 is
 * looked for under both, and the one that there is will be found.
 */
export function recordsBy(
  { ids, idWord, codes }: Mention,
  path: string,
  shape: RecordShape,
  catalog: Catalog,
): Records {
  const none: Records = { id: undefined, filters: [], conditions: undefined };
  const number = numberField(shape);
  if (codes.length > 0)
    return number === undefined ? none : { ...none, filters: [{ where: isOneOf(number, codes) }] };
  const [first] = ids;
  if (first === undefined) return none;
  if (number !== undefined && idWord !== 'id') {
    const texts = ids.flatMap((id) => [id, ...prefixed(id, number)]).map(quoteText);
    if (idWord === 'number' && texts.length === 1)
      return { ...none, filters: [{ where: `${number} = ${texts.join(',')}` }] };
    const either = [`${number} in (${texts.join(',')})`];
    if (idWord === '') either.push(`id in (${ids.join(',')})`);
    return { ...none, conditions: `(${either.join(' or ')})` };
  }
  if (ids.length === 1 && hasOneById(catalog, path)) return { ...none, id: first };
  return {
    ...none,
    filters: [{ where: ids.length === 1 ? `id = ${first}` : `id in ${ids.join(',')}` }],
  };
}

/** The field of a record's own number: `invoiceNumber` of an invoice, `poNumber` of a purchase order. */
export function numberField({ schema, fields }: RecordShape): string | undefined {
  const words = splitCase(schema?.split('.').at(-1) ?? '').map((word) => word.toLowerCase());
  const own = [words.join(''), words.map((word) => word.charAt(0)).join('')];
  return fields.find(
    ({ name, type }) =>
      type === 'string' &&
      name.endsWith('Number') &&
      own.includes(name.slice(0, -'Number'.length).toLowerCase()),
  )?.name;
}

/** An abbreviation that numbers are written with: `PO1001`. */
function prefixed(id: string, field: string): string[] {
  const prefix = field.slice(0, -'Number'.length);
  return prefix.length > 3 ? [] : [`${prefix.toUpperCase()}${id}`];
}

function hasOneById(catalog: Catalog, path: string): boolean {
  return catalog
    .match(`${path.replace(/\/$/, '')}/1`)
    .some(({ endpoint }) => endpoint.method === 'GET');
}

import type { Field } from '../catalog/model.js';
import { isRecord } from '../text/records.js';
import { fieldAt, type BodyShape } from './field-path.js';

/** Where a text of a body stands, as the catalog knows it. */
export interface TextPlace {
  /** For messages: `communicationItems.0.value`. */
  at: string;
  field: Field;
  /** Schema that has the field; undefined for the record itself. */
  owner: string | undefined;
}

/**
 * The body with every text of a known field replaced by what is made of it: in lists, in what is referred to, and in
 * the values of patch operations. What the catalog does not know stays as it is.
 */
export function mapFieldTexts(
  body: unknown,
  shape: BodyShape,
  change: (text: string, place: TextPlace) => unknown,
): unknown {
  const mapMembers = (
    value: unknown,
    fields: readonly Field[],
    at: string,
    owner: string | undefined,
  ): unknown => {
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        const field = fields.find((one) => one.name === name);
        const place = { at: `${at}${name}`, owner };
        return [name, field === undefined ? member : mapValue(member, { ...place, field })];
      }),
    );
  };
  const mapValue = (value: unknown, place: TextPlace): unknown => {
    const { at, field } = place;
    if (typeof value === 'string') return change(value, place);
    if (Array.isArray(value))
      return value.map((element, index) => mapValue(element, { ...place, at: `${at}.${index}` }));
    const { schema } = field;
    return schema === undefined
      ? value
      : mapMembers(value, shape.membersOf(schema), `${at}.`, schema);
  };
  const mapOne = (one: unknown, at: string): unknown => {
    if (!shape.patch) return mapMembers(one, shape.fields, at, undefined);
    if (!isRecord(one) || typeof one['path'] !== 'string' || one['value'] === undefined) return one;
    const place = fieldAt(one['path'], shape);
    if (place === undefined) return one;
    const { field, owner } = place;
    const named = one['path'].replace(/^\//, '');
    return { ...one, value: mapValue(one['value'], { at: named, field, owner }) };
  };
  return Array.isArray(body)
    ? body.map((one, index) => mapOne(one, `${index}.`))
    : mapOne(body, '');
}

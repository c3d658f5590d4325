import type { Field } from '../catalog/model.js';
import { isRecord } from '../text/records.js';
import { fieldAt, type BodyShape } from './field-path.js';

export interface Cut {
  field: string;
  from: number;
  to: number;
}

/** The body with every text cut to the length that its field takes, and what was cut. */
export function fitBody(body: unknown, shape: BodyShape): { body: unknown; cuts: Cut[] } {
  const cuts: Cut[] = [];
  const fitMembers = (value: unknown, fields: readonly Field[], at: string): unknown => {
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        const field = fields.find((one) => one.name === name);
        return [name, field === undefined ? member : fitValue(member, field, `${at}${name}`)];
      }),
    );
  };
  const fitValue = (value: unknown, field: Field, at: string): unknown => {
    const { maxLength, schema } = field;
    if (typeof value === 'string' && maxLength !== undefined && value.length > maxLength) {
      const text = cutText(value, maxLength);
      cuts.push({ field: at, from: value.length, to: text.length });
      return text;
    }
    if (Array.isArray(value))
      return value.map((element, index) => fitValue(element, field, `${at}.${index}`));
    return schema === undefined ? value : fitMembers(value, shape.membersOf(schema), `${at}.`);
  };
  const fitOne = (one: unknown, at: string): unknown => {
    if (!shape.patch) return fitMembers(one, shape.fields, at);
    if (!isRecord(one) || typeof one['path'] !== 'string') return one;
    const place = fieldAt(one['path'], shape);
    return place === undefined || one['value'] === undefined
      ? one
      : { ...one, value: fitValue(one['value'], place.field, one['path'].replace(/^\//, '')) };
  };
  const fitted = Array.isArray(body)
    ? body.map((one, index) => fitOne(one, `${index}.`))
    : fitOne(body, '');
  return { body: fitted, cuts };
}

/** The first units of a text, without half a character at the end. */
function cutText(text: string, length: number): string {
  const isSplit =
    /[\ud800-\udbff]$/.test(text.slice(0, length)) && /^[\udc00-\udfff]/.test(text.slice(length));
  return text.slice(0, isSplit ? length - 1 : length);
}

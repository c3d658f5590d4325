import type { Field } from '../catalog/model.js';

/** What a body is made of, as the catalog knows it. */
export interface BodyShape {
  /** Fields of the record that is written; empty where the catalog does not know them. */
  fields: readonly Field[];
  /** Members of what a field refers to. */
  membersOf: (schema: string) => readonly Field[];
  /** The endpoint takes an array of patch operations. */
  patch: boolean;
  /** The body is a list; undefined where the endpoint says nothing of its body. */
  list: boolean | undefined;
}

/** Where an operation's path leads: a field, or an element of a list. */
export interface FieldPlace {
  field: Field;
  isElement: boolean;
  /** Schema that has the field; undefined for the record itself. */
  owner: string | undefined;
}

/** The field that a PATCH path such as `/communicationItems/0/value` names; undefined for an unknown one. */
export function fieldAt(
  path: string,
  { fields, membersOf }: Pick<BodyShape, 'fields' | 'membersOf'>,
): FieldPlace | undefined {
  let among = fields;
  let place: FieldPlace | undefined;
  for (const name of pathNames(path)) {
    // `-` stands for the place after the last element.
    if ((isIndex(name) || name === '-') && place?.field.type === 'array' && !place.isElement) {
      place = { ...place, isElement: true };
      continue;
    }
    const field = among.find((one) => one.name === name);
    if (field === undefined) return undefined;
    place = { field, isElement: false, owner: place?.field.schema };
    among = field.schema === undefined ? [] : membersOf(field.schema);
  }
  return place;
}

/** The names of a PATCH path; its leading slash is optional. */
export function pathNames(path: string): string[] {
  return path.replace(/^\//, '').split('/');
}

export function isIndex(name: string): boolean {
  return /^\d+$/.test(name);
}

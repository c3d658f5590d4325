import { isCustomFields } from '../api/custom-fields.js';
import type { Field } from '../catalog/model.js';
import { isRecord } from '../text/records.js';
import { askReference } from './ask-reference.js';
import { askValue, type Place } from './ask-value.js';
import { askValueCustom } from './ask-value-custom.js';
import { askValueList, askWholeList, elementsIn } from './ask-value-list.js';
import { currentValue, fieldChoices, isReference, isWritable } from './body-fields.js';
import { shortValue } from './body-shown.js';
import type { Writing } from './body-writing.js';

/** Asks for one field of a body, whatever it takes. */
export async function askField(place: Place, writing: Writing): Promise<void> {
  const { path, field } = place;
  if (isCustomFields(field)) await askValueCustom(path, writing);
  else if (field.type === 'array' && field.items === 'object') await askElements(place, writing);
  else if (field.type === 'array') await askValueList(place, writing);
  else if (isReference(field, writing)) await askReference(place, writing);
  else if (field.type === 'object' && field.schema !== undefined)
    await askMembers(place, field.schema, writing);
  else await askValue(place, writing);
}

/** Asks for elements of a list, one after the other; of a PATCH for changes of those that are there. */
async function askElements(place: Place, writing: Writing): Promise<void> {
  const { path } = place;
  const { desk, draft, endpoint } = writing;
  if (endpoint.method === 'PATCH') {
    await askElementOf(place, writing);
    return;
  }
  for (;;) {
    const index = elementsIn(draft, path);
    await askElement({ ...place, path: `${path}.${index}` }, writing);
    // An element that nothing was said of is none.
    if (elementsIn(draft, path) === index) return;
    if (!(await desk.prompt.confirm(`Another one in ${path}?`))) return;
  }
}

async function askElementOf(place: Place, writing: Writing): Promise<void> {
  const { path, field } = place;
  const stored = currentValue(path, writing);
  const elements = Array.isArray(stored) ? (stored as unknown[]) : [];
  const index = isReference(field, writing)
    ? -1
    : await writing.desk.prompt.select(path, [
        ...elements.map((element, at) => ({ value: at, name: `${at}: ${elementName(element)}` })),
        { value: -1, name: 'The whole list, as JSON' },
      ]);
  if (index === -1) await askWholeList(place, writing);
  else await askElement({ path: `${path}.${index}`, field, required: false }, writing);
}

function elementName(element: unknown): string {
  const value = isRecord(element) ? (element['value'] ?? element) : element;
  return shortValue(value);
}

/** One element of a list of references, or of records with fields of their own. */
async function askElement(place: Place, writing: Writing): Promise<void> {
  if (isReference(place.field, writing)) await askReference(place, writing);
  else await askMembers(place, place.field.schema ?? '', writing);
}

/** Asks for members of an object: those that it has to have, then whichever are picked. */
async function askMembers(
  { path, required: isNeeded }: Place,
  schema: string,
  writing: Writing,
): Promise<void> {
  const { desk, draft, shape } = writing;
  const members = shape.membersOf(schema).filter((one) => isWritable(one) && one.name !== 'id');
  const placeOf = (field: Field, required: boolean): Place => ({
    path: `${path}.${field.name}`,
    field,
    required,
  });
  for (const field of members.filter(({ required }) => required))
    await askField(placeOf(field, true), writing);
  for (;;) {
    const left = members.filter(({ name }) => !draft.set.has(`${path}.${name}`));
    const isEmpty = left.length === members.length;
    const done = isNeeded && isEmpty ? [] : [{ value: undefined, name: `Done with ${path}` }];
    const picked = await desk.prompt.search<Field | undefined>(`Field of ${path}`, (typed) =>
      Promise.resolve([...fieldChoices(left, typed, { ...writing, record: undefined }), ...done]),
    );
    if (picked === undefined) return;
    await askField(placeOf(picked, false), writing);
  }
}

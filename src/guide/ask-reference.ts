import { belowKnown, listAbove, referenceList } from '../catalog/reference-lists.js';
import type { Field } from '../catalog/model.js';
import type { Choice } from '../terminal/prompts.js';
import { put } from './body-draft.js';
import { kindOf } from './body-fields.js';
import { namesIn } from './ask-reference-rows.js';
import { askValue, type Place } from './ask-value.js';
import { chooseRecord, type RecordList } from './choose-record.js';
import { faultOf, knownIds, type Writing } from './body-writing.js';

/** Asks for a record that a field refers to, by letters of its name; digits are an id. */
export async function askReference(place: Place, writing: Writing): Promise<void> {
  const { path, field } = place;
  const list = await listFor(place, writing);
  if (list === undefined) {
    await askValue(place, writing);
    return;
  }
  const { desk, draft, rows } = writing;
  const last: Choice<undefined>[] = place.required
    ? []
    : [{ value: undefined, name: 'Leave it out' }];
  const choosing = { services: desk.services, prompt: desk.prompt, rows, field, last };
  const question = `${path} (${kindOf(field, writing)})`;
  let again = '';
  for (;;) {
    const chosen = await chooseRecord(`${question}${again}`, list, choosing);
    if (chosen === undefined) return;
    const fault = await faultOf(writing, (changed) => {
      put(changed, path, chosen.text);
    });
    if (fault === undefined) {
      put(draft, path, chosen.text, chosen.name);
      return;
    }
    again = `: ${fault}`;
  }
}

/** The list that a field's records are in, below what was chosen before; what that is, is asked for first. */
async function listFor({ path, field }: Place, writing: Writing): Promise<RecordList | undefined> {
  const { catalog, shape, desk } = writing;
  const list = referenceList(catalog, field.schema ?? '');
  if (list === undefined) return undefined;
  const above = listAbove(list);
  if (above !== undefined && !knownIds(writing).has(above)) {
    const parent = shape.fields.find(
      (one) => one.schema !== undefined && referenceList(catalog, one.schema) === above,
    );
    if (parent === undefined) return undefined;
    await desk.say(`What ${path} can be depends on ${parent.name}: that first.`);
    await askReference({ path: parent.name, field: parent, required: false }, writing);
  }
  const ids = knownIds(writing);
  const found = belowKnown(list, ids);
  const labels = found === undefined ? [] : namesIn(catalog, found);
  if (found === undefined || labels.length === 0) return undefined;
  return {
    path: found,
    labels,
    within: ofCustomer(found, ids, writing),
    isShort: above !== undefined,
  };
}

/** Records of a customer carry it as `company`: only those of the one that was chosen can be meant. */
function ofCustomer(
  path: string,
  ids: ReadonlyMap<string, string>,
  { catalog }: Writing,
): string | undefined {
  const customers = referenceList(catalog, customer) ?? '';
  const id = ids.get(customers);
  const list = catalog.match(path).find(({ endpoint }) => endpoint.method === 'GET')?.endpoint;
  const carries = ({ name, schema }: Field) => name === 'company' && schema === customer;
  const isOf = catalog.fields(list?.response.payload?.schema ?? '').some(carries);
  return id === undefined || !isOf || path === customers ? undefined : `company/id=${id}`;
}

const customer = 'CompanyReference';

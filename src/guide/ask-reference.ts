import { belowKnown, listAbove, referenceList } from '../catalog/reference-lists.js';
import type { Field } from '../catalog/model.js';
import type { Choice } from '../terminal/prompts.js';
import { put } from './body-draft.js';
import { kindOf } from './body-fields.js';
import { nameOf, namesIn, type NamedList } from './ask-reference-rows.js';
import { askValue, type Place } from './ask-value.js';
import { faultOf, knownIds, type Writing } from './body-writing.js';

/** What was chosen: what is set, and what that is called. */
type Chosen = { text: string; name: string } | 'list' | 'none';

/** Asks for a record that a field refers to, by letters of its name; digits are an id. */
export async function askReference(place: Place, writing: Writing): Promise<void> {
  const { path, field } = place;
  const list = await listFor(place, writing);
  if (list === undefined) {
    await askValue(place, writing);
    return;
  }
  const { desk, draft } = writing;
  const question = `${path} (${kindOf(field, writing)})`;
  // What is below a record that was chosen is short enough to be looked at.
  let isListed = list.isShort;
  let again = '';
  for (;;) {
    const chosen: Chosen = await desk.prompt.search(
      `${question}${again}`,
      async (typed) => await choicesFor(typed.trim(), place, list, isListed, writing),
    );
    if (chosen === 'none') return;
    if (chosen === 'list') {
      isListed = true;
      continue;
    }
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

interface ReferenceList extends NamedList {
  /** It is below another record. */
  isShort: boolean;
}

/** The list that a field's records are in, below what was chosen before; what that is, is asked for first. */
async function listFor(
  { path, field }: Place,
  writing: Writing,
): Promise<ReferenceList | undefined> {
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

async function choicesFor(
  typed: string,
  { field, required }: Place,
  list: ReferenceList,
  isListed: boolean,
  { desk: { services }, rows }: Writing,
): Promise<Choice<Chosen>[]> {
  const back: Choice<Chosen>[] = required ? [] : [{ value: 'none', name: 'Leave it out' }];
  const own = services.member();
  const isMember = field.schema === 'MemberReference' && own !== undefined;
  const me: Choice<Chosen>[] =
    isMember && 'me'.startsWith(typed.toLowerCase())
      ? [{ value: { text: 'me', name: own }, name: `me (${own})` }]
      : [];
  if (/^\d+$/.test(typed))
    return [{ value: { text: typed, name: `id ${typed}` }, name: `id ${typed}` }, ...back];
  if (typed.length < 2 && !isListed)
    return [...me, { value: 'list', name: 'List the first ones' }, ...back];
  const found = await rows.find(isListed && typed.length < 2 ? '' : typed, list);
  if (found === undefined) return [];
  if ('trouble' in found) {
    const name = typed === '' ? 'Type the name or the id' : `Take "${typed}" as it is`;
    const value: Chosen = typed === '' ? 'list' : { text: typed, name: typed };
    const description = `Its name could not be looked up: ${found.trouble}`;
    return [...me, { value, name, description }, ...back];
  }
  const named = found.rows.map((row): Choice<Chosen> => {
    const name = nameOf(row, list.labels);
    const id = String(row['id']);
    return { value: { text: id, name }, name, description: `id ${id}` };
  });
  return [...me, ...named, ...back];
}

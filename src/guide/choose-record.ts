import type { Field } from '../catalog/model.js';
import type { Services } from '../services.js';
import type { Choice, Prompt } from '../terminal/prompts.js';
import type { JsonRecord } from '../text/records.js';
import { nameOf, type NamedList, type ReferenceRows } from './ask-reference-rows.js';

export interface RecordList extends NamedList {
  /** It is below a record that was chosen, and short enough to be looked at. */
  isShort: boolean;
}

/** A record: its id, or what else stands for it, and what it is called. */
export interface Chosen {
  text: string;
  name: string;
  /** As the server has it; undefined where it was not looked up. */
  row?: JsonRecord;
}

interface Choosing<T> {
  services: Services;
  prompt: Prompt;
  rows: ReferenceRows;
  field: Field | undefined;
  /** What can be answered beside a record. */
  last: readonly Choice<T>[];
}

/** A search box over the records of a list, by letters of their names; digits are an id. */
export async function chooseRecord<T = never>(
  question: string,
  list: RecordList,
  choosing: Choosing<T>,
): Promise<Chosen | T> {
  let isListed = list.isShort;
  for (;;) {
    const find = async (typed: string) => await choicesFor(typed.trim(), list, isListed, choosing);
    const chosen = await choosing.prompt.search<Chosen | T | typeof toList>(question, find);
    if (chosen !== toList) return chosen;
    isListed = true;
  }
}

const toList = Symbol('the first ones');

async function choicesFor<T>(
  typed: string,
  list: RecordList,
  isListed: boolean,
  { services, rows, field, last }: Choosing<T>,
): Promise<Choice<Chosen | T | typeof toList>[]> {
  const own = services.member();
  const isMember = field?.schema === 'MemberReference' && own !== undefined;
  const me: Choice<Chosen>[] =
    isMember && 'me'.startsWith(typed.toLowerCase())
      ? [{ value: { text: 'me', name: own }, name: `me (${own})` }]
      : [];
  if (/^\d+$/.test(typed))
    return [{ value: { text: typed, name: `id ${typed}` }, name: `id ${typed}` }, ...last];
  if (typed.length < 2 && !isListed)
    return [...me, { value: toList, name: 'List the first ones' }, ...last];
  const found = await rows.find(isListed && typed.length < 2 ? '' : typed, list);
  if (found === undefined) return [];
  if ('trouble' in found) {
    const name = typed === '' ? 'Type the name or the id' : `Take "${typed}" as it is`;
    const value = typed === '' ? toList : { text: typed, name: typed };
    const description = `Its name could not be looked up: ${found.trouble}`;
    return [...me, { value, name, description }, ...last];
  }
  const named = found.rows.map((row): Choice<Chosen> => {
    const name = nameOf(row, list.labels);
    const id = String(row['id']);
    return { value: { text: id, name, row }, name, description: `id ${id}` };
  });
  return [...me, ...named, ...last];
}

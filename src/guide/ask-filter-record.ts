import type { Catalog } from '../catalog/catalog.js';
import type { Field } from '../catalog/model.js';
import { listAbove, referenceList } from '../catalog/reference-lists.js';
import type { Desk } from '../cli/define-command.js';
import { namesIn, openReferenceRows } from './ask-reference-rows.js';
import { chooseRecord, type Chosen, type RecordList } from './choose-record.js';

/** The list in which the records are that a field is compared with; undefined where they are below others. */
export function listFor(field: Field | undefined, catalog: Catalog): RecordList | undefined {
  const path = referenceList(catalog, field?.schema ?? '');
  if (path === undefined || listAbove(path) !== undefined) return undefined;
  const labels = namesIn(catalog, path);
  return labels.length === 0 ? undefined : { path, labels, within: undefined, isShort: false };
}

/** What a clause compares a reference with: a record by letters of its name, said as a person would read it. */
export async function askFilterRecord(
  question: string,
  field: Field | undefined,
  list: RecordList,
  { services, prompt }: Desk,
): Promise<string> {
  const rows = openReferenceRows(services);
  return said(await chooseRecord(question, list, { services, prompt, rows, field, last: [] }));
}

/** The identifier or the name, where a filter can read nothing else in it; else the id. */
function said({ text, row }: Chosen): string {
  const names = [row?.['identifier'], row?.['name']];
  const plain = (name: unknown) =>
    typeof name === 'string' && /^\p{L}[\p{L}\d ._&-]+[\p{L}\d.]$/u.test(name);
  const name = names.find(plain);
  return typeof name === 'string' && !/^null$/i.test(name) ? name : text;
}

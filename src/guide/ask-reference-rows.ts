import { labelsOf } from '../actions/find-by-name.js';
import { readRows } from '../actions/read-aside.js';
import type { Catalog } from '../catalog/catalog.js';
import { quoteText } from '../conditions/quote.js';
import { CancelledError, CwmError, UnavailableError } from '../errors/errors.js';
import type { Services } from '../services.js';
import type { JsonRecord } from '../text/records.js';

/** A list whose records can be referred to, and what tells their names. */
export interface NamedList {
  path: string;
  labels: readonly string[];
  /** A condition that all of them meet. */
  within: string | undefined;
}

/** What a list answered: its records that hold the words, or why it could not be asked. */
export type Found = { rows: readonly JsonRecord[] } | { trouble: string };

/** Records by the letters of their names, as they are typed. Each text is asked for once. */
export interface ReferenceRows {
  /** Undefined where a newer text was typed meanwhile. */
  find: (typed: string, list: NamedList) => Promise<Found | undefined>;
}

/** Rows that are offered at a time. */
const most = 10;

export function openReferenceRows(services: Services): ReferenceRows {
  const known = new Map<string, Found>();
  let unreachable: Found | undefined;
  let latest = 0;
  let running: Promise<unknown> = Promise.resolve();
  const ask = async (typed: string, list: NamedList, key: string): Promise<Found> => {
    try {
      const found = { rows: await readNamed(typed, list, services) };
      known.set(key, found);
      return found;
    } catch (error) {
      if (!(error instanceof CwmError) || error instanceof CancelledError) throw error;
      const found = { trouble: error.message };
      // What cannot be reached for one list is not waited for again at the next.
      if (error instanceof UnavailableError) unreachable = found;
      known.set(list.path, found);
      return found;
    }
  };
  return {
    async find(typed, list) {
      const turn = ++latest;
      const key = JSON.stringify([list, typed.toLowerCase()]);
      // One question at a time: what is typed while the server answers is asked as it then stands.
      await running.catch(() => undefined);
      if (turn !== latest) return undefined;
      const found = unreachable ?? known.get(list.path) ?? known.get(key);
      if (found !== undefined) return found;
      const asked = ask(typed, list, key);
      running = asked;
      return await asked;
    },
  };
}

/** The fields that tell a record's name in a list. */
export function namesIn(catalog: Catalog, path: string): string[] {
  const read = catalog.match(path).find(({ endpoint }) => endpoint.method === 'GET');
  const fields = catalog.fields(read?.endpoint.response.payload?.schema ?? '');
  const isPerson = fields.some(({ name }) => name === 'firstName');
  return [...labelsOf(fields), ...(isPerson ? ['firstName', 'lastName'] : [])];
}

/** `Contoso Dental (CONTOSO)`, or the id of a record without a name. */
export function nameOf(row: JsonRecord, labels: readonly string[]): string {
  const of = (label: string) => (labels.includes(label) ? textOf(row[label]) : '');
  const person = `${of('firstName')} ${of('lastName')}`.trim();
  const last = labels.filter((one) => !/^(?:identifier|firstName|lastName)$/.test(one)).at(-1);
  const name = person === '' && last !== undefined ? of(last) : person;
  const identifier = of('identifier');
  if (name === '') return identifier === '' ? `id ${String(row['id'])}` : identifier;
  return identifier === '' || identifier === name ? name : `${name} (${identifier})`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** Every word has to be in one of the names, in any order. */
async function readNamed(
  typed: string,
  { path, labels, within }: NamedList,
  services: Services,
): Promise<JsonRecord[]> {
  const words = typed.split(/\s+/).filter((word) => word !== '');
  const holds = words.map((word) =>
    labels.map((label) => `${label} contains ${quoteText(word)}`).join(' or '),
  );
  const conditions = [...holds.map((one) => `(${one})`), ...(within === undefined ? [] : [within])];
  const query = {
    ...(conditions.length === 0 ? {} : { conditions: conditions.join(' and ') }),
    fields: ['id', ...labels].join(','),
    orderBy: `${labels.at(-1) ?? 'id'} asc`,
    pageSize: most,
  };
  const rows = await readRows(path, query, services, { once: true });
  return rows.filter(({ id }) => /^\d+$/.test(String(id))).slice(0, most);
}

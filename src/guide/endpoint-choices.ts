import type { Catalog } from '../catalog/catalog.js';
import type { EndpointSummary, Method } from '../catalog/model.js';
import { foldCase } from '../conditions/fold.js';
import type { Entry } from '../memory/entry.js';
import type { EndpointUsage } from '../memory/usage.js';
import type { Choice } from '../terminal/prompts.js';
import { columnsOf, firstColumns } from '../text/columns.js';
import { commonEndpoints } from './common-endpoints.js';

export type Target = { entry: Entry } | { endpoint: EndpointSummary };

/** What choices are found among. */
export interface Finding {
  catalog: Catalog;
  /** Calls that the person keeps, whose words hold all of those typed. */
  kept: (typed: string) => readonly Entry[];
  /** How often endpoints were called, the most used first, and what that weighs in a search. */
  used: readonly EndpointUsage[];
  usage: ReadonlyMap<number, number> | undefined;
  method: Method | undefined;
  /** Columns of the terminal. */
  width: number;
}

/** Most choices: who wants another one types another letter. */
const most = 20;
const mostKept = 5;
const mostUsed = 8;

/** What is called and kept here, then what is common; as soon as something is typed, what is meant by it. */
export function endpointChoices(typed: string, finding: Finding): Choice<Target>[] {
  const { kept, method, width } = finding;
  const isWanted = (one: { method: string }) => method === undefined || one.method === method;
  const entries = kept(typed).filter(isWanted).filter(isCalled(typed)).slice(0, mostKept);
  const endpoints = typed.trim() === '' ? usual(finding) : found(typed, finding);
  const rows = [...entries.map(keptRow), ...endpoints.filter(isWanted).map(endpointRow)].slice(
    0,
    most,
  );
  const nameWidth = widthOfNames(rows, width);
  return rows.map(({ first, whole, last, ...choice }) => ({
    ...choice,
    name: fitted([first, whole, last], nameWidth, width),
  }));
}

/** A choice with the words of its columns. */
interface Row extends Omit<Choice<Target>, 'name'> {
  first: string;
  /** It is never cut: it says what is chosen. */
  whole: string;
  last: string;
}

function found(typed: string, { catalog, usage, method }: Finding): EndpointSummary[] {
  return catalog.searchTyped(typed, { limit: most, method, usage }).map(({ endpoint }) => endpoint);
}

function usual({ catalog, used, method }: Finding): EndpointSummary[] {
  const own = used
    .filter((one) => method === undefined || one.method === method)
    .slice(0, mostUsed)
    .map((one) => [one.method, one.template] as const);
  const byId = new Map(
    [...own, ...commonEndpoints].flatMap(([wanted, path]) =>
      catalog
        .onPath(path)
        .filter((one) => one.method === wanted)
        .map((one) => [one.id, one] as const),
    ),
  );
  return [...byId.values()];
}

/** Of what is typed, what an entry is called says it; that its path does says too little. */
function isCalled(typed: string): (entry: Entry) => boolean {
  const words = foldCase(typed).split(/\s+/).filter(Boolean);
  return ({ description, slug }) => {
    const name = foldCase(`${description} ${slug}`);
    return words.every((word) => name.includes(word));
  };
}

function keptRow(entry: Entry): Row {
  const { description, method, path } = entry;
  return {
    value: { entry },
    first: 'kept',
    whole: description,
    last: `${method} ${path}`,
    short: description,
    description: `Kept: ${description}`,
  };
}

function endpointRow(endpoint: EndpointSummary): Row {
  const { method, path, summary, category, module } = endpoint;
  return {
    value: { endpoint },
    first: method,
    whole: path,
    last: summary,
    short: `${method} ${path}`,
    description: `${summary} (${category}, ${module})`,
  };
}

/** Columns before a name: what points at it; one more stays free, which some terminals break the line at. */
const beside = 3;

/** Columns of a method and the blank after it. */
const firstWidth = 7;

/** The widest name that leaves room for words beside it; a longer one stands out of line alone. */
function widthOfNames(rows: readonly Row[], width: number): number {
  const room = width - beside - firstWidth - 2 - legible;
  return Math.max(0, ...rows.map(({ whole }) => columnsOf(whole)).filter((one) => one <= room));
}

const legible = 18;

/** Words in columns; the last one is cut, and left out where only a piece of it would be there. */
function fitted(
  [first, whole, last]: readonly [string, string, string],
  nameWidth: number,
  width: number,
): string {
  const padding = ' '.repeat(Math.max(0, nameWidth - columnsOf(whole)));
  const start = `${first.padEnd(firstWidth)}${whole}`;
  const room = width - beside - columnsOf(`${start}${padding}`) - 2;
  if (columnsOf(last) <= room) return `${start}${padding}  ${last}`;
  return room < shortest ? start : `${start}${padding}  ${firstColumns(last, room - 1)}…`;
}

const shortest = 8;

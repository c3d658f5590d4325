import type { EndpointSummary, Method } from '../catalog/model.js';
import type { Understood } from './sentence.js';

/** A name in a sentence, which the server knows by an id. */
export interface NamedThing {
  /** The field that refers to it: `company`, `owner`. */
  field: string;
  /** As it was written. */
  name: string;
  /** The field that it is of where the first knows nobody of that name. */
  or?: string;
}

/** A filter as `--where` takes it; `named` where an id can take the place of its value. */
export interface Filter {
  where: string;
  named?: NamedThing;
}

/** Filters of which one is enough. */
export interface Either {
  /** The condition that they make. */
  conditions: string;
  choices: Filter[];
  /** One of them alone is meant, which the server would tell by the name; otherwise all are. */
  isDoubt: boolean;
}

/** A field of a body with its value, as `--set` takes them; `named` where an id can take the place of its value. */
export interface Setting {
  path: string;
  value: string;
  named?: NamedThing;
}

/** Something that makes the reading less sure; `weight` is what stays of the confidence, 0 to 1. */
export interface Doubt {
  why: string;
  weight: number;
}

/** What a sentence was read as: a call before it is checked. */
export interface Draft {
  method: Method;
  /** With the ids in it. */
  path: string;
  filters: Filter[];
  /** What no clause can say, such as an or. */
  conditions?: string;
  eithers: Either[];
  /** Query parameters besides those of lists. */
  params?: Readonly<Record<string, string>>;
  orderBy: string[];
  fields: string[];
  /** How many rows were asked for, and whether all were. */
  rows?: number;
  all: boolean;
  settings: Setting[];
  /** Fields that are emptied, as `--unset` takes them. */
  unset?: string[];
  /** A body that no setting makes. */
  data?: unknown;
  understood: Understood[];
  unused: string[];
  doubts: Doubt[];
  alternatives: EndpointSummary[];
}

export function emptyDraft(method: Draft['method'], path: string): Draft {
  return {
    method,
    path,
    filters: [],
    eithers: [],
    orderBy: [],
    fields: [],
    all: false,
    settings: [],
    understood: [],
    unused: [],
    doubts: [],
    alternatives: [],
  };
}

/** A field that is set to what is known by its name. */
export function namedSetting(field: string, name: string): Setting {
  return { path: field, value: name, named: { field, name } };
}

/** Adds clauses that all hold; gives them as one text. */
export function addClauses({ filters }: Draft, ...clauses: readonly string[]): string {
  filters.push(...clauses.map((where) => ({ where })));
  return clauses.join(' and ');
}

/** The same for a clause that the draft may have already. */
export function addOnce(draft: Draft, clause: string): string {
  return draft.filters.some(({ where }) => where === clause) ? clause : addClauses(draft, clause);
}

/** Keys of which the last one said of a field counts. Gives what the words became. */
export function addOrder(draft: Draft, keys: readonly string[]): string {
  const paths = keys.map((key) => key.split(' ')[0]);
  const before = draft.orderBy.filter((key) => !paths.includes(key.split(' ')[0]));
  draft.orderBy.splice(0, draft.orderBy.length, ...before, ...keys);
  return `order ${keys.join(', ')}`;
}

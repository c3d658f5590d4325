import { lazy } from '../text/lazy.js';
import table from '../../data/phrases.json' with { type: 'json' };
import type { RecordShape } from '../conditions/shape.js';
import { deriveLore, deriveOrder } from './derive-lore.js';

/** What people call a resource and what they say of its records (`data/README.md` describes the format). */
export interface Lore {
  /** Path of its list. */
  path: string;
  /** In the singular, or as they are always said. */
  nouns: readonly string[];
  /** Words that mean it where no noun of any resource is said: hours, people. */
  faint: readonly string[];
  /** A word for a state → clauses as of `--where`, joined by and. */
  states: Readonly<Record<string, readonly string[]>>;
  /** A verb or word beside a date → the field; the empty word where none is said. */
  when: Readonly<Record<string, string>>;
  /** A verb beside a member → the field; the empty word for `by`, `my` and a name alone. */
  who: Readonly<Record<string, string>>;
  /** Words for a reference or an enumeration that a value stands beside → the field: board, status, type. */
  kinds: Readonly<Record<string, string>>;
  /** Words for a number → the field: hours, total. Of the first one biggest and smallest are said. */
  amounts: Readonly<Record<string, string>>;
  /** Nouns that narrow the type: server, laptop → clauses. */
  sorts: Readonly<Record<string, readonly string[]>>;
  /** What its types, boards and sources are usually called, said without the word for the field: portal, after hours → clauses. */
  usual: Readonly<Record<string, readonly string[]>>;
  /** Fields that `about` and `containing` look into, the first alone where one is enough. */
  text: readonly string[];
  /** Words for fields, beside the fields' own names. */
  fields: Readonly<Record<string, string>>;
  /** Words for an order → `--order-by`. */
  order: Readonly<Record<string, string>>;
  /** The reference to the company. */
  company?: string;
}

type Entry = Partial<Omit<Lore, 'path' | 'nouns'>> & Pick<Lore, 'nouns'>;

const entries = table.resources as unknown as Record<string, Entry>;

/**
 * What is known of a resource; `path` is the one of its list. What nobody wrote down follows from the shape of its
 * records, where it is given.
 */
export function loreOf(path: string, shape?: RecordShape): Lore {
  const said = { ...nothing, nouns: [], ...entries[path], path };
  if (shape === undefined) return said;
  const derived = deriveLore(shape);
  const company = said.company ?? derived.company;
  const lore: Lore = {
    ...said,
    states: over(said.states, derived.states),
    when: over(said.when, derived.when),
    who: over(said.who, derived.who),
    kinds: over(said.kinds, derived.kinds),
    amounts: over(said.amounts, derived.amounts),
    text: said.text.length > 0 ? said.text : derived.text,
    ...(company === undefined ? {} : { company }),
  };
  return { ...lore, order: over(said.order, deriveOrder(lore, shape)) };
}

/** The paths that the table knows. */
export function knownPaths(): string[] {
  return Object.keys(entries);
}

/** What is written down stands, and stands first. */
function over<T>(
  said: Readonly<Record<string, T>>,
  derived: Readonly<Record<string, T>>,
): Record<string, T> {
  return { ...said, ...derived, ...said };
}

const nothing = {
  faint: [],
  states: {},
  when: {},
  who: {},
  kinds: {},
  amounts: {},
  sorts: {},
  usual: {},
  text: [],
  fields: {},
  order: {},
};

const statesOfAll = lazy(
  () => new Set(knownPaths().flatMap((path) => Object.keys(loreOf(path).states))),
);

/** Whether a word says how records of some resource are: hot opportunities. */
export function isStateOfSome(word: string): boolean {
  return statesOfAll().has(word.toLowerCase());
}

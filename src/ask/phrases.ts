import table from '../../data/phrases.json' with { type: 'json' };

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
  /** Words for a number → the field: hours, total. */
  amounts: Readonly<Record<string, string>>;
  /** Nouns that narrow the type: server, laptop → clauses. */
  sorts: Readonly<Record<string, readonly string[]>>;
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

/** What is known of the resources that people speak of most; `path` is the one of its list. */
export function loreOf(path: string): Lore {
  const entry = entries[path];
  return { ...nothing, nouns: [], ...entry, path };
}

/** The paths that the table knows. */
export function knownPaths(): string[] {
  return Object.keys(entries);
}

const nothing = {
  faint: [],
  states: {},
  when: {},
  who: {},
  kinds: {},
  amounts: {},
  sorts: {},
  text: [],
  fields: {},
  order: {},
};

import type { Semantics } from '../conditions/evaluate.js';
import { childToSql, customFieldToSql, type ListColumn } from '../conditions/lists-to-sql.js';
import { inInfo } from '../conditions/read-record.js';
import { kindOf, lookUp, type RecordShape } from '../conditions/shape.js';
import { joinedSql, type Sql } from '../conditions/sql.js';
import { termsToSql } from '../conditions/to-sql.js';
import { extracted, jsonPath } from './extracted.js';
import { sortExpression, type SortKey } from './order.js';
import type { ReadFilter } from './query.js';

/** What is chosen of a collection's records, and in which order, in SQL over the columns `id` and `record`, which holds JSONB. */
export interface Selection {
  /** What is tested before any of `columns` is worked out. */
  narrow: Sql;
  /** Expressions by the names under which `where` and `order` have them: each is worked out once a record. */
  columns: ReadonlyMap<string, string>;
  where: Sql;
  /** Terms of an ORDER BY before the id; undefined where SQL cannot tell the order. */
  order: readonly string[] | undefined;
}

/** Translates filters and sort keys that have been checked. */
export function selectionOf(
  filters: readonly ReadFilter[],
  keys: readonly SortKey[],
  shape: RecordShape,
  semantics: Semantics = {},
): Selection {
  const columns = new Columns(shape);
  const terms = filters.flatMap((filter) => translated(filter, columns, semantics));
  const whole = terms.map(({ sql }) => sql).join(' ');
  const [narrow, wide] = [true, false].map((isNarrow) =>
    terms.filter(({ sql }) => columns.isNarrow(sql, whole) === isNarrow),
  ) as [Sql[], Sql[]];
  const where = allOf(wide);
  const order = keys.map(({ path, descending }) => {
    const column = columns.sorted(path);
    return column === undefined
      ? undefined
      : `${sortExpression(column)}${descending ? ' DESC' : ''}`;
  });
  const known = order.filter((term) => term !== undefined);
  return {
    narrow: columns.inPlace(allOf(narrow)),
    columns: columns.namedIn([where.sql, ...known].join(' ')),
    where,
    order: known.length < order.length ? undefined : known,
  };
}

/** What chooses all records. */
export const nothingAsked: Sql = { sql: '1', values: [], exact: true };

function allOf(terms: readonly Sql[]): Sql {
  return terms.length === 0 ? nothingAsked : joinedSql('and', terms);
}

/** What has to hold of a record, each for itself. */
function translated(
  { name, condition }: ReadFilter,
  columns: Columns,
  semantics: Semantics,
): Sql[] {
  switch (name) {
    case 'conditions':
      return termsToSql(condition, (path) => columns.plain(path), semantics);
    case 'childConditions':
      return [childToSql(condition, (path) => columns.list(path), semantics)];
    case 'customFieldConditions':
      return [customFieldToSql(condition, columns.customFields(), semantics)];
  }
}

/** The columns that conditions and sort keys turn out to need. */
class Columns {
  readonly #shape: RecordShape;
  readonly #names = new Map<string, string>();

  constructor(shape: RecordShape) {
    this.#shape = shape;
  }

  /** Expressions by name: those whose names stand in this SQL. */
  namedIn(sql: string): Map<string, string> {
    return new Map(
      [...this.#names]
        .filter(([, name]) => sql.includes(name))
        .map(([expression, name]) => [name, expression]),
    );
  }

  /**
   * Whether a term of the whole is cheaper with its expressions in place: none of them stands there so often that it
   * should rather be worked out once, and what a record has to meet after it need not be looked at where it fails.
   */
  isNarrow(term: string, whole: string): boolean {
    return [...this.namedIn(term).keys()].every(
      (name) => whole.split(name).length - 1 <= mostInPlace,
    );
  }

  /** With the expressions in place of their names. */
  inPlace({ sql, ...rest }: Sql): Sql {
    let placed = sql;
    for (const [expression, name] of this.#names)
      placed = placed.replaceAll(name, () => expression);
    return { ...rest, sql: placed };
  }

  /** The value at a path; of a reference whether there is one, as it compares with null alone. */
  plain(path: string): string | undefined {
    const found = lookUp(path, this.#shape);
    if (found.kind !== 'found' || found.list !== undefined) return undefined;
    switch (kindOf(found.field)) {
      case 'any':
      case 'list':
        return undefined;
      case 'reference':
        return this.#named(
          `coalesce(${extracted(`${found.path}/id`)}, unless_empty(${extracted(found.path)}))`,
        );
      default:
        return this.#value(found.path);
    }
  }

  /** The value that is sorted by: of a reference its text. */
  sorted(path: string): string | undefined {
    const found = lookUp(path, this.#shape);
    return found.kind === 'found' && found.list === undefined ? this.#value(found.path) : undefined;
  }

  list(path: string): ListColumn | undefined {
    const found = lookUp(path, this.#shape);
    if (found.kind !== 'found') return undefined;
    const list = found.list ?? found.path;
    const rest = found.path.split('/').slice(list.split('/').length);
    const kind = kindOf(found.field);
    // What lies in a list of the list's, and what is no plain value, is left to meetsChild.
    const further = rest.slice(0, -1).map((_name, index) => rest.slice(0, index + 1).join('/'));
    const isFlat = further.every((name) => !this.#isList(`${list}/${name}`));
    if (!isFlat || (rest.length > 0 && ['any', 'list', 'reference'].includes(kind)))
      return undefined;
    return { list: this.#list(list), rest };
  }

  customFields(): string {
    return this.#list('customFields');
  }

  #isList(path: string): boolean {
    const found = lookUp(path, this.#shape);
    return found.kind === 'found' && kindOf(found.field) === 'list';
  }

  #list(path: string): string {
    return `record, ${jsonPath(path)}`;
  }

  /**
   * When and by whom a record was changed stands under `_info` where not beside it, and never beside it where the schema
   * has no such field: writes leave out what it does not have.
   */
  #value(path: string): string {
    const lower = path.toLowerCase();
    if (!inInfo.has(lower)) return this.#named(extracted(path));
    const info = extracted(`_info/${path}`);
    const isBeside = this.#shape.fields.some(({ name }) => name.toLowerCase() === lower);
    return this.#named(isBeside ? `coalesce(${extracted(path)}, ${info})` : info);
  }

  #named(expression: string): string {
    const name = this.#names.get(expression) ?? `[c${this.#names.size}]`;
    this.#names.set(expression, name);
    return name;
  }
}

/** A pattern has its column twice, and the second time only where the first one was met. */
const mostInPlace = 2;

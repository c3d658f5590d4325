/** A condition as an expression of SQLite; its values are bound, in their order. */
export interface Sql {
  sql: string;
  values: (string | number)[];
  /** Whether it chooses what `meets` does. If not it chooses more: `meets` has to look at what it leaves. */
  exact: boolean;
}

/** All records: what cannot be translated. */
export const everything: Sql = { sql: '1', values: [], exact: false };

/** What is not translated leaves an `and` wider, and an `or` without bounds. */
export function joinedSql(kind: 'and' | 'or', terms: readonly Sql[]): Sql {
  const known = terms.filter(({ sql }) => sql !== everything.sql);
  if (known.length === 0 || (kind === 'or' && known.length < terms.length)) return everything;
  return {
    sql: balanced(
      known.map(({ sql }) => sql),
      kind,
    ),
    values: known.flatMap(({ values }) => values),
    exact: terms.every(({ exact }) => exact),
  };
}

/** Halved again and again: SQLite reads no more than a thousand operators in each other. */
function balanced(terms: readonly string[], word: 'and' | 'or'): string {
  if (terms.length < 2) return terms.join('');
  const half = terms.length >> 1;
  return `(${balanced(terms.slice(0, half), word)} ${word.toUpperCase()} ${balanced(terms.slice(half), word)})`;
}

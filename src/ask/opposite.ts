/** A clause of `--where` as our own tables write them. */
export interface ClauseParts {
  path: string;
  operator: string;
  value: string;
}

export function parts(clause: string): ClauseParts {
  const [, path = '', operator = '', value = ''] =
    /^(\S+)\s+(not\s+in|notin|in|notlike|like|!=|!~|<=|>=|=|<|>|~)\s+(.*)$/is.exec(clause) ?? [];
  return { path, operator: operator.toLowerCase(), value };
}

/** The one clause that holds where another does not; undefined for several, of which nobody knows which one fails. */
export function opposite(clauses: readonly string[]): string[] | undefined {
  const [clause, ...more] = clauses;
  if (clause === undefined || more.length > 0) return undefined;
  const { path, operator, value } = parts(clause);
  if (value === 'true' || value === 'false')
    return [`${path} ${operator} ${value === 'true' ? 'false' : 'true'}`];
  const other = opposites.get(operator);
  return other === undefined ? undefined : [`${path} ${other} ${value}`];
}

const pairs: readonly [string, string][] = [
  ['=', '!='],
  ['<', '>='],
  ['>', '<='],
  ['~', '!~'],
  ['in', 'not in'],
];

const opposites = new Map(
  pairs.flatMap(
    ([one, other]) =>
      [
        [one, other],
        [other, one],
      ] as const,
  ),
);

import type { Semantics } from './evaluate.js';
import { everything, joinedSql, type Sql } from './sql.js';
import { toSql } from './to-sql.js';
import { comparisonsOf, type Condition } from './tree.js';

/** Where a path of `childConditions` leads to. */
export interface ListColumn {
  /** What `jsonb_each` takes to go through the list: `record, '$.types'`. */
  list: string;
  /** Names behind the list, as the records spell them; empty for its members themselves. */
  rest: readonly string[];
}

/**
 * Translates `childConditions` as `meetsChild` reads them. What is joined by and on one list is met by one member; what
 * mixes clauses on several lists within an or is left to `meetsChild`.
 */
export function childToSql(
  condition: Condition,
  listAt: (path: string) => ListColumn | undefined,
  semantics: Semantics = {},
): Sql {
  const lists = listsOf(condition, listAt);
  if (lists === undefined) return everything;
  const [list, ...others] = lists;
  if (list !== undefined && others.length === 0)
    return someMember(
      list,
      toSql(condition, (path) => memberColumn(listAt(path)?.rest ?? []), semantics),
    );
  if (!('terms' in condition)) return everything;
  const { kind, terms } = condition;
  if (kind === 'or')
    return joinedSql(
      kind,
      terms.map((term) => childToSql(term, listAt, semantics)),
    );
  const isMixed = (term: Condition) => (listsOf(term, listAt)?.length ?? 0) > 1;
  const ofOneList = lists.map((one): Condition[] =>
    terms.filter((term) => !isMixed(term) && listsOf(term, listAt)?.[0] === one),
  );
  const groups = ofOneList.flatMap(([first, ...more]): Condition[] =>
    first === undefined ? [] : more.length === 0 ? [first] : [{ kind, terms: [first, ...more] }],
  );
  const whole = joinedSql(
    kind,
    groups.map((group) => childToSql(group, listAt, semantics)),
  );
  return terms.some(isMixed) ? { ...whole, exact: false } : whole;
}

/** Translates `customFieldConditions` as `meetsCustomField` reads them; `list` as above. */
export function customFieldToSql(
  condition: Condition,
  list: string,
  semantics: Semantics = {},
): Sql {
  const column = (path: string) => memberColumn([path.toLowerCase()]);
  const { sql, ...rest } = toSql(condition, column, { ...semantics, typedByLiteral: true });
  return someMember(list, { ...rest, sql: `${isObject} AND (${sql})` });
}

/** The lists that a condition is about; undefined where one is not known. */
function listsOf(
  condition: Condition,
  listAt: (path: string) => ListColumn | undefined,
): string[] | undefined {
  const lists = comparisonsOf(condition).map(({ field }) => listAt(field.path)?.list);
  const known = lists.filter((list) => list !== undefined);
  return known.length < lists.length ? undefined : [...new Set(known)];
}

const isObject = "member.type = 'object'";

function memberColumn(rest: readonly string[]): string {
  if (rest.length === 0) return 'member.atom';
  const path = rest.map((name) => `."${name}"`).join('');
  return `(CASE WHEN ${isObject} THEN json_extract(member.value, '$${path}') END)`;
}

/** What is no list has one member without a number, or members with names. */
function someMember(list: string, { sql, values, exact }: Sql): Sql {
  const some = `SELECT 1 FROM jsonb_each(${list}) AS member WHERE typeof(member.key) = 'integer' AND (${sql})`;
  return { sql: `EXISTS (${some})`, values, exact };
}

/** Where something stands in the text it was read from: from the first character up to but not including `end`. */
export interface Span {
  start: number;
  end: number;
}

/** A condition of ConnectWise's filter language. `at` is absent in what was built rather than read. */
export type Condition = Joined | Comparison;

export interface Joined {
  kind: 'and' | 'or';
  /** Two or more; one of another kind, or in parentheses of its own, is a term of its own. */
  terms: Condition[];
  at?: Span;
}

export type Comparison = Compare | Match | In;

export interface Compare {
  kind: 'compare';
  field: FieldName;
  operator: CompareOperator;
  value: Literal;
  at?: Span;
}

export interface Match {
  kind: 'match';
  field: FieldName;
  operator: 'contains' | 'like';
  negated: boolean;
  value: Literal;
  at?: Span;
}

export interface In {
  kind: 'in';
  field: FieldName;
  negated: boolean;
  values: Literal[];
  at?: Span;
}

export interface FieldName {
  /** Names with slashes between them, spelt as they were written: `company/identifier`. */
  path: string;
  at?: Span;
}

export const compareOperators = ['=', '!=', '<', '<=', '>', '>='] as const;

export type CompareOperator = (typeof compareOperators)[number];

export type Literal = { at?: Span } & (
  | { kind: 'string'; value: string }
  /** The digits as written: JavaScript's numbers would change long ones. */
  | { kind: 'number'; text: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'null' }
  /** What stands between the brackets. */
  | { kind: 'date'; text: string }
);

/** One key of an `orderBy`. */
export interface OrderKey {
  field: FieldName;
  /** As written; without one it is ascending. */
  direction?: 'asc' | 'desc';
}

/** The comparisons of a condition in the order in which they stand. */
export function comparisonsOf(condition: Condition): Comparison[] {
  return 'terms' in condition ? condition.terms.flatMap(comparisonsOf) : [condition];
}

/** The literals of a comparison. */
export function literalsOf(comparison: Comparison): Literal[] {
  return comparison.kind === 'in' ? comparison.values : [comparison.value];
}

/** Conditions joined, or the only one of them. */
export function joined(kind: Joined['kind'], terms: readonly Condition[]): Condition {
  const [only] = terms;
  return only !== undefined && terms.length === 1 ? only : { kind, terms: [...terms] };
}

/** Whether a comparison says what a field is not. */
export function isNegative(comparison: Comparison): boolean {
  return comparison.kind === 'compare' ? comparison.operator === '!=' : comparison.negated;
}

/** Whether a comparison asks if a field has a value at all. */
export function isNullCheck(comparison: Comparison): boolean {
  return comparison.kind === 'compare' && comparison.value.kind === 'null';
}

/** What a literal says, without quotes and brackets. */
export function literalText(literal: Literal): string {
  switch (literal.kind) {
    case 'string':
      return literal.value;
    case 'number':
    case 'date':
      return literal.text;
    case 'boolean':
      return String(literal.value);
    case 'null':
      return 'null';
  }
}

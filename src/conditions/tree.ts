/** A condition of ConnectWise's filter language, parsed. */
export type Condition =
  | { kind: 'and' | 'or'; terms: Condition[] }
  | { kind: 'compare'; field: string; operator: CompareOperator; value: Literal }
  | {
      kind: 'match';
      field: string;
      operator: 'contains' | 'like';
      negated: boolean;
      value: Literal;
    }
  | { kind: 'in'; field: string; negated: boolean; values: Literal[] };

export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Literal =
  | { kind: 'string'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'null' }
  /** Milliseconds since 1970; a missing zone counts as UTC. */
  | { kind: 'date'; value: number };

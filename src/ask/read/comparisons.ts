export type Operator = '=' | '<' | '<=' | '>' | '>=';

/** Words before a number, those with more words first. */
export const comparisons: readonly (readonly [string, Operator])[] = [
  [
    String.raw`(?:greater|more|higher)\s+than\s+or\s+equal\s+to|at\s+least|no\s+less\s+than|not\s+less\s+than|no\s+fewer\s+than|a\s+minimum\s+of|minimum|min\.?|>=|≥`,
    '>=',
  ],
  [
    String.raw`(?:less|lower|fewer)\s+than\s+or\s+equal\s+to|at\s+most|no\s+more\s+than|not\s+more\s+than|up\s+to|a\s+maximum\s+of|maximum|max\.?|<=|≤`,
    '<=',
  ],
  [
    String.raw`(?:more|greater|longer|bigger|larger|higher)\s+than|over|above|exceeding|exceeds?|in\s+excess\s+of|upwards\s+of|beyond|>`,
    '>',
  ],
  [String.raw`(?:less|fewer|shorter|smaller|lower|cheaper)\s+than|under|below|<`, '<'],
  [String.raw`exactly|equal\s+to|equals?|=`, '='],
];

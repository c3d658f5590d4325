import { isOperator, type Token } from './lex.js';

/** A better thing to say of a token that has no place where it stands. */
export interface Misreading {
  message: string;
  hint: string;
}

/** What other filter languages have and this one has not, and what stands for it here. */
const elsewhere: Record<string, string> = {
  is: 'Write = null or != null.',
  between: 'Write two comparisons: id >= 1 and id <= 9.',
  startswith: 'Write like "text%".',
  endswith: 'Write like "%text".',
  '==': 'Write =.',
  '===': 'Write =.',
  '!==': 'Write !=.',
  '<>': 'Write !=.',
  '=>': 'Write >=.',
  '=<': 'Write <=.',
  '=~': 'Write contains or like.',
  '&&': 'Write and.',
  '&': 'Write and.',
  '||': 'Write or.',
  '|': 'Write or.',
};

/** The words of `--where`. */
const short: Record<string, string> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  '~': 'contains',
  notcontains: 'not contains',
  notin: 'not in',
};

/** What is known of a token that has no place where it stands; undefined where nothing is. */
export function misreading(before: Token | undefined, token: Token): Misreading | undefined {
  const isAdjacent =
    before !== undefined && before.position + before.text.length === token.position;
  if (isAdjacent && before.kind === 'string') {
    if (token.kind === 'string') return doubled;
    if (token.kind === 'name' || token.kind === 'number') return closedEarly(token);
  }
  if (isAdjacent && before.kind === 'name') {
    if (token.kind === 'date') return numbered;
    if (token.text === '(') return called(before);
  }
  if (token.text === '(' && before !== undefined && isOperator(before.text)) return listed(before);
  const word = token.text.toLowerCase();
  if (word === 'not') return turnedRound;
  if (Object.hasOwn(elsewhere, word))
    return {
      message: `${word === 'is' ? 'is null' : word} does not exist here`,
      hint: elsewhere[word] ?? '',
    };
  if (Object.hasOwn(short, word))
    return { message: `${word} is a word of --where alone`, hint: `Write ${short[word] ?? ''}.` };
  return undefined;
}

/** What is known of a token where a comparison, and so a field, should begin. */
export function noField(token: Token): Misreading | undefined {
  switch (token.kind) {
    case 'string':
      return /[=<>]|\s(?:contains|like|in)\s/i.test(token.value)
        ? quotedWhole
        : { message: 'a field name stands without quotes', hint: fieldHint };
    case 'date':
      return { message: 'a field name stands without brackets', hint: fieldHint };
    case 'number':
      return { message: `the field stands before ${token.text}`, hint: fieldHint };
    case 'name':
    case 'symbol':
    case 'end':
      return undefined;
  }
}

export const fieldHint = 'A comparison begins with a field: status/name = "New".';

/** As cmd passes '…', which it does not know. */
const quotedWhole: Misreading = {
  message: 'quotes stand around the whole condition',
  hint: `A shell left them there; cmd knows " alone. Write --conditions "status/name = 'New' and id > 5".`,
};

const doubled: Misreading = {
  message: 'a quote inside a text is not doubled here',
  hint: String.raw`Write \" for it, or put the text into the other kind of quotes: '5" disk'.`,
};

function closedEarly({ text }: Token): Misreading {
  return {
    message: `"${text}" follows a text that is closed already`,
    hint: `A quote inside a text closes it: put the text into the other kind, "O'Brien". Or a quote is missing further left.`,
  };
}

const numbered: Misreading = {
  message: 'members of a list have no numbers here',
  hint: 'Any member is tested, in --child-conditions: communicationItems/value like "%@example.com".',
};

function called({ text }: Token): Misreading {
  return {
    message: `there are no functions here: ${text}(`,
    hint: 'Text compares without regard to case; several values stand in a list: in (1,2).',
  };
}

function listed({ text }: Token): Misreading {
  return {
    message: `${text} takes one value, not a list`,
    hint: 'For several write in ("New","Closed") or not in (1,2).',
  };
}

const turnedRound: Misreading = {
  message: 'not stands before contains, like or in',
  hint: 'Turn it round: != in place of not … =, and field not in (…) in place of not field in (…).',
};

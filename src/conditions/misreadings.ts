import { shortened } from '../text/shortened.js';
import { readRelative } from '../dates/forms.js';
import { isOperator, spanOf, type Token } from './lex.js';
import { inCondition, whereSpellings } from './where/operators.js';
import { ConditionSyntaxError } from './syntax-error.js';

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

/** The spellings that `--where` alone has, and what stands for them in a condition. */
const short = new Map(
  whereSpellings.flatMap(({ text, operator }) => {
    const written = inCondition(operator);
    return text === written ? [] : [[text, written] as const];
  }),
);

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
  const written = short.get(word);
  if (written !== undefined)
    return { message: `${word} is a word of --where alone`, hint: `Write ${written}.` };
  return undefined;
}

/** The error for a token where a comparison, and so a field, should begin; undefined where nothing is known of it. */
export function noField(token: Token): ConditionSyntaxError | undefined {
  const wrong = (message: string) => new ConditionSyntaxError(message, spanOf(token), fieldHint);
  switch (token.kind) {
    case 'string':
      // As cmd passes '…', which it does not know.
      return /[=<>]|\s(?:contains|like|in)\s/i.test(token.value)
        ? new ConditionSyntaxError(
            'quotes stand around the whole condition',
            spanOf(token),
            undefined,
            'quotedWhole',
          )
        : wrong('a field name stands without quotes');
    case 'date':
      return wrong('a field name stands without brackets');
    case 'number':
      return wrong(`the field stands before ${token.text}`);
    case 'name':
    case 'symbol':
    case 'end':
      return undefined;
  }
}

export const fieldHint = 'A comparison begins with a field: status/name = "New".';

export const valueHint =
  'Values are "text", 12, 1.5, true, false, null and [2026-01-31T18:04:26Z]; an empty variable may stand there.';

/** What to write for a field that stands alone, as a flag does in other languages, or whose path has a blank in it. */
export function bareField(path: string, { kind, text }: Token): string | undefined {
  if (kind === 'end' || /^(?:and|or|\))$/i.test(text))
    return `A field is compared with a value: ${shortened(path)} = true.`;
  return kind === 'name' ? `A path has slashes: ${shortened(path)}/${shortened(text)}.` : undefined;
}

/** The error for text that lost its quotes, or never had them, up to where the condition seems to go on. */
export function unquoted(text: string, position: number): ConditionSyntaxError {
  const rest = text.slice(position);
  const words = unquotedWords(rest);
  const at = { start: position, end: position + words.length };
  return readRelative(words) === undefined
    ? new ConditionSyntaxError(
        `text stands in quotes: "${shortened(words)}"`,
        at,
        undefined,
        'unquoted',
      )
    : new ConditionSyntaxError(
        'dates stand in [ ]',
        at,
        `Write [${words}], or "${words}" where text is meant.`,
      );
}

/** Without a regular expression over blanks: thousands of them would take minutes. */
function unquotedWords(rest: string): string {
  const [all = ''] = /^[^"()<>=!,[\]]+/.exec(rest) ?? [];
  const joint = all.search(/\s(?:and|or)\s/i);
  const run = (joint === -1 ? all : all.slice(0, joint)).trimEnd();
  const goesOn = joint === -1 && /^[<>=!]/.test(rest.slice(all.length));
  if (!goesOn) return run;
  // The last word is the field that the operator belongs to.
  let end = run.length;
  while (end > 0 && !/\s/.test(run.charAt(end - 1))) end--;
  return end === 0 ? run : run.slice(0, end).trimEnd();
}

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
  hint: 'Any member is tested: communicationItems/value like "%@example.com".',
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

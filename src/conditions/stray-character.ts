import { readRelative } from '../dates/forms.js';
import { shortened } from '../text/shortened.js';
import { ConditionSyntaxError } from './syntax-error.js';

/** The error for a place where no word of a condition begins. */
export function strayCharacter(text: string, position: number): ConditionSyntaxError {
  const rest = text.slice(position);
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  const { message, length, hint } =
    unclosed(character, rest) ??
    unbracketed(rest) ??
    unquoted(rest) ??
    encoded(rest) ??
    odd(character, rest);
  return new ConditionSyntaxError(message, { start: position, end: position + length }, hint);
}

interface Stray {
  message: string;
  length: number;
  hint?: string;
}

function unclosed(character: string, rest: string): Stray | undefined {
  const message = { '"': quote, "'": quote, '[': 'this date is never closed' }[character];
  if (message === undefined) return undefined;
  return {
    message,
    length: rest.length,
    hint: `Close it with ${character === '[' ? ']' : character}.`,
  };
}

const quote = 'this quote is never closed';

function unbracketed(rest: string): Stray | undefined {
  const message = 'dates stand in [ ]';
  const [iso] = isoDate.exec(rest) ?? [];
  if (iso !== undefined) return { message, length: iso.length, hint: `Write [${iso}].` };
  const [relative] = /^[+-]\d+ ?[a-z]+\b/i.exec(rest) ?? [];
  if (relative !== undefined && readRelative(relative) !== undefined)
    return { message, length: relative.length, hint: `Write [${relative}].` };
  // Which day 03/04/2026 is, nobody can know.
  const [other] = /^\d{1,2}([/.])\d{1,2}\1\d{4}\b/.exec(rest) ?? [];
  if (other === undefined) return undefined;
  return { message, length: other.length, hint: 'Write year, month and day: [2026-01-31].' };
}

const isoDate = /^\d{4}-\d\d?-\d\d?(?:[T ]\d\d?:[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?/i;

function unquoted(rest: string): Stray | undefined {
  const [word] = /^(?:-?\d|\.\d)[\w./:@-]*/.exec(rest) ?? [];
  if (word === undefined) return undefined;
  return {
    message: `"${shortened(word)}" is neither a number nor a name`,
    length: word.length,
    hint: word.startsWith('.')
      ? `Write 0${shortened(word)}.`
      : `Text stands in quotes: "${shortened(word)}". Dates stand in [ ].`,
  };
}

/** What stands between the words of a condition, as it stands in a URL. */
function encoded(rest: string): Stray | undefined {
  const [code] = /^%(?:2[0-9a-f]|3[a-f]|5[bd]|7c|c2%a0)/i.exec(rest) ?? [];
  if (code === undefined) return undefined;
  return {
    message: `${code} is percent-encoded text`,
    length: code.length,
    hint: 'Write the character itself: cwm encodes what it sends.',
  };
}

function odd(character: string, rest: string): Stray {
  const length = character.length;
  if (/[\u2018-\u201f\u00ab\u00bb\u2032-\u2036\uff02\uff07`\u00b4]/.test(character)) {
    return {
      message: `${/[\u2018-\u201f]/.test(character) ? 'a curly quote' : 'this'} (${character}) is not a quote`,
      length,
      hint: 'Write " or \'; texts copied from a mail or a document often have curly ones.',
    };
  }
  if (/[\p{C}\p{Z}]/u.test(character) || /\p{Default_Ignorable_Code_Point}/u.test(character)) {
    const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
    return {
      message: `an invisible character (U+${code}) has no place here`,
      length,
      hint: 'Delete it; texts copied from a mail or a web page often have such.',
    };
  }
  if (character === '!') {
    return {
      message: '! does not negate here',
      length,
      hint: 'Write != or, before contains, like and in, not; closedFlag=false in place of !closedFlag.',
    };
  }
  if (character === '\\' && /^\\+["']/.test(rest)) {
    return {
      message: String.raw`a backslash has no place before the quote that opens a text`,
      length,
      hint: `A shell may have kept it. Put single quotes inside double ones: "status/name = 'New'".`,
    };
  }
  const hint = hints.find(({ of }) => of.includes(character))?.hint;
  return {
    message: `"${character}" has no place here`,
    length,
    ...(hint === undefined ? {} : { hint }),
  };
}

const hints = [
  { of: '\u2265\u2a7e', hint: 'Write >=.' },
  { of: '\u2264\u2a7d', hint: 'Write <=.' },
  { of: '\u2260', hint: 'Write !=.' },
  { of: '\u2212\u2013\u2014', hint: 'The minus of a number is -.' },
  { of: '%*', hint: 'Wildcards stand inside the quotes: like "%text%".' },
  {
    of: '-',
    hint: 'A name has no - in it, and the minus of a number stands right before its digits.',
  },
  { of: '+', hint: 'A number has no + before it.' },
  { of: ';', hint: 'Join comparisons with and or or.' },
  { of: '${}', hint: 'A variable or a placeholder may not have been filled in.' },
  { of: '/.', hint: 'A path is names with single slashes between them: company/identifier.' },
];

import { checkedName } from '../conditions/check/findings.js';
import { readWords } from '../conditions/lex.js';
import { ConditionSyntaxError } from '../conditions/syntax-error.js';
import { splitWhere, wordOf, wordsOf } from '../conditions/where/text.js';
import { UsageError } from '../errors/errors.js';
import { isExactNumber, isNumber } from '../text/json.js';
import { someOf } from '../text/nearest.js';
import { decodePercent } from '../text/percent.js';
import { isRecord } from '../text/records.js';
import { shortened } from '../text/shortened.js';
import type { SavedCall } from './entry.js';
import { asWritten, escapeBraces, placeholdersOf } from './placeholders.js';
import { masked } from './stand-ins.js';

/** A literal of a text, without its quotes or brackets, and where it stands between them. */
interface Found {
  literal: string;
  start: number;
  end: number;
}

/**
 * A kept call with `{name=literal}` wherever the literal stands as a whole: a value of conditions or of a where, a
 * parameter, a text or number of the body, a segment of the path that is none of the endpoint's template. Throws
 * UsageError where it stands nowhere.
 */
export function withPlaceholder(
  call: SavedCall,
  name: string,
  literal: string,
  template = '',
): SavedCall {
  refuseUnwritable(name, literal);
  const known = new Map(placeholdersOf(call).map((one) => [one.name, one.default]));
  const seen = new Set<string>();
  const isIt = (text: string): boolean => {
    seen.add(text);
    return text === literal;
  };
  const placeholder = asWritten({ name, default: literal });
  /** The kept text with the placeholder in place of those that `find` finds in it as it is read. */
  const replace = (kept: string, find: (text: string) => Found[]): string => {
    const { text, replace: unmask, namesIn } = masked(kept, () => '');
    const restored = (part: string) =>
      unmask(escapeBraces(part), (_value, one) =>
        asWritten({ name: one, default: known.get(one) }),
      );
    let written = '';
    let done = 0;
    for (const { literal: one, start, end } of find(text)) {
      if (namesIn(one).length > 0 || !isIt(one)) continue;
      written += restored(text.slice(done, start)) + placeholder;
      done = end;
    }
    return written + restored(text.slice(done));
  };
  const inParameter = (parameter: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((one) => inParameter(parameter, one));
    if (isNumber(value)) return isIt(digitsOf(value)) ? placeholder : value;
    if (typeof value !== 'string') return value;
    return replace(value, literalsOf(parameter));
  };
  const inBody = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => inBody(one));
    if (isNumber(value)) return isIt(digitsOf(value)) ? placeholder : value;
    if (typeof value === 'string')
      return isOperation(call, key) ? value : replace(value, literalsOf(key));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([one, member]) => [one, inBody(member, one)]),
    );
  };
  const fixed = template.toLowerCase().split('/');
  const changed: SavedCall = {
    method: call.method,
    path: replace(call.path, (text) => segmentsOf(text, fixed)),
    params: Object.fromEntries(
      Object.entries(call.params).map(([one, value]) => [one, inParameter(one, value)]),
    ),
    data: inBody(call.data),
  };
  if (seen.has(literal)) return changed;
  throw new UsageError(`"${shortened(literal)}" stands nowhere in the call as a whole value.`, {
    hint:
      seen.size === 0
        ? 'The call has no values.'
        : `It has ${someOf([...seen].map((one) => shortened(one)))}.`,
  });
}

function refuseUnwritable(name: string, literal: string): void {
  if (!/^[a-z_][\w-]*$/i.test(name))
    throw new UsageError(`"${shortened(name)}" cannot be the name of a placeholder.`, {
      hint: 'A name has English letters, digits, _ and -, and begins with a letter.',
    });
  if (/[{}]/.test(literal))
    throw new UsageError('A value with braces cannot become a placeholder.', {
      hint: 'Choose another value of the call.',
    });
}

/** What finds the literals of a parameter, or of a member of the body: of most they are the whole text. */
function literalsOf(parameter: string): (text: string) => Found[] {
  const language = checkedName(parameter);
  if (language === 'orderBy' || language === 'fields') return whole;
  if (language !== undefined) return conditionLiterals;
  return parameter.toLowerCase() === 'where' ? whereLiterals : whole;
}

function whole(text: string): Found[] {
  return [{ literal: text, start: 0, end: text.length }];
}

function conditionLiterals(text: string): Found[] {
  return readWords(text).tokens.flatMap(({ kind, text: token, value, position }): Found[] => {
    const [start, end] = [position, position + token.length];
    if (kind === 'number') return [{ literal: token, start, end }];
    if (kind !== 'string' && kind !== 'date') return [];
    return [{ literal: value, start: start + 1, end: end - 1 }];
  });
}

function whereLiterals(text: string): Found[] {
  try {
    const { operator, value, path } = splitWhere(text);
    const words = operator.kind === 'in' ? wordsOf(value) : [wordOf(value, path)];
    return words.map(({ text: literal, quoted, at: { start, end } }) =>
      quoted ? { literal, start: start + 1, end: end - 1 } : { literal, start, end },
    );
  } catch (error) {
    if (error instanceof ConditionSyntaxError) return [];
    throw error;
  }
}

function segmentsOf(path: string, fixed: readonly string[]): Found[] {
  return [...path.matchAll(/[^/]+/g)].flatMap(({ 0: segment, index }) =>
    fixed.includes(segment.toLowerCase()) || /[/?#\\]/.test(decodePercent(segment))
      ? []
      : [{ literal: decodePercent(segment), start: index, end: index + segment.length }],
  );
}

/** What an operation of a PATCH does, and where, is no value of it. */
function isOperation({ method }: SavedCall, key: string): boolean {
  return method === 'PATCH' && (key === 'op' || key === 'path');
}

function digitsOf(value: unknown): string {
  return isExactNumber(value) ? value.value : String(value);
}

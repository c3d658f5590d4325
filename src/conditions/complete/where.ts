import { fieldsFor, labelsOf } from './fields.js';
import { whereOperatorsFor } from './operators.js';
import { bareValuesFor, expected, fieldAt } from './values.js';
import { pick, type CompleteOptions, type Completion } from './completion.js';
import type { RecordShape } from '../shape.js';

const leading = /^(\s*)((?:[^\s=!<>~"]|"[^"]*"?)*)(\s*)/;
const operatorAhead = /^(?:==|!=|!~|<>|<=|>=|[=<>~!]|not\s+[a-z]*|[a-z]+)/i;

/** Completes one clause of --where: a field, an operator and all the rest as its value. */
export function completeWhere(
  text: string,
  cursor: number,
  shape: RecordShape,
  options: CompleteOptions,
): Completion {
  const [whole = '', indent = '', path = ''] = leading.exec(text) ?? [];
  const pathEnd = indent.length + path.length;
  if (cursor <= pathEnd) {
    const from = Math.min(indent.length, cursor);
    const to = cursor < indent.length ? cursor : pathEnd;
    return { from, to, candidates: fieldsFor(text.slice(from, cursor), shape, options) };
  }
  const owner = assignee(path, shape);
  const { field, kind } = owner ?? fieldAt(path, shape);
  const start = whole.length;
  const operator = operatorAhead.exec(text.slice(start))?.[0] ?? '';
  const end = start + operator.length;
  if (cursor <= start || isUnfinished(operator, cursor - end)) {
    const from = cursor <= start ? cursor : start;
    const what = field === undefined || kind !== 'reference' ? undefined : labelsOf(field, shape);
    const all = whereOperatorsFor(kind, what);
    const offers = owner === undefined ? all : all.filter((one) => one.text === '=');
    const to = cursor <= start ? cursor : Math.max(end, cursor);
    return { from, to, candidates: pick(text.slice(from, cursor), offers) };
  }
  const word = operator.toLowerCase().replaceAll(/\s+/g, ' ');
  const inList = /^(?:not ?)?in$/.test(word);
  const comparing = { field, kind, operator: word, inList };
  const { from, to } = valueAt(text, end, cursor, inList);
  return {
    from,
    to,
    candidates: bareValuesFor(text.slice(from, cursor), comparing, options),
    expects: expected(comparing, shape, options.dialect),
  };
}

/** `assigned` stands for the owner of a record, or one of its resources. */
function assignee(path: string, shape: RecordShape): ReturnType<typeof fieldAt> | undefined {
  if (path.toLowerCase() !== 'assigned' || fieldAt(path, shape).field !== undefined)
    return undefined;
  return fieldAt('owner', shape);
}

/** The cursor stands in the operator, or right behind one that could go on. */
function isUnfinished(operator: string, behind: number): boolean {
  return behind < 0 || operator === '' || (behind === 0 && /^(?:!|.*[a-z])$/is.test(operator));
}

/** The value, or the element of a list, that the cursor stands in. */
function valueAt(
  text: string,
  start: number,
  cursor: number,
  inList: boolean,
): { from: number; to: number } {
  const written = text.slice(start, cursor);
  const begun = inList ? (/[^,(]*$/.exec(written)?.[0] ?? '') : written;
  const from = cursor - begun.trimStart().length;
  const ahead = text.slice(cursor);
  const rest = inList ? (/^[^,)]*/.exec(ahead)?.[0] ?? '') : ahead;
  return { from, to: cursor + rest.length };
}

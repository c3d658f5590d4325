import { printCondition, printLiteral } from './print.js';
import { readServerDate } from './server-date.js';
import {
  joined,
  literalsOf,
  type Compare,
  type Comparison,
  type Condition,
  type In,
  type Literal,
} from './tree.js';

/** Conditions that together choose what one chooses. */
export interface Split {
  parts: Condition[];
  /** The fields whose values tell the parts apart; undefined where they are alternatives that a record may meet both of. */
  fields: string[] | undefined;
}

/** Most parts of a condition that has to be divided at two lists at once. */
const mostParts = 200;

/**
 * Conditions that together choose what one chooses, each of which fits: by sharing out the values of a list (an `in`,
 * or `=` and `in` on one field joined by or), the alternatives of an or, or the values of two lists joined by and, each
 * part of the one with each of the other. Undefined where none of that makes every part fit.
 */
export function splitCondition(
  condition: Condition,
  fits: (text: string) => boolean,
): Split | undefined {
  return split(condition, (one) => fits(printCondition(one)));
}

type Fits = (one: Condition) => boolean;

function split(condition: Condition, fits: Fits): Split | undefined {
  return (
    splitAtList(condition, fits) ??
    splitAlternatives(condition, fits) ??
    grid(condition, fits, mostParts)
  );
}

/** One part where it fits, else by sharing out the values of one list. */
function splitAtList(condition: Condition, fits: Fits): Split | undefined {
  if (fits(condition)) return { parts: [condition], fields: [] };
  for (const list of longestFirst(condition)) {
    const parts = shareOut(list, fits);
    if (parts !== undefined) return { parts, fields: parts.length > 1 ? [list.path] : [] };
  }
  return undefined;
}

function longestFirst(condition: Condition): ValueList[] {
  return listsIn(condition).sort((a, b) => b.members.length - a.members.length);
}

/** The alternatives of an or, or of one that is joined to other terms by and; each divided where it must be. */
function splitAlternatives(condition: Condition, fits: Fits): Split | undefined {
  if (condition.kind === 'and') {
    for (const [index, term] of condition.terms.entries()) {
      const whole = (some: Condition) => joined('and', condition.terms.with(index, some));
      const found = splitAlternatives(term, (one) => fits(whole(one)));
      if (found !== undefined) return { ...found, parts: found.parts.map(whole) };
    }
    return undefined;
  }
  if (condition.kind !== 'or') return undefined;
  const members: Condition[] = [];
  for (const term of flat(condition, 'or')) {
    const found = split(term, fits);
    if (found === undefined) return undefined;
    members.push(...found.parts);
  }
  const parts = shareOut({ members, whole: (some) => joined('or', some) }, fits);
  return parts && { parts, fields: undefined };
}

/** Halves the longest list again and again until what is left can be shared out at one list alone. */
function grid(condition: Condition, fits: Fits, most: number): Split | undefined {
  const [longest, other] = longestFirst(condition);
  if (longest === undefined || other === undefined || longest.members.length < 2) return undefined;
  const { members, whole, path } = longest;
  const middle = Math.ceil(members.length / 2);
  const parts: Condition[] = [];
  const fields = new Set([path]);
  for (const some of [members.slice(0, middle), members.slice(middle)]) {
    const left = most - parts.length;
    const half = whole(some);
    const found = splitAtList(half, fits) ?? grid(half, fits, left);
    if (found === undefined || found.parts.length > left) return undefined;
    parts.push(...found.parts);
    for (const field of found.fields ?? []) fields.add(field);
  }
  return { parts, fields: [...fields] };
}

/** A list of values in a condition, and the condition with some of its members alone in the list's place. */
interface ValueList {
  /** Of its field, in lower case. */
  path: string;
  /** `in` with one value each, or comparisons with `=`. */
  members: Comparison[];
  whole: (some: readonly Comparison[]) => Condition;
}

/** The lists whose parts, each put in the place of the whole, together choose what the whole chooses. */
function listsIn(condition: Condition): ValueList[] {
  switch (condition.kind) {
    case 'in': {
      const { field, negated, kind } = condition;
      if (negated) return [];
      const inList = (values: Literal[]): In => ({ kind, field, negated, values });
      const members = distinct(condition.values).map((value) => inList([value]));
      return [
        { path: pathOf(condition), members, whole: (some) => inList(some.flatMap(literalsOf)) },
      ];
    }
    case 'or': {
      const terms = flat(condition, 'or').filter(isListed);
      const [first] = terms;
      const paths = new Set(terms.map(pathOf));
      if (first === undefined || paths.size !== 1 || terms.length < flat(condition, 'or').length)
        return [];
      const [path = ''] = paths;
      const values = distinct(terms.flatMap(literalsOf));
      if (terms.every(({ kind }) => kind === 'compare')) {
        const members = terms.filter((term) =>
          literalsOf(term).some((one) => values.includes(one)),
        );
        return [{ path, members, whole: (some) => joined('or', some) }];
      }
      const inList = (some: Literal[]): In => ({
        kind: 'in',
        field: first.field,
        negated: false,
        values: some,
      });
      const members = values.map((value) => inList([value]));
      return [{ path, members, whole: (some) => inList(some.flatMap(literalsOf)) }];
    }
    case 'and':
      return condition.terms.flatMap((term, index) =>
        listsIn(term).map(({ path, members, whole }) => ({
          path,
          members,
          whole: (some) => joined('and', condition.terms.with(index, whole(some))),
        })),
      );
    default:
      return [];
  }
}

/** What names values that a field may have. */
function isListed(condition: Condition): condition is Compare | In {
  return condition.kind === 'in'
    ? !condition.negated
    : condition.kind === 'compare' && condition.operator === '=' && condition.value.kind !== 'null';
}

function pathOf({ field }: Comparison): string {
  return field.path.toLowerCase();
}

function flat(condition: Condition, kind: 'and' | 'or'): Condition[] {
  return condition.kind === kind
    ? condition.terms.flatMap((term) => flat(term, kind))
    : [condition];
}

/** Takes as many members as fit, again and again. */
function shareOut<T extends Condition>(
  { members, whole }: { members: readonly T[]; whole: (some: readonly T[]) => Condition },
  fits: Fits,
): Condition[] | undefined {
  const parts: Condition[] = [];
  for (let start = 0; start < members.length;) {
    // As many as fit lie between one that does and one that does not: halve the distance.
    let [most, tooMany] = [0, members.length - start + 1];
    while (tooMany - most > 1) {
      const some = Math.floor((most + tooMany) / 2);
      if (fits(whole(members.slice(start, start + some)))) most = some;
      else tooMany = some;
    }
    if (most === 0) return undefined;
    parts.push(whole(members.slice(start, start + most)));
    start += most;
  }
  return parts;
}

/** The literals without those that mean the same as one before them. */
function distinct(literals: readonly Literal[]): Literal[] {
  const seen = new Set<string>();
  return literals.filter((literal) => {
    const key = `${literal.kind} ${meaning(literal)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function meaning(literal: Literal): string | number {
  switch (literal.kind) {
    case 'string':
      return literal.value.toLowerCase();
    case 'number':
      // Beyond 15 digits a JavaScript number would take different ones for the same.
      return literal.text.length > 15 ? literal.text : Number(literal.text);
    case 'date':
      return readServerDate(literal.text) || literal.text;
    default:
      return printLiteral(literal);
  }
}

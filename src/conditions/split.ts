import { printCondition, printLiteral } from './print.js';
import { readServerDate } from './server-date.js';
import {
  comparisonsOf,
  joined,
  literalsOf,
  type Compare,
  type Comparison,
  type Condition,
  type In,
  type Literal,
} from './tree.js';

/**
 * Conditions that together choose what one chooses, as few as fit, by sharing out the values of an `in` list or of
 * an or-list of `=` on one field. Undefined where no list can be shared out so that every part fits.
 */
export function splitCondition(
  condition: Condition,
  fits: (text: string) => boolean,
): Condition[] | undefined {
  const fitsWhole = (one: Condition) => fits(printCondition(one));
  if (fitsWhole(condition)) return [condition];
  for (const list of listsIn(condition).sort((a, b) => b.members.length - a.members.length)) {
    const parts = shareOut(list, fitsWhole);
    if (parts !== undefined) return parts;
  }
  return undefined;
}

/** The field whose values tell the parts of a split apart; undefined where there is one part. */
export function dividedField([first, second]: readonly Condition[]): string | undefined {
  if (first === undefined || second === undefined) return undefined;
  const others = valuesByField(second);
  for (const [path, values] of valuesByField(first)) if (others.get(path) !== values) return path;
  return undefined;
}

/** A list of values in a condition, and the condition with some of its members alone in the list's place. */
interface ValueList {
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
      return [{ members, whole: (some) => inList(some.flatMap(literalsOf)) }];
    }
    case 'or': {
      const terms = flat(condition, 'or');
      const equal = terms.filter(isEqual);
      const fields = new Set(equal.map(({ field }) => field.path.toLowerCase()));
      if (equal.length < terms.length || fields.size !== 1) return [];
      const values = new Set(distinct(equal.map(({ value }) => value)));
      const members = equal.filter(({ value }) => values.has(value));
      return [{ members, whole: (some) => joined('or', some) }];
    }
    case 'and':
      return condition.terms.flatMap((term, index) =>
        listsIn(term).map(({ members, whole }) => ({
          members,
          whole: (some) => joined('and', condition.terms.with(index, whole(some))),
        })),
      );
    default:
      return [];
  }
}

function isEqual(condition: Condition): condition is Compare {
  return condition.kind === 'compare' && condition.operator === '=';
}

function flat(condition: Condition, kind: 'and' | 'or'): Condition[] {
  return condition.kind === kind
    ? condition.terms.flatMap((term) => flat(term, kind))
    : [condition];
}

/** Takes as many members as fit, again and again. */
function shareOut(
  { members, whole }: ValueList,
  fits: (one: Condition) => boolean,
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

function valuesByField(condition: Condition): Map<string, string> {
  const values = new Map<string, string>();
  for (const comparison of comparisonsOf(condition)) {
    const path = comparison.field.path.toLowerCase();
    const own = literalsOf(comparison).map(printLiteral).join();
    values.set(path, `${values.get(path) ?? ''},${own}`);
  }
  return values;
}

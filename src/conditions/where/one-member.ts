import { lookUp, type RecordShape } from '../shape.js';
import { slashPath } from '../spelling.js';
import { literalText, type Condition } from '../tree.js';

/** Clauses that no single member of a list meets. */
export interface Conflict {
  /** What they differ in: `list`, or the path that they compare. */
  of: string;
  values: string[];
}

/**
 * What keeps every single member of a list from meeting all clauses, as far as the lists and the `=` in them tell: a
 * server may test each member on its own. Custom fields have no shape.
 */
export function conflictOf(
  clauses: readonly Condition[],
  shape: RecordShape | undefined,
): Conflict | undefined {
  const needs = clauses.flatMap(andTerms).map((term) => needsOf(term, shape));
  for (const of of new Set(needs.flatMap((one) => [...one.keys()]))) {
    const choices = needs.map((one) => one.get(of)).filter((one) => one !== undefined);
    const [first = []] = choices;
    const isMet = first.some((value) => choices.every((values) => holds(values, value)));
    if (!isMet) return { of, values: withoutRepeats(choices.flat()) };
  }
  return undefined;
}

/** The values of which a member must have one, by path; and the lists, of which it must be in one. */
type Needs = Map<string, string[]>;

function needsOf(condition: Condition, shape: RecordShape | undefined): Needs {
  if ('terms' in condition) {
    const needs = condition.terms.map((term) => needsOf(term, shape));
    const all = new Map(needs.flatMap((one) => [...one]));
    if (condition.kind === 'and') return all;
    const shared = [...all.keys()].filter((of) => needs.every((one) => one.has(of)));
    return new Map(shared.map((of) => [of, needs.flatMap((one) => one.get(of) ?? [])]));
  }
  const written = slashPath(condition.field.path);
  const found = shape === undefined ? undefined : lookUp(written, shape);
  const path = found?.kind === 'found' ? found.path : written.toLowerCase();
  const needs: Needs = new Map();
  if (found?.kind === 'found' && found.list !== undefined) needs.set('list', [found.list]);
  if (condition.kind !== 'compare' || condition.operator !== '=') return needs;
  return condition.value.kind === 'null' ? needs : needs.set(path, [literalText(condition.value)]);
}

function andTerms(condition: Condition): Condition[] {
  return condition.kind === 'and' ? condition.terms.flatMap(andTerms) : [condition];
}

function withoutRepeats(values: readonly string[]): string[] {
  return values.filter((value, index) => !holds(values.slice(0, index), value));
}

function holds(values: readonly string[], value: string): boolean {
  return values.some((one) => one.toLowerCase() === value.toLowerCase());
}

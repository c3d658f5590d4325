import { parts } from '../opposite.js';

/** A state where it stands in the sentence. */
export interface State {
  word: string;
  from: number;
  to: number;
  clauses: readonly string[];
  /** It stands beside the word for a field, as its value. */
  isValue: boolean;
}

/** States of which one is enough stand together: those with an or between them, and values of one field. */
export function alternatives(found: readonly State[], text: string): State[][] {
  const groups: State[][] = [];
  let isOpen = false;
  for (const state of found.toReversed()) {
    const [group] = groups;
    const next = group?.[0];
    const between: string = next === undefined ? '' : text.slice(state.to, next.from);
    const isJoined: boolean =
      /^\s*,?\s*(?:and\s*\/\s*)?(?:or|\/)\s*(?:(?:that|which|who)\s+)?(?:are\s+|is\s+)?$/i.test(
        between,
      ) ||
      (isOpen && /^\s*,\s*$/.test(between));
    const isSame =
      next !== undefined &&
      /^\s*(?:ones?\s*)?(?:,|and|,\s*and|&)\s*$/i.test(between) &&
      exclude(state.clauses, next.clauses);
    if (group !== undefined && (isJoined || isSame)) group.unshift(state);
    else groups.unshift([state]);
    isOpen = isJoined;
  }
  return groups;
}

/** Whether no record is in both states: they are two values of one field. */
export function exclude(one: readonly string[] = [], other: readonly string[] = []): boolean {
  const [first, second] = [namedIn(one), namedIn(other)];
  return first !== undefined && first.path === second?.path && first.value !== second.value;
}

/** A value, or a part of a name that only one of several has. */
function namedIn(clauses: readonly string[]): { path: string; value: string } | undefined {
  const [clause = '', ...more] = clauses;
  const { path, operator, value } = parts(clause);
  return more.length === 0 && operator === '~' && path.endsWith('/name')
    ? { path, value }
    : valueOf(clauses);
}

/** The one value that a state stands for. */
export function valueOf(clauses: readonly string[]): { path: string; value: string } | undefined {
  const [clause = '', ...more] = clauses;
  const { path, operator, value } = parts(clause);
  return more.length === 0 && operator === '=' && value !== 'null' ? { path, value } : undefined;
}

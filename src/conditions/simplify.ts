import { readServerDate } from './server-date.js';
import type { Compare, Comparison, Condition, FieldName, In, Literal } from './tree.js';

/** A condition as it is told: what belongs together is one idea, and nothing is joined by a word twice in each other. */
export type Idea = Joint | Comparison | Stretch | Assigned;

export interface Joint {
  kind: 'all' | 'any';
  ideas: Idea[];
}

/** A date from a time on until before another, or outside of that. */
export interface Stretch {
  kind: 'stretch';
  field: FieldName;
  from: string;
  until: string;
  outside: boolean;
}

/** Owned by a member, or with the member among the resources. */
export interface Assigned {
  kind: 'assigned';
  to: Literal;
}

/** The same condition in as few ideas as there are in it. */
export function simplify(condition: Condition): Idea {
  if (!('terms' in condition)) return condition;
  const kind = condition.kind === 'and' ? 'all' : 'any';
  const ideas = condition.terms
    .map(simplify)
    .flatMap((idea) => (idea.kind === kind ? idea.ideas : [idea]));
  const merges = [mergeAssigned, mergeReference, mergeEquals, mergeBounds];
  const merged = merges.reduce((left, merge) => pairwise(left, (a, b) => merge(a, b, kind)), ideas);
  const [only] = merged;
  return only !== undefined && merged.length === 1 ? only : { kind, ideas: merged };
}

type Merge = (first: Idea, second: Idea) => Idea | undefined;

/** Puts two ideas that make one in the place of the first. */
function pairwise(ideas: readonly Idea[], merge: Merge): Idea[] {
  const done: Idea[] = [];
  for (const idea of ideas) {
    let merged: Idea | undefined;
    const at = done.findIndex((before) => (merged = merge(before, idea)) !== undefined);
    if (merged === undefined) done.push(idea);
    else done[at] = merged;
  }
  return done;
}

function mergeAssigned(first: Idea, second: Idea, kind: Joint['kind']): Assigned | undefined {
  const [owner, resources] = isOwner(first) ? [first, second] : [second, first];
  if (kind !== 'any' || !isOwner(owner) || resources.kind !== 'match') return undefined;
  const isMember = resources.operator === 'contains' && !resources.negated;
  if (!isMember || !samePath(resources.field, { path: 'resources' })) return undefined;
  return textOf(owner.value) === textOf(resources.value)
    ? { kind: 'assigned', to: owner.value }
    : undefined;
}

function isOwner(idea: Idea): idea is Compare {
  return (
    idea.kind === 'compare' &&
    idea.operator === '=' &&
    idea.value.kind === 'string' &&
    samePath(idea.field, { path: 'owner/identifier' })
  );
}

/** `company/identifier="Acme" or company/name="Acme"`: a company that is called so, told by the reference alone. */
function mergeReference(first: Idea, second: Idea, kind: Joint['kind']): Comparison | undefined {
  if (!isComparison(first) || !isComparison(second)) return undefined;
  const [one, other] = [namedBy(first.field), namedBy(second.field)];
  if (one === undefined || other === undefined) return undefined;
  if (one.member === other.member || one.reference.toLowerCase() !== other.reference.toLowerCase())
    return undefined;
  if (isNegative(first) !== (kind === 'all') || sayingOf(first) !== sayingOf(second))
    return undefined;
  const ordered = first.kind === 'compare' && first.operator !== '=' && first.operator !== '!=';
  return ordered || isNull(first) ? undefined : { ...first, field: { path: one.reference } };
}

/** The reference whose name or identifier a path is. */
export function namedBy({ path }: FieldName): { reference: string; member: string } | undefined {
  const [, reference, member] = /^(.+)\/(identifier|name)$/i.exec(path) ?? [];
  if (reference === undefined || member === undefined) return undefined;
  return { reference, member: member.toLowerCase() };
}

/** What a comparison says of its field. */
function sayingOf(comparison: Comparison): string {
  const { kind } = comparison;
  const operator = kind === 'in' ? kind : comparison.operator;
  const values = kind === 'in' ? comparison.values : [comparison.value];
  return JSON.stringify([operator, isNegative(comparison), values.map(textOf)]);
}

/** Several values for one field, joined by or, are a list of them; several that it is not, joined by and, too. */
function mergeEquals(first: Idea, second: Idea, kind: Joint['kind']): In | undefined {
  const operator = kind === 'any' ? '=' : '!=';
  if (second.kind !== 'compare' || second.operator !== operator || isNull(second)) return undefined;
  const values = listed(first, operator);
  if (values === undefined || !isComparison(first) || !samePath(first.field, second.field))
    return undefined;
  return {
    kind: 'in',
    field: first.field,
    negated: kind === 'all',
    values: [...values, second.value],
  };
}

function listed(idea: Idea, operator: '=' | '!='): Literal[] | undefined {
  if (idea.kind === 'in') return idea.negated === (operator === '!=') ? idea.values : undefined;
  if (idea.kind !== 'compare' || idea.operator !== operator || isNull(idea)) return undefined;
  return [idea.value];
}

function mergeBounds(first: Idea, second: Idea, kind: Joint['kind']): Stretch | undefined {
  if (first.kind !== 'compare' || second.kind !== 'compare') return undefined;
  if (!samePath(first.field, second.field)) return undefined;
  const [above, below] = first.operator === '>=' ? [first, second] : [second, first];
  if (above.operator !== '>=' || below.operator !== '<') return undefined;
  if (above.value.kind !== 'date' || below.value.kind !== 'date') return undefined;
  const outside = kind === 'any';
  const [from, until] = outside ? [below.value, above.value] : [above.value, below.value];
  if (!(readServerDate(from.text) < readServerDate(until.text))) return undefined;
  return { kind: 'stretch', field: first.field, from: from.text, until: until.text, outside };
}

function isComparison(idea: Idea): idea is Comparison {
  return idea.kind === 'compare' || idea.kind === 'match' || idea.kind === 'in';
}

function isNegative(comparison: Comparison): boolean {
  return comparison.kind === 'compare' ? comparison.operator === '!=' : comparison.negated;
}

function isNull(comparison: Comparison): boolean {
  return comparison.kind === 'compare' && comparison.value.kind === 'null';
}

function samePath(one: FieldName, other: FieldName): boolean {
  return one.path.toLowerCase() === other.path.toLowerCase();
}

function textOf(literal: Literal): string {
  switch (literal.kind) {
    case 'string':
      return JSON.stringify(literal.value);
    case 'boolean':
      return String(literal.value);
    case 'null':
      return 'null';
    case 'number':
    case 'date':
      return `${literal.kind} ${literal.text}`;
  }
}

import { readServerDate } from '../server-date.js';
import type { Assigned, Idea, Joint, Stretch } from './simplify.js';
import {
  isNegative,
  isNullCheck,
  type Compare,
  type Comparison,
  type FieldName,
  type In,
  type Literal,
} from '../tree.js';

/** How two ideas of the same key may make one. */
export interface Merge {
  key: (idea: Idea) => string | undefined;
  merge: (first: Idea, second: Idea) => Idea | undefined;
}

export function merges(kind: Joint['kind']): Merge[] {
  return [
    { key: assignedKey, merge: kind === 'any' ? mergeAssigned : () => undefined },
    { key: referenceKey, merge: (first, second) => mergeReference(first, second, kind) },
    {
      key: (idea) => listKey(idea, kind),
      merge: (first, second) => mergeEquals(first, second, kind),
    },
    { key: boundKey, merge: (first, second) => mergeBounds(first, second, kind) },
  ];
}

function assignedKey(idea: Idea): string | undefined {
  const isPart = isOwner(idea) || (idea.kind === 'match' && samePath(idea.field, resources));
  return isPart ? textOf(idea.value) : undefined;
}

const resources = { path: 'resources' };

function mergeAssigned(first: Idea, second: Idea): Assigned | undefined {
  const [owner, among] = isOwner(first) ? [first, second] : [second, first];
  if (!isOwner(owner) || among.kind !== 'match') return undefined;
  return among.operator === 'contains' && !among.negated
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

/** Of what a reference is called, the same for its identifier and its name. */
function referenceKey(idea: Idea): string | undefined {
  if (!isComparison(idea)) return undefined;
  const named = namedBy(idea.field);
  return named && `${named.reference.toLowerCase()} ${sayingOf(idea)}`;
}

/** `company/identifier="Acme" or company/name="Acme"`: a company that is called so, told by the reference alone. */
function mergeReference(first: Idea, second: Idea, kind: Joint['kind']): Comparison | undefined {
  if (!isComparison(first) || !isComparison(second)) return undefined;
  const [one, other] = [namedBy(first.field), namedBy(second.field)];
  if (one === undefined || one.member === other?.member) return undefined;
  if (isNegative(first) !== (kind === 'all')) return undefined;
  const ordered = first.kind === 'compare' && first.operator !== '=' && first.operator !== '!=';
  return ordered || isNullCheck(first) ? undefined : { ...first, field: { path: one.reference } };
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

function listKey(idea: Idea, kind: Joint['kind']): string | undefined {
  const values = isComparison(idea) ? listed(idea, kind) : undefined;
  return values && isComparison(idea) ? idea.field.path.toLowerCase() : undefined;
}

/** Several values for one field, joined by or, are a list of them; several that it is not, joined by and, too. */
function mergeEquals(first: Idea, second: Idea, kind: Joint['kind']): In | undefined {
  if (!isComparison(first) || !isComparison(second)) return undefined;
  const [values, more] = [listed(first, kind), listed(second, kind)];
  if (values === undefined || more === undefined) return undefined;
  return { kind: 'in', field: first.field, negated: kind === 'all', values: [...values, ...more] };
}

function listed(idea: Comparison, kind: Joint['kind']): Literal[] | undefined {
  const operator = kind === 'any' ? '=' : '!=';
  if (idea.kind === 'in') return idea.negated === (kind === 'all') ? idea.values : undefined;
  if (idea.kind !== 'compare' || idea.operator !== operator || isNullCheck(idea)) return undefined;
  return [idea.value];
}

function boundKey(idea: Idea): string | undefined {
  if (idea.kind !== 'compare' || idea.value.kind !== 'date') return undefined;
  return /^(?:>=|<)$/.test(idea.operator) ? idea.field.path.toLowerCase() : undefined;
}

function mergeBounds(first: Idea, second: Idea, kind: Joint['kind']): Stretch | undefined {
  if (first.kind !== 'compare' || second.kind !== 'compare') return undefined;
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

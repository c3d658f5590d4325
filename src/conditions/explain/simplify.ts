import { merges, type Merge } from './merges.js';
import type { Comparison, Condition, FieldName, Literal } from '../tree.js';

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
  const merged = merges(kind).reduce(mergeAlike, ideas);
  const [only] = merged;
  return only !== undefined && merged.length === 1 ? only : { kind, ideas: merged };
}

/** Puts two ideas that make one in the place of the first. Thousands of alternatives are not compared with each other. */
function mergeAlike(ideas: readonly Idea[], { key, merge }: Merge): Idea[] {
  const done: Idea[] = [];
  const places = new Map<string, number[]>();
  for (const idea of ideas) {
    const alike = key(idea);
    const earlier = alike === undefined ? [] : (places.get(alike) ?? []);
    let merged: Idea | undefined;
    const at = earlier.find((place) => {
      const before = done[place];
      merged = before === undefined ? undefined : merge(before, idea);
      return merged !== undefined;
    });
    if (merged !== undefined && at !== undefined) done[at] = merged;
    else if (alike !== undefined) places.set(alike, [...earlier, done.push(idea) - 1]);
    else done.push(idea);
  }
  return done;
}

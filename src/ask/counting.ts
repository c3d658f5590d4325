import type { Draft } from './draft.js';
import type { Sentence } from './sentence.js';
import type { Subject } from './subject.js';
import type { World } from './world.js';

/** Takes what asks for a number of records. Hours and the like are amounts of them, and their records are what tells. */
export function takeCount(sentence: Sentence): boolean {
  sentence.takeAs(/how (?:much|many(?=\s+(?:hours|minutes|days)\b))(?!\p{L})/u, '');
  return asksForCount.some((form) => sentence.takeAs(form, 'count'));
}

const asksForCount: readonly RegExp[] = [
  /(?<!\p{L})how many(?!\s+(?:hours|minutes|days)\b)(?!\p{L})/u,
  /(?<=^|[^\p{L}\s]\s*|(?<!\p{L})(?:the|total|overall|exact|is|me|get|show|give|tell|find|want|need|and|a)\s+)(?:the )?(?:total )?(?:number|count) of(?!\p{L})/u,
  /^(?:[^\p{L}]|please|can you|just)*count(?: (?:up|of))?(?!\p{L})/u,
  /(?<=\p{L}\s)count(?=\s*(?:[?.!]|$|(?:of|for|on|in|by|at|with|per|from)\b))/u,
];

/** The count beside a list; the list itself where the catalog has none, whose rows can be counted. */
export function counted(draft: Draft, { list, path }: Subject, { catalog }: World): Draft {
  const beside = (one: string) => `${one.replace(/\/$/, '')}/count`;
  const isThere = catalog
    .match(beside(list.path))
    .some(({ endpoint }) => endpoint.method === 'GET');
  if (isThere) return { ...draft, path: beside(path), orderBy: [], fields: [] };
  const why = `${list.path} has no count: its rows are listed`;
  return { ...draft, all: true, doubts: [...draft.doubts, { why, weight: 0.8 }] };
}

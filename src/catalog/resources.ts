import { actionVerbs } from './action-verbs.js';
import type { Operation } from './model.js';
import { splitPath } from './template.js';
import { singular, type Lexicon } from './words.js';

/** What an operation does to its resource; a search picks by it. */
export type Role =
  | 'list'
  | 'get'
  | 'create'
  | 'replace'
  | 'update'
  | 'delete'
  | 'count'
  | 'info'
  | 'usages'
  | 'action';

/** A resource as search sees it: one document for all of its operations. */
export interface Resource {
  /** The words that name it, singular: `note`. */
  name: string[];
  /** The words of what it belongs to: `service ticket`. */
  owner: string[];
  module: string;
  category: string[];
  /** How many resources lie on its path. */
  depth: number;
  /** How many resources lie below the first one of its path: the well-known ones have many. */
  family: number;
  /** Positions of its operations in the definition, with their roles. */
  operations: [number, Role][];
  /** Schemas whose fields tell what it holds. */
  schemas: string[];
}

/** Groups operations by resource: the collection, its records and their twins are one, an action is one of its own. */
export function groupResources(operations: readonly Operation[], lexicon: Lexicon): Resource[] {
  const reads = new Set(
    operations.filter(({ method }) => method === 'GET').map(({ path }) => path),
  );
  const resources = new Map<string, Resource>();
  for (const [index, operation] of operations.entries()) {
    const { key, nouns, role } = placeOf(operation, reads, lexicon);
    const words = nouns.map((noun) =>
      lexicon.words(noun).map((word) => singular(word).toLowerCase()),
    );
    const resource = resources.get(key) ?? {
      name: words.at(-1) ?? [],
      owner: [...new Set(words.slice(0, -1).flat())],
      module: operation.module.toLowerCase(),
      category: lexicon.words(operation.category).map((word) => singular(word).toLowerCase()),
      depth: nouns.length,
      family: 0,
      operations: [],
      schemas: [],
    };
    resources.set(key, resource);
    resource.operations.push([index, role]);
    const schema = operation.response.payload?.schema ?? operation.body?.schema;
    if (
      schema !== null &&
      schema !== undefined &&
      ['list', 'get', 'create'].includes(role) &&
      !resource.schemas.includes(schema)
    ) {
      resource.schemas.push(schema);
    }
  }
  const families = new Map<string, number>();
  for (const key of resources.keys()) {
    const first = firstOf(key);
    families.set(first, (families.get(first) ?? 0) + 1);
  }
  for (const [key, resource] of resources) resource.family = families.get(firstOf(key)) ?? 1;
  return [...resources.values()];
}

/** Module and first resource of a key. */
function firstOf(key: string): string {
  return key.split('/').slice(0, 2).join('/');
}

function placeOf(
  operation: Operation,
  reads: ReadonlySet<string>,
  lexicon: Lexicon,
): { key: string; nouns: string[]; role: Role } {
  const segments = splitPath(operation.path);
  const shape = segments.map((segment) =>
    segment.startsWith('{') ? '{}' : segment.toLowerCase().replace(/\{.*/, ''),
  );
  let end = shape.length;
  let role: Role | undefined;
  const last = shape.at(-1) ?? '';
  if (operation.method === 'GET' && end > 2) {
    if (last === 'count')
      [role, end] = ['count', shape[end - 2] === 'info' && end > 3 ? end - 2 : end - 1];
    else if (last === 'info') [role, end] = ['info', end - 1];
    else if (last === 'usages') [role, end] = ['usages', end - 1];
    else if (last === 'list' && shape[end - 2] === 'usages') [role, end] = ['usages', end - 2];
    if (role === 'count' && shape[segments.length - 2] === 'info') role = 'info';
  }
  // An end that nobody can read, called after what it does or answering otherwise than a creation.
  const isAction =
    operation.method === 'POST' &&
    last !== '{}' &&
    !reads.has(operation.path) &&
    (operation.response.status !== 201 ||
      actionVerbs.has(lexicon.words(segments.at(-1) ?? '')[0] ?? ''));
  if (shape[end - 1] === '{}') end--;
  const own = segments.slice(1, end).filter((segment) => !segment.startsWith('{'));
  role ??= isAction ? 'action' : roleOf(operation, last === '{}');
  return {
    key: shape.slice(0, end).join('/'),
    nouns: own.map((segment) => segment.replace(/\{.*/, '')),
    role,
  };
}

function roleOf({ method, response }: Operation, byId: boolean): Role {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'replace';
    case 'PATCH':
      return 'update';
    case 'DELETE':
      return 'delete';
    default:
      return byId || response.payload?.list !== true ? 'get' : 'list';
  }
}

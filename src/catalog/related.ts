import type { Operation } from './model.js';
import { splitPath } from './template.js';

/** Most entries of `related` that an endpoint lists. */
const most = 14;

/**
 * Which operations belong beside which: the others on the same path, the collection or the record, its
 * count and actions, its children, in this order. Indexes into `operations`.
 */
export function relate(operations: readonly Operation[]): number[][] {
  const byShape = new Map<string, number[]>();
  const children = new Map<string, number[]>();
  for (const [index, { path }] of operations.entries()) {
    const shape = shapeOf(path);
    push(byShape, shape, index);
    push(children, shape.slice(0, shape.lastIndexOf('/')), index);
  }
  return operations.map((operation, self) => {
    const shape = shapeOf(operation.path);
    const parent = shape.slice(0, shape.lastIndexOf('/'));
    const isRecord = shape.endsWith('/{}');
    const isCount = shape.endsWith('/count');
    const shapes = isRecord
      ? [shape, parent]
      : [shape, `${shape}/{}`, ...(parent.endsWith('/{}') || isCount ? [parent] : [])];
    const found = shapes.flatMap((one) => byShape.get(one) ?? []);
    const below = [
      ...(children.get(shape) ?? []),
      ...(isRecord ? [] : (children.get(`${shape}/{}`) ?? [])),
    ];
    below.sort((a, b) => weight(operations[a]) - weight(operations[b]) || a - b);
    const twins = (children.get(parent) ?? []).filter(
      (index) => isRecord && weight(operations[index]) === 0,
    );
    return [...new Set([...found, ...below, ...twins])]
      .filter((index) => index !== self)
      .slice(0, most);
  });
}

/** Counts first, then child lists and actions, then what changes children. */
function weight(operation: Operation | undefined): number {
  const last = splitPath(operation?.path ?? '')
    .at(-1)
    ?.toLowerCase();
  if (last === 'count') return 0;
  if (last === 'info' || last === 'usages') return 3;
  return operation?.method === 'GET' ? 1 : 2;
}

function shapeOf(path: string): string {
  const segments = splitPath(path).map((segment) =>
    segment.startsWith('{') ? '{}' : segment.toLowerCase(),
  );
  return `/${segments.join('/')}`;
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

import { UsageError } from '../errors/errors.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { isIndex } from './field-path.js';

/** Puts values at their places in a body, making the objects and lists on the way. */
export function setAt(
  body: unknown,
  settings: readonly { written: string; path: readonly string[]; value: unknown }[],
): void {
  const lists = new Set<unknown[]>();
  for (const { written, path, value } of settings) {
    let target: unknown = body;
    for (const [index, key] of path.entries()) {
      refuseWrongContainer(target, key, written);
      if (Array.isArray(target)) {
        // Elements may come in any order, but no list gets longer than what is given for it.
        if (Number(key) >= target.length + settings.length) throw gap(written, target);
        lists.add(target as unknown[]);
      }
      const container = target as JsonRecord;
      const existing = Object.hasOwn(container, key) ? container[key] : undefined;
      const isLast = index === path.length - 1;
      const next = isLast ? value : (existing ?? (isIndex(path[index + 1] ?? '') ? [] : {}));
      // Not an assignment: `__proto__` is a name like any other here.
      Object.defineProperty(container, key, {
        value: next,
        writable: true,
        enumerable: true,
        configurable: true,
      });
      target = next;
    }
  }
  for (const list of lists) {
    const hole = Array.from(list.keys()).find((index) => !(index in list));
    if (hole !== undefined) throw gap(`element ${list.length - 1}`, list.slice(0, hole));
  }
}

/** Takes what stands at a place out of a body; nothing where nothing stands. */
export function unsetAt(body: unknown, path: readonly string[]): void {
  let target: unknown = body;
  for (const key of path.slice(0, -1)) {
    if (!(isRecord(target) || Array.isArray(target)) || !Object.hasOwn(target, key)) return;
    target = (target as JsonRecord)[key];
  }
  const last = path.at(-1) ?? '';
  if (Array.isArray(target)) {
    if (isIndex(last)) target.splice(Number(last), 1);
  } else if (isRecord(target)) Reflect.deleteProperty(target, last);
}

function refuseWrongContainer(target: unknown, key: string, written: string): void {
  if (Array.isArray(target) ? /^\d+$/.test(key) : isRecord(target)) return;
  throw new UsageError(
    `${written} cannot be set: ${Array.isArray(target) ? `a list stands before ${key}` : `no object stands before ${key}`}.`,
    { hint: Array.isArray(target) ? `Name the element: 0.${key}` : 'Look at what -d gives there.' },
  );
}

function gap(written: string, list: readonly unknown[]): UsageError {
  return new UsageError(`${written} leaves a gap in its list.`, {
    hint: `The list has ${list.length} ${list.length === 1 ? 'element' : 'elements'}: the next one is ${list.length}.`,
  });
}

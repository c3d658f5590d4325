import { isRecord, type JsonRecord } from '../text/records.js';
import { ApiFault } from './answer.js';

/** Applies ConnectWise's PATCH dialect: add, replace and remove; the leading slash of a path is optional. */
export function applyPatch(record: JsonRecord, operations: unknown): JsonRecord {
  if (!Array.isArray(operations))
    throw new ApiFault(400, 'InvalidObject', 'The body of a PATCH is an array of operations.');
  const patched = structuredClone(record);
  for (const operation of operations as unknown[]) applyOperation(patched, operation);
  return patched;
}

function applyOperation(record: JsonRecord, operation: unknown): void {
  const { op, path, value } = isRecord(operation) ? operation : {};
  const verb = typeof op === 'string' ? op.toLowerCase() : '';
  if (typeof path !== 'string' || !['add', 'replace', 'remove'].includes(verb)) {
    throw new ApiFault(
      400,
      'InvalidObject',
      'A patch operation needs "op" (add, replace or remove) and "path".',
    );
  }
  const names = path.replace(/^\//, '').split('/');
  const last = names.pop() ?? '';
  let target: JsonRecord = record;
  for (const name of names) {
    const next = target[name];
    // A reference that changes by one of its keys is looked up anew by that key alone.
    target[name] =
      isRecord(next) && ['id', 'identifier', 'name'].includes(last)
        ? {}
        : isRecord(next)
          ? next
          : {};
    target = target[name] as JsonRecord;
  }
  if (verb === 'remove') Reflect.deleteProperty(target, last);
  else target[last] = value;
}

/** The top-level fields that operations change. */
export function patchedFields(operations: unknown): Set<string> {
  const paths = Array.isArray(operations)
    ? operations.filter(isRecord).map(({ path }) => path)
    : [];
  return new Set(paths.map((path) => String(path).replace(/^\//, '').split('/')[0] ?? ''));
}

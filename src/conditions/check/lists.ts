import { listed } from '../../text/nearest.js';
import { infoPath, unknownField } from './name.js';
import { doubt, fault, type Finding } from './finding.js';
import { infoFields, kindOf, lookUp, tellingMembers, type RecordShape } from '../shape.js';
import type { FieldName, OrderKey } from '../tree.js';

/** Checks what a list is sorted by. */
export function checkOrderBy(keys: readonly OrderKey[], shape: RecordShape): Finding[] {
  return keys.flatMap(({ field }) => checkOrder(field, shape));
}

/** Checks which fields are asked for. */
export function checkFieldList(names: readonly FieldName[], shape: RecordShape): Finding[] {
  return names.flatMap((name) => checkField(name, shape));
}

function checkOrder(name: FieldName, shape: RecordShape): Finding[] {
  const info = infoPath(name);
  if (info !== undefined) return [info];
  const found = lookUp(name.path, shape);
  if (found.kind === 'open') return [];
  if (found.kind === 'unknown') return [unknownField(name, found)];
  const { field, list, path } = found;
  if (list !== undefined || kindOf(field) === 'list')
    return [
      fault(name, `${list ?? path} is a list, and nothing sorts by one`, 'Name another field.'),
    ];
  const members = kindOf(field) === 'reference' ? tellingMembers(field, shape) : [];
  if (members.length === 0) return [];
  const hint = `Name a member of it: ${listed(
    members.map((member) => `${name.path}/${member}`),
    'or',
  )}.`;
  return [doubt(name, `${name.path} is a record, which may not sort`, hint)];
}

function checkField(name: FieldName, shape: RecordShape): Finding[] {
  const found = lookUp(name.path, shape);
  if (found.kind === 'open') return [];
  if (found.kind === 'unknown') return [unknownField(name, found)];
  const { list, path } = found;
  if (list !== undefined)
    return [doubt(name, `the server gives lists whole`, `Name the list itself: ${list}.`)];
  const isBeside =
    infoFields.some((one) => one.name === path) && !shape.fields.some((one) => one.name === path);
  if (!isBeside) return [];
  return [doubt(name, `bodies have ${path} in _info, if at all`, 'Name _info to get it.')];
}

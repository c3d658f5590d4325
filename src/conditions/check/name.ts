import { didYouMean } from '../../text/nearest.js';
import { doubt, fault, type Finding } from './finding.js';
import { infoFields, type Lookup } from '../shape.js';
import type { FieldName } from '../tree.js';

/** A name that looks like a misspelling is refused; one that resembles nothing may be of a newer server. */
export function unknownField(
  field: FieldName,
  { near }: Extract<Lookup, { kind: 'unknown' }>,
): Finding {
  const mean = didYouMean(near);
  return mean === undefined
    ? doubt(field, `"${field.path}" is not a field that the catalog knows; sent as it is`)
    : fault(field, `"${field.path}" is not a field here`, mean);
}

/** `_info` is of bodies alone: what filters and sorts of it stands at top level. */
export function infoPath(field: FieldName): Finding | undefined {
  const [, name] = /^_info\/(.+)$/i.exec(field.path) ?? [];
  if (name === undefined) return undefined;
  const known = infoFields.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return known === undefined
    ? doubt(field, `${field.path} can hardly be filtered or sorted by; sent as it is`)
    : fault(field, `${known.name} stands at top level here`, `Write ${known.name}.`);
}

import { didYouMean } from '../../text/nearest.js';
import { shortened } from '../../text/shortened.js';
import { doubt, fault, type Finding } from './finding.js';
import { infoFields, type Lookup } from '../shape.js';
import type { FieldName, Span } from '../tree.js';

/** A name that looks like a misspelling is refused; one that resembles nothing may be of a newer server. */
export function unknownField(field: FieldName, unknown: Unknown, hint?: string): Finding {
  const told = `"${shortened(field.path)}" is not a field`;
  const mean = hint ?? didYouMean(unknown.near);
  return mean === undefined
    ? doubt(field, `${told} that the catalog knows; sent as it is`)
    : fault({ ...field, ...placeOf(field, unknown) }, `${told} here`, mean);
}

export type Unknown = Extract<Lookup, { kind: 'unknown' }>;

/** The name that is not known within its path. */
function placeOf({ at }: FieldName, { name, before }: Unknown): { at?: Span } {
  if (at === undefined) return {};
  const start = at.start + (before === '' ? 0 : before.length + 1);
  return { at: { start, end: start + name.length } };
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

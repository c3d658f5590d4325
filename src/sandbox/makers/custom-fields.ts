import definitions from '../../../data/sandbox/custom-fields.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';

/** A record's custom fields with their values in order; one without a value is there all the same. */
export function customFields(
  of: keyof typeof definitions,
  values: readonly unknown[],
): JsonRecord[] {
  return definitions[of].map(({ id, caption, type, entryMethod, numberOfDecimals }, index) => ({
    id,
    caption,
    type,
    entryMethod,
    numberOfDecimals,
    value: values[index],
  }));
}

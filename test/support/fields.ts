import type { Field } from '../../src/catalog/model.js';

/** A field as the catalog has it. */
export function field(name: string, type: string, more: Partial<Field> = {}): Field {
  return { name, type, required: false, requiredOnUpdate: false, ...more };
}

export function reference(name: string, schema: string, more: Partial<Field> = {}): Field {
  return field(name, 'object', { schema, ...more });
}

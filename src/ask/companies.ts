import { lookUp } from '../conditions/shape.js';
import type { Subject } from './subject.js';

/** The field that says which company records are of; undefined where they are of none, or are companies themselves. */
export function companyOf({ lore, shape }: Pick<Subject, 'lore' | 'shape'>): string | undefined {
  if (lore.company !== undefined) return lore.company;
  const found = lookUp('company', shape);
  return found.kind === 'found' && found.field.schema === 'CompanyReference'
    ? 'company'
    : undefined;
}

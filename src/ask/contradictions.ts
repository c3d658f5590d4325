import type { Doubt, Draft } from './draft.js';
import { parts } from './opposite.js';

/** Two values that one field is to have at once: nothing has both, so one of them was read wrongly. */
export function contradictions({ filters }: Pick<Draft, 'filters'>): Doubt[] {
  const seen = new Map<string, string>();
  const doubts: Doubt[] = [];
  for (const { where } of filters) {
    const { path: written, operator } = parts(where);
    const path = written.replace(/\/(?:name|identifier)$/, '');
    const other = seen.get(path);
    if (operator !== '=' || other === where) continue;
    if (other !== undefined)
      doubts.push({ why: `nothing is both ${other} and ${where}`, weight: 0.4 });
    seen.set(path, where);
  }
  return doubts;
}

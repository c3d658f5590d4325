import type { Filter } from '../conditions/filters.js';
import { listed } from '../text/nearest.js';

/** Most lines of filters that a person reads. */
const most = 12;

/** What a list is filtered by, as flags to copy, with what each compares. */
export function filterLines(filters: readonly Filter[]): (readonly [string, string])[] {
  const custom = filters
    .filter((one) => one.in === 'customFieldConditions')
    .map((one) => [lineOf(one), 'a custom field by its caption'] as const);
  const own = mainFilters(filters).map((one) => [lineOf(one), noteOf(one, filters)] as const);
  return [...own.slice(0, most - custom.length), ...custom];
}

/** One filter a field: a reference is compared as a whole where it has a name. */
function mainFilters(filters: readonly Filter[]): Filter[] {
  const byField = new Map<string, Filter>();
  for (const one of filters) {
    if (one.in !== 'conditions') continue;
    const [field = one.name, member] = one.name.split('/');
    if (byField.has(field)) continue;
    byField.set(
      field,
      member === 'name' || member === 'identifier'
        ? { ...one, name: field, type: 'reference' }
        : one,
    );
  }
  return [...byField.values()];
}

function lineOf({ where }: Filter): string {
  return `--where '${where}'`;
}

function noteOf({ name, type, allowed }: Filter, filters: readonly Filter[]): string {
  if (allowed !== undefined) return `one of ${allowed.join(', ')}`;
  if (type !== 'reference') return type;
  const members = ['identifier', 'name', 'id'].filter((member) =>
    filters.some((one) => one.name === `${name}/${member}`),
  );
  return listed(members, 'or');
}

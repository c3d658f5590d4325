import type { Filter } from '../conditions/filters.js';
import { listed } from '../text/nearest.js';

/** Most lines of filters that a person reads. */
const most = 12;

/** What a list is filtered by, as flags to copy, with what each compares. */
export function filterLines(filters: readonly Filter[]): (readonly [string, string])[] {
  const custom = filters.filter((one) => one.in === 'customFieldConditions').map(customLine);
  const own = mainFilters(filters).map(
    (one) => [`--where '${whereOf(one)}'`, noteOf(one, filters)] as const,
  );
  return [...own.slice(0, most - custom.length), ...custom];
}

/** One filter a field: a reference is compared as a whole where it has a name. */
function mainFilters(filters: readonly Filter[]): Filter[] {
  const byField = new Map<string, Filter>();
  for (const one of filters) {
    if (one.in !== 'conditions') continue;
    const [field = one.name, member] = one.name.split('/');
    if (byField.has(field)) continue;
    byField.set(field, member === 'name' ? { ...one, name: field, type: 'reference' } : one);
  }
  return [...byField.values()];
}

/** In words in place of signs, and without double quotes: every shell leaves that alone. */
function whereOf({ name, type, example }: Filter): string {
  if (type === 'date') return `${name} ge -7d`;
  const [, sign = '', value = ''] = /^[\w/]+ ?(>=|!=|=|contains) ?(.*)$/.exec(example) ?? [];
  const operator = { '>=': 'ge', '!=': 'ne' }[sign] ?? sign;
  return `${name} ${operator} ${value.replaceAll('"', '')}`;
}

function noteOf({ name, type, allowed }: Filter, filters: readonly Filter[]): string {
  if (allowed !== undefined) return `one of ${allowed.join(', ')}`;
  if (type !== 'reference') return type;
  const members = ['name', 'identifier', 'id'].filter((member) =>
    filters.some((one) => one.name === `${name}/${member}`),
  );
  return listed(members, 'or');
}

function customLine(): readonly [string, string] {
  return [`--where 'customFields/Tier = Gold'`, 'a custom field by its caption'];
}

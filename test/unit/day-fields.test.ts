import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dayFieldsOf } from '../../src/catalog/day-fields.js';

interface Definition {
  components: { schemas: Record<string, { properties?: Record<string, { type?: string }> }> };
}

const { components } = JSON.parse(readFileSync('data/manage-2025.1.json', 'utf8')) as Definition;
const { fields } = JSON.parse(readFileSync('data/date-only.json', 'utf8')) as {
  fields: Record<string, string[]>;
};

test.each(Object.entries(fields))('the days of %s are texts of the definition', (schema, names) => {
  const properties = components.schemas[schema]?.properties ?? {};
  expect(names.filter((name) => properties[name]?.type !== 'string')).toEqual([]);
  expect(names).toEqual([...new Set(names)].sort());
});

test('fields are told apart by schema, in any case', () => {
  expect(dayFieldsOf('Agreement')('EndDate')).toBe(true);
  expect(dayFieldsOf('Invoice')('date')).toBe(true);
  expect(dayFieldsOf('Activity')('dateEnd')).toBe(false);
  expect(dayFieldsOf('Ticket')('closedDate')).toBe(false);
  expect(dayFieldsOf(null)('endDate')).toBe(false);
});

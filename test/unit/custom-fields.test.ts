import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeCustomFields } from '../../src/api/custom-fields.js';
import { exactNumber } from '../../src/text/json.js';

const current: Record<string, unknown>[] = [
  { id: 1, caption: 'Region', type: 'Text', value: 'North' },
  { id: 2, caption: 'Seats', type: 'Number', value: null },
  { id: 3, caption: 'Active', type: 'Checkbox', value: false },
  { id: 4, caption: 'Rate', type: 'Currency', value: 1 },
];

test.each([
  [{ caption: 'region', value: '007' }, 0, { ...current[0], value: '007' }],
  [{ id: 1, value: null }, 0, { ...current[0], value: null }],
  [{ caption: 'Seats', value: '007' }, 1, { ...current[1], value: 7 }],
  [{ id: 3, value: 'TRUE' }, 2, { ...current[2], value: true }],
  [{ id: '4', value: '-1.5' }, 3, { ...current[3], id: '4', value: -1.5 }],
  [{ id: 4, value: 12 }, 3, { ...current[3], value: 12 }],
])('%j changes its entry, typed by it, and the others go along', (change, at, entry) => {
  expect(mergeCustomFields(current, [change])).toEqual(current.with(at, entry));
});

test('ids that differ in their last digit name different entries', () => {
  const [first, second] = ['9007199254740995', '9007199254740996'].map(exactNumber);
  const entries = [
    { id: first, caption: 'A' },
    { id: second, caption: 'B' },
  ];
  expect(mergeCustomFields(entries, [{ id: second, value: 'x' }])).toEqual([
    entries[0],
    { id: second, caption: 'B', value: 'x' },
  ]);
});

test.each([
  [{ caption: 'Seats', value: 'many' }, 'The custom field Seats takes a number, not "many".'],
  [{ id: 3, value: 'yes' }, 'The custom field Active takes true or false, not "yes".'],
  [{ caption: 'Reigon', value: 'x' }, 'This record has no custom field Reigon.'],
  [{ id: 9, value: 'x' }, 'This record has no custom field 9.'],
])('%j is refused', (change, message) => {
  expect(() => mergeCustomFields(current, [change])).toThrow(message);
});

test('without the check it is added as it is', () => {
  const change = { caption: 'Reigon', value: 'x' };
  expect(mergeCustomFields(current, [change], false)).toEqual([...current, change]);
});

test('no entry is lost and none is changed that was not named', () => {
  const changes = fc.array(
    fc.record({ id: fc.integer({ min: 1, max: 4 }), value: fc.constant(null) }),
  );
  fc.assert(
    fc.property(changes, (given) => {
      const merged = mergeCustomFields(current, given);
      const named = given.map(({ id }) => id);
      expect(merged).toEqual(
        current.map((entry) =>
          named.some((id) => id === entry['id']) ? { ...entry, value: null } : entry,
        ),
      );
    }),
  );
});

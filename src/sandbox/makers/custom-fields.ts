import definitions from '../../../data/sandbox/custom-fields.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Maker } from '../ground.js';

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

/** The custom fields of a schema, all of them empty; undefined where it has none. */
export function definedFor(schema: string): JsonRecord[] | undefined {
  return schema in definitions ? customFields(schema as keyof typeof definitions, []) : undefined;
}

/** What the fields are, for whoever asks. */
export const fieldDefinitions: Maker = (_ground, add) => {
  let [sequence, option] = [0, 0];
  for (const [schema, fields] of Object.entries(definitions)) {
    for (const field of fields)
      add(null, {
        podId: screens.indexOf(schema) + 1,
        caption: field.caption,
        sequenceNumber: ++sequence,
        screenId: schema,
        fieldTypeIdentifier: field.type,
        entryTypeIdentifier: field.entryMethod,
        numberDecimals: field.numberOfDecimals,
        requiredFlag: false,
        displayOnScreenFlag: true,
        readOnlyFlag: false,
        listViewFlag: sequence === 1,
        options: ('options' in field ? field.options : []).map((value, index) => ({
          id: ++option,
          optionValue: value,
          defaultFlag: index === 0,
          inactiveFlag: false,
          sortOrder: index + 1,
        })),
        addAllBusinessUnits: true,
        addAllLocations: true,
      });
  }
};

const screens = Object.keys(definitions);

import { columnsOf } from '../actions/send.js';
import { shapeFor } from '../catalog/record-shape.js';
import { contentOf } from '../conditions/complete/fields.js';
import { slashPath } from '../conditions/spelling.js';
import { inputFor, withInputs, type Step } from './draft.js';

/** A checklist of the fields that are wanted, those that tell most first and chosen; none stands for all of them. */
export const chooseFields: Step = async (draft, { catalog, desk }) => {
  const { endpoint } = draft;
  const shape = shapeFor(catalog, endpoint)('fields');
  const given = inputFor(draft).fields?.map(slashPath);
  const usual = (columnsOf(catalog, endpoint) ?? []).map(slashPath);
  const notes = new Map(shape.fields.map((field) => [field.name, contentOf(field, shape)]));
  const names = [...new Set([...(given ?? []), ...usual, ...notes.keys()])];
  const checked = new Set(given ?? usual);
  const fields = await desk.prompt.checklist(
    'Which fields? (none for all)',
    names.map((name) => {
      const note = notes.get(name.split('/')[0] ?? name);
      return {
        name,
        value: name,
        checked: checked.has(name),
        ...(note === undefined ? {} : { description: note }),
      };
    }),
  );
  return withInputs(draft, { fields: fields.length === 0 ? undefined : fields });
};

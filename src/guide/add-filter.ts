import { whereRules } from '../actions/where.js';
import { recordShape } from '../catalog/record-shape.js';
import { fieldAt } from '../conditions/complete/values.js';
import { askFilterValue } from './ask-filter-value.js';
import { withInputs, type Step } from './draft.js';
import { operatorChoices, type Comparing } from './operators-in-words.js';
import { pickField } from './pick-field.js';

/** One clause of `--where`: a field, how it is compared, and with what. */
export const addFilter: Step = async (draft, asking) => {
  const { services, prompt } = asking.desk;
  const shape = recordShape(asking.catalog, draft.endpoint);
  const path = await pickField('Which field?', 'where', draft, asking);
  const { field, kind } = fieldAt(path === 'assigned' ? 'owner' : path, shape);
  const comparing: Comparing =
    kind === 'boolean'
      ? { operator: '=', words: 'is' }
      : await prompt.select(`${path} …`, operatorChoices(kind));
  const rules = await whereRules({ shape, check: true, dates: true }, services);
  const value = await askFilterValue({ path, field, kind, ...comparing }, rules, asking);
  return withInputs(draft, {
    where: [...draft.raw.where, `${path} ${comparing.operator} ${value}`],
  });
};

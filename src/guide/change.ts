import { placeholderTexts } from '../api/request.js';
import { isRead } from '../catalog/model.js';
import { askBody } from './ask-body.js';
import { askParameter, nameOf, neededParameters } from './ask-parameters.js';
import { withInputs, type Asking, type Draft, type Step } from './draft.js';
import { askReading } from './list-menu.js';

/** Goes back to one of the questions; undefined where the beginning is wanted, which is called by a name of its own. */
export async function change(
  draft: Draft,
  beginning: string,
  asking: Asking,
): Promise<Draft | undefined> {
  const { endpoint } = draft;
  const parameters = neededParameters(draft, asking).map((name) => ({
    name: nameOf(name, endpoint),
    value: async (from: Draft) => await askParameter(name, from, asking),
  }));
  const rest = isRead(endpoint)
    ? { name: 'Filters, fields, order, how many', value: askReading }
    : { name: 'The body', value: askWriting };
  const step = await asking.desk.prompt.select<Step | 'beginning' | 'back'>('Change what?', [
    ...parameters,
    rest,
    { name: beginning, value: 'beginning' },
    { name: 'Nothing: back to the request', value: 'back' },
  ]);
  if (step === 'beginning') return undefined;
  return step === 'back' ? draft : await step(draft, asking);
}

/** What a write sends. */
export const askWriting: Step = async (draft, { catalog, desk }) => {
  const { endpoint, raw } = draft;
  if (endpoint.body === null) return draft;
  const { texts } = placeholderTexts({ endpoint, values: {}, path: '', query: '' }, raw.params);
  const target = { catalog, endpoint, values: texts, given: raw };
  return withInputs(draft, await askBody(target, desk));
};

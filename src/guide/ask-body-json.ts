import { skeleton } from '../catalog/skeleton.js';
import { toJson } from '../text/json.js';
import { inertJson } from '../text/sanitize.js';
import { jsonIn } from './ask-value-list.js';
import { faultOf, type Writing } from './body-writing.js';

/** Asks for a body as JSON, where it is a list or the catalog does not know what it is made of. */
export async function askJson(writing: Writing): Promise<void> {
  const { catalog, endpoint, desk, draft } = writing;
  const required = endpoint.body?.required === true;
  const sample = skeleton(catalog, endpoint);
  if (sample !== undefined) await desk.say(desk.style.dim(`For example: ${toJson(sample)}`));
  const given = await desk.prompt.text(`The body as JSON${required ? '' : '; Enter skips it'}`, {
    initial: draft.data === undefined ? undefined : inertJson(toJson(draft.data)),
    check: async (text) => {
      if (text.trim() === '') return required ? 'A body is required.' : undefined;
      const value = jsonIn(text);
      if ('fault' in value) return value.fault;
      const write = (changed: { data: unknown }) => {
        changed.data = value.json;
      };
      return await faultOf(writing, write, { whole: true });
    },
  });
  const value = jsonIn(given);
  draft.data = given.trim() === '' || 'fault' in value ? undefined : value.json;
}

import { isRead } from '../catalog/model.js';
import type { Guide } from '../cli/define-command.js';
import { askParameters } from './ask-parameters.js';
import { askWriting } from './change.js';
import { draftOf, rawCall, type Asking, type Draft, type RawCall } from './draft.js';
import { askReading } from './list-menu.js';
import { pickEndpoint } from './pick-endpoint.js';
import { untilSent } from './until-sent.js';

/** Asks for a call from its endpoint, where that is not known, to its last field, shows it in full, and sends it where the person says so. */
export const guide: Guide = async (given, desk) => {
  const raw = rawCall(given);
  const asking = { catalog: await desk.services.catalog(), desk };
  const path = given['path'];
  const draft = await (path === undefined
    ? begin(raw, asking)
    : askRest(draftOf({ method: given['method'], path }, raw, asking.catalog), asking));
  const anew = { name: 'Another endpoint', begin: () => begin(raw, asking) };
  return await untilSent(draft, anew, asking);
};

async function begin(raw: RawCall, asking: Asking): Promise<Draft> {
  return await askRest(await pickEndpoint(raw, asking), asking);
}

/** What a call needs behind its endpoint. */
async function askRest(picked: Draft, asking: Asking): Promise<Draft> {
  const { method, path } = picked.endpoint;
  // Who may not write is told before all the questions.
  if (!isRead(picked.endpoint)) asking.desk.services.refuseUnapproved(`${method} ${path}`);
  if (picked.entry !== undefined) return picked;
  const draft = await askParameters(picked, asking);
  return await (isRead(draft.endpoint) ? askReading : askWriting)(draft, asking);
}

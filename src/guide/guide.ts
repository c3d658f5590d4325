import { isRead } from '../catalog/model.js';
import type { Guide } from '../cli/define-command.js';
import { RefusedError } from '../errors/errors.js';
import { asCommands } from './as-commands.js';
import { askParameters } from './ask-parameters.js';
import { askWriting, change } from './change.js';
import { draftOf, rawCall, type Asking, type Draft, type RawCall } from './draft.js';
import { keepUnsent } from './keep-unsent.js';
import { askReading } from './list-menu.js';
import { afterFailure } from './after-failure.js';
import { pickEndpoint } from './pick-endpoint.js';
import { previewOf } from './preview.js';
import { Reconsidered } from './review.js';
import { sendReviewed } from './send-reviewed.js';

/** Asks for a call from its endpoint, where that is not known, to its last field, shows it in full, and sends it where the person says so. */
export const guide: Guide = async (given, desk) => {
  const raw = rawCall(given);
  const asking = { catalog: await desk.services.catalog(), desk };
  const again = async (from: Draft) => (await change(from, asking)) ?? (await begin(raw, asking));
  const path = given['path'];
  let draft = await (path === undefined
    ? begin(raw, asking)
    : askRest(draftOf({ method: given['method'], path }, raw, asking.catalog), asking));
  for (;;) {
    try {
      return await sendReviewed(draft, desk);
    } catch (error) {
      if (!(error instanceof Reconsidered)) {
        const next = await afterFailure(error, desk);
        if (typeof next === 'object') return next;
        if (next === 'change') draft = await again(draft);
        continue;
      }
      if (error.decision === 'change') {
        draft = await again(draft);
        continue;
      }
      if (error.decision === 'leave')
        throw new RefusedError('Not sent.', { hint: 'Nothing was changed.', cause: error });
      const { written } = await previewOf(draft, desk.services);
      if (written === undefined) throw error;
      if (error.decision === 'print') return await asCommands(written, desk.services);
      return await keepUnsent(written, desk);
    }
  }
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

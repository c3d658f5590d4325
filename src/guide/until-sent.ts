import type { Result } from '../actions/define.js';
import { RefusedError } from '../errors/errors.js';
import { afterFailure } from './after-failure.js';
import { asCommands } from './as-commands.js';
import { change } from './change.js';
import type { Asking, Draft } from './draft.js';
import { keepUnsent } from './keep-unsent.js';
import { previewOf } from './preview.js';
import { Reconsidered } from './review.js';
import { sendReviewed } from './send-reviewed.js';

/** Another way to begin, offered among what can be changed. */
export interface Anew {
  name: string;
  begin: () => Promise<Draft>;
}

/** Shows a call in full and sends it where the person says so, after as many changes as they like. */
export async function untilSent(first: Draft, anew: Anew, asking: Asking): Promise<Result> {
  const { desk } = asking;
  const again = async (from: Draft) =>
    (await change(from, anew.name, asking)) ?? (await anew.begin());
  let draft = first;
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
}

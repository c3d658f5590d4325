import type { Result } from '../actions/define.js';
import { describeCall } from '../actions/describe-call.js';
import { keep, readDescription, refuseSecrets } from '../actions/keep.js';
import type { Desk } from '../cli/define-command.js';
import type { SavedCall } from '../memory/entry.js';
import { faultOf } from './fault-of.js';

/** Keeps a call that was not sent, under a description that is proposed. */
export async function keepUnsent(call: SavedCall, { prompt, services }: Desk): Promise<Result> {
  const description = await prompt.text('Keep it as:', {
    initial: await describeCall(call, services),
    check: (text) =>
      faultOf(() => {
        readDescription(text);
      }),
  });
  refuseSecrets({ ...call, description }, services, 'Nothing was kept. Change the value first.');
  await keep(call, description, services);
  return { kind: 'none', note: 'Nothing was sent.' };
}

import { credentialsIn, type Draft } from '../actions/login-draft.js';
import type { ConnectionStep } from '../api/check-connection.js';
import type { Desk } from '../cli/define-command.js';
import { exitCodes } from '../errors/exit-codes.js';
import { askKeys } from './ask-keys.js';
import { showStep } from './show-steps.js';

/** Tries the keys, others where the person enters them; the exit code where they fail and shall not be stored. */
export async function tryKeys(
  draft: Draft,
  desk: Desk,
): Promise<{ steps: ConnectionStep[] } | { exitCode: number }> {
  for (;;) {
    const steps = await desk.services.checkConnection(credentialsIn(draft));
    // Address and company were shown before the keys were asked for.
    const isNew = ({ name, status }: ConnectionStep) =>
      status === 'fail' || (name !== 'address' && name !== 'company');
    for (const step of steps.filter(isNew)) await showStep(step, desk);
    const error = steps.find((step) => step.error !== undefined)?.error;
    if (error === undefined) return { steps };
    const next = await desk.prompt.select('What now?', [
      { value: 'again' as const, name: 'Enter the keys again' },
      { value: 'store' as const, name: 'Store them all the same' },
      { value: 'stop' as const, name: 'Stop, and store nothing' },
    ]);
    if (next === 'store') return { steps };
    if (next === 'stop') return { exitCode: exitCodes[error.code] };
    draft.keys = await askKeys(desk);
  }
}

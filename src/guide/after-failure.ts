import type { Result } from '../actions/define.js';
import type { Desk } from '../cli/define-command.js';
import { CwmError } from '../errors/errors.js';
import type { ErrorCode } from '../errors/exit-codes.js';

/** What another try may mend: nobody knows whether the write of an unknown outcome was carried out. */
const mendable: readonly ErrorCode[] = ['usage', 'not_found', 'api', 'auth', 'unavailable'];

/** Shows why a call failed, and asks what now; who leaves ends with its exit code, having seen it. */
export async function afterFailure(
  error: unknown,
  { fail, prompt, services }: Desk,
): Promise<'change' | 'again' | Result> {
  if (!(error instanceof CwmError) || !mendable.includes(error.code) || services.signal.aborted)
    throw error;
  const exitCode = await fail(error);
  return await prompt.select<'change' | 'again' | Result>('What now?', [
    { name: 'Change it and try again', value: 'change' },
    ...(error.retryable ? [{ name: 'Try again as it is', value: 'again' as const }] : []),
    { name: 'Leave', value: { kind: 'none', note: '', exitCode } },
  ]);
}

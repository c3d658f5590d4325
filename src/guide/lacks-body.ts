import { asksForBody } from '../actions/call-body.js';
import { resolveCall } from '../actions/prepare-call.js';
import { callParams } from '../actions/call-params.js';
import { parseInput } from '../actions/parse-input.js';
import { isRead } from '../catalog/model.js';
import { CwmError } from '../errors/errors.js';
import type { Services } from '../services.js';

/** Whether raw input of `call` names a write and nothing of the body that it needs. */
export async function lacksBody(
  raw: Record<string, unknown>,
  { catalog }: Services,
): Promise<boolean> {
  try {
    const input = parseInput(callParams, raw);
    if (asksForBody(input) || !input.check) return false;
    const { endpoint } = resolveCall(await catalog(), input);
    return endpoint.body?.required === true && !isRead(endpoint);
  } catch (error) {
    // The call itself says what is wrong with it.
    if (error instanceof CwmError) return false;
    throw error;
  }
}

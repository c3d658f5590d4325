import { lowConfidence } from '../ask/confidence.js';
import { isRead } from '../catalog/model.js';
import { type CwmError, RefusedError, UsageError } from '../errors/errors.js';
import { listed } from '../text/nearest.js';
import type { CallInput } from './call-params.js';
import type { Plan, Planned } from './plan-of-draft.js';

/** The input of a call that may be sent once somebody has said yes to it: of what changes data, of a sure one alone. */
export function sendable(planned: Planned): CallInput | undefined {
  if (planned.kind === 'refused') return undefined;
  const isSent = !isLow(planned.plan) || isRead(planned.call.endpoint);
  return isSent ? planned.input : undefined;
}

/** Throws what stands against a plan that nobody has seen: it would be refused, or is not sure; the error has the plan in its details. */
export function refuseUnsure(planned: Planned, approved: boolean): void {
  const error = faultOf(planned, approved);
  if (error !== undefined) throw error;
}

function faultOf(planned: Planned, approved: boolean): CwmError | undefined {
  const { plan } = planned;
  const details = [{ code: 'plan', message: plan.explanation, plan }];
  if (planned.kind === 'refused') {
    const { error } = planned;
    if (error instanceof RefusedError) return error;
    return new UsageError(plan.explanation, {
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      details: [...details, ...error.details],
      cause: error,
    });
  }
  if (!isLow(plan)) return undefined;
  if (!isRead(planned.call.endpoint))
    return new RefusedError(`Not sent: ${notSure(plan)}`, {
      hint: 'A change is sent when all of its sentence is understood. --dry-run shows what was.',
      details,
    });
  if (approved) return undefined;
  return new UsageError(`Not sent: ${notSure(plan)}`, {
    hint: 'Say it in other words, or add --yes to send it as it was understood.',
    details,
  });
}

function isLow({ confidence }: Plan): boolean {
  return confidence < lowConfidence;
}

function notSure({ confidence, unused }: Plan): string {
  const words = unused.map((word) => `"${word}"`);
  const why = words.length === 0 ? '' : `; not understood: ${listed(words)}`;
  return `cwm is not sure what is meant (confidence ${confidence})${why}.`;
}

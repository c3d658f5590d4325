import { queryOf } from '../api/request.js';
import type { EndpointSummary, Method } from '../catalog/model.js';
import { confidenceOf } from '../ask/confidence.js';
import type { Draft } from '../ask/draft.js';
import { conditionsOf } from '../ask/either.js';
import type { Understood } from '../ask/sentence.js';
import { CwmError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { runCall } from './call.js';
import { callParams, type CallInput } from './call-params.js';
import { parseInput } from './parse-input.js';
import type { DryRun } from './send.js';

/** What a sentence became: one call, checked. */
export interface Plan {
  method: Method;
  path: string;
  params: Record<string, string | number>;
  data: unknown;
  /** The call in plain words. */
  explanation: string;
  /** 0 to 1; low below 0.5. */
  confidence: number;
  understood: Understood[];
  unused: string[];
  alternatives: EndpointSummary[];
}

/** The input of `call` that a draft stands for. */
export function inputOfDraft(draft: Draft): CallInput {
  const conditions = conditionsOf(draft);
  const { method, path, params, filters, orderBy, fields, rows, all, settings } = draft;
  return parseInput(callParams, {
    path,
    method,
    ...(params !== undefined && { params }),
    ...(filters.length > 0 && { where: filters.map(({ where }) => where) }),
    ...(conditions !== undefined && { conditions }),
    ...(orderBy.length > 0 && { orderBy }),
    ...(fields.length > 0 && { fields }),
    ...(rows !== undefined && { pageSize: rows }),
    ...(all && { pageSize: 1000 }),
    ...(settings.length > 0 && {
      set: Object.fromEntries(settings.map((one) => [one.path, one.value])),
    }),
  });
}

/** A draft through the checks that every call goes through: what they refuse is not sure at all, and says why. */
export async function planOfDraft(draft: Draft, services: Services): Promise<Plan> {
  const { understood, unused, alternatives } = draft;
  const confidence = confidenceOf(draft);
  const shown = { method: draft.method, understood, unused, alternatives };
  try {
    const { result } = await runCall({ ...inputOfDraft(draft), dryRun: true }, services);
    const { url, body, note } = (result as { value: DryRun }).value;
    const target = url.slice(url.indexOf('/apis/3.0') + '/apis/3.0'.length);
    const params = Object.fromEntries(
      queryOf(target).map(([name, text]) => [name, name === 'pageSize' ? Number(text) : text]),
    );
    const path = target.replace(/\?.*$/, '');
    return { ...shown, path, params, data: body, explanation: note ?? '', confidence };
  } catch (error) {
    if (!(error instanceof CwmError)) throw error;
    const explanation = `This would be refused: ${error.message}`;
    return { ...shown, path: draft.path, params: {}, data: null, explanation, confidence: 0 };
  }
}

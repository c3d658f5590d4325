import { pathOf, queryOf } from '../api/request.js';
import { confidenceOf } from '../ask/confidence.js';
import type { Draft } from '../ask/draft.js';
import { conditionsOf } from '../ask/either.js';
import type { Understood } from '../ask/sentence.js';
import { isRead, type Method } from '../catalog/model.js';
import { CwmError, UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { decodePercent } from '../text/percent.js';
import { callParams, type CallInput } from './call-params.js';
import { explainCall } from './explain-plan.js';
import { parseInput } from './parse-input.js';
import { showCall, type ShownCall } from './shown-call.js';

/** What a sentence became: one call, checked. */
export interface Plan {
  /** Null, as the path, where nothing tells what the sentence is about. */
  method: Method | null;
  path: string | null;
  /** Query parameters as they would be sent. */
  params: Record<string, string | number>;
  /** The body; null for none. */
  data: unknown;
  /** The call in plain words, or why it would be refused. */
  explanation: string;
  /** 0 to 1; low below 0.5. */
  confidence: number;
  understood: Understood[];
  unused: string[];
  alternatives: Alternative[];
}

/** Another call that may have been meant. */
export interface Alternative {
  method: Method;
  path: string;
  summary: string;
  /** The entry of memory that it is. */
  memory?: string;
}

/** A plan, and what it needs to be carried out: a call that passed its checks, or what they say against it. */
export type Planned =
  | { kind: 'call'; plan: Plan; input: CallInput; call: ShownCall; doubts: string[] }
  | { kind: 'refused'; plan: Plan; error: CwmError };

/** The input of `call` that a draft stands for. Throws UsageError for what no call takes. */
function inputOfDraft(draft: Draft): CallInput {
  refuseMany(draft);
  const conditions = conditionsOf(draft);
  const { method, path, params, filters, orderBy, fields, rows, all, settings } = draft;
  const { unset = [], data } = draft;
  return parseInput(callParams, {
    path,
    method,
    ...(params !== undefined && { params }),
    ...(filters.length > 0 && { where: filters.map(({ where }) => where) }),
    ...(conditions !== undefined && { conditions }),
    ...(orderBy.length > 0 && { orderBy }),
    ...(fields.length > 0 && { fields }),
    ...(rows !== undefined && (rows > largestPage ? { limit: rows } : { pageSize: rows })),
    ...(all && rows === undefined && { all }),
    ...(settings.length > 0 && {
      set: Object.fromEntries(settings.map((one) => [one.path, one.value])),
    }),
    ...(unset.length > 0 && { unset }),
    ...(data !== undefined && { data }),
  });
}

/** A change of records that nobody told apart is a change of none. */
function refuseMany({ method, path, doubts }: Draft): void {
  if (method === 'GET' || !path.includes('{')) return;
  throw new UsageError(doubts[0]?.why ?? 'Nothing tells which record is meant.', {
    hint: `Name it by its id, or change many: cwm call ${method} '${path}' --each <file>`,
  });
}

const largestPage = 1000;

/** A draft through the checks that every call goes through: what they refuse is not sure at all, and says why. */
export async function planOfDraft(draft: Draft, services: Services): Promise<Planned> {
  const { method, understood, unused } = draft;
  const alternatives = draft.alternatives.map(({ method, path, summary }) => ({
    ...{ method, path, summary },
  }));
  const heard = { understood, unused, alternatives };
  try {
    const input = inputOfDraft(draft);
    const call = await showCall(input, services);
    refuseReadOnly(call, services);
    const doubts = draft.doubts.map(({ why }) => `Not sure: ${why}.`);
    const plan: Plan = {
      method: call.endpoint.method,
      path: decodePercent(pathOf(call.target)),
      params: paramsOf(call.target),
      data: call.body,
      explanation: [explainCall(call), ...doubts].join(' '),
      confidence: confidenceOf(draft),
      ...heard,
    };
    return { kind: 'call', plan, input, call, doubts };
  } catch (error) {
    if (!(error instanceof CwmError)) throw error;
    const explanation = `This would be refused: ${error.message}`;
    const call = { method, path: draft.path, params: {}, data: null };
    return { kind: 'refused', plan: { ...call, explanation, confidence: 0, ...heard }, error };
  }
}

/** What a profile that writes nothing would say in the end. */
function refuseReadOnly({ method, target }: ShownCall, services: Services): void {
  const path = pathOf(target);
  if (!isRead({ method, path }) && services.readOnly())
    services.refuseUnapproved(`${method} ${decodePercent(path)}`);
}

function paramsOf(target: string): Plan['params'] {
  return Object.fromEntries(
    queryOf(target).map(([name, text]) => [
      name,
      /^page(?:Size)?$/.test(name) ? Number(text) : text,
    ]),
  );
}

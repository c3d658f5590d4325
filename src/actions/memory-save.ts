import { UsageError } from '../errors/errors.js';
import { withPlaceholder } from '../memory/to-placeholder.js';
import { methods } from '../catalog/model.js';
import { resolveEndpoint } from '../catalog/resolve.js';
import { templateOf } from '../memory/placeholders.js';
import type { Services } from '../services.js';
import { counted } from '../text/counted.js';
import { asksForBody, bodyParams } from './call-body.js';
import { callParams, readParams, sendParams, type CallInput } from './call-params.js';
import { defineAction, one, type InputOf } from './define.js';
import { keep, readDescription, refuseSecrets } from './keep.js';
import { connectionOf, whyNotNoted } from './memory-recent.js';
import { parseInput } from './parse-input.js';
import { inputOf } from './saved-input.js';
import { toSavedCall } from './to-saved-call.js';

// An upload is not kept, and how fast pages come is no matter of the call.
const { data, set, setFrom, unset, fit, unlessExists } = bodyParams;
const { params: pairs, conditions, childConditions, customFieldConditions } = readParams;
const { where, orderBy, fields, page, pageSize, all, limit, count } = readParams;

const params = {
  description: { kind: 'string', required: true, summary: 'what the call is for' },
  path: { kind: 'string', summary: callParams.path.summary, completes: 'endpoint' },
  method: { kind: 'string', choices: methods, summary: callParams.method.summary },
  last: {
    kind: 'integer',
    min: 1,
    summary: 'the last call that was made, or the n-th of cwm memory recent',
  },
  param: { kind: 'pairs', summary: 'makes a value of the call a placeholder: company=Acme' },
  force: { kind: 'boolean', default: false, summary: 'keep what looks like a secret' },
  params: pairs,
  ...{ conditions, childConditions, customFieldConditions, where, orderBy, fields },
  ...{ page, pageSize, all, limit, count },
  ...{ data, set, setFrom, unset, fit, unlessExists },
  check: sendParams.check,
} as const;

type SaveInput = InputOf<typeof params>;

export const memorySave = defineAction({
  name: 'memory_save',
  summary: 'Keep a call under a description',
  params,
  async run(given, services) {
    const { description, param = {}, force } = given;
    readDescription(description);
    const saved = await toSavedCall(await calledBy(given, services), services);
    const catalog = await services.catalog();
    const { endpoint } = resolveEndpoint(catalog, templateOf(saved.path), saved.method, false);
    const call = Object.entries(param).reduce(
      (changed, [name, literal]) => withPlaceholder(changed, name, literal, endpoint.path),
      saved,
    );
    if (!force)
      refuseSecrets(
        { ...call, description },
        services,
        `Make it a placeholder, such as {password}, or add --force to keep it all the same.`,
      );
    return one(await keep(call, description, services));
  },
});

/** The call that is meant, as input of `call`; braces in it are placeholders. */
async function calledBy(given: SaveInput, services: Services): Promise<CallInput> {
  const { last, path } = given;
  if (last !== undefined) return await recentCall(last, given, services);
  if (path === undefined)
    throw new UsageError('There is no call to keep.', {
      hint: `Say which: cwm memory save 'Open tickets' GET /service/tickets --conditions 'closedFlag = false', or add --last for the last one made.`,
    });
  return parseInput(callParams, { ...inputsOfCall(given), path });
}

/** A call of `memory recent`, with a body where it had one. */
async function recentCall(n: number, given: SaveInput, services: Services): Promise<CallInput> {
  const { data, set, setFrom, unset, fit, check } = given;
  const body = { data, set, setFrom, unset, fit, check };
  const said = Object.entries(inputsOfCall(given)).find(
    ([name, value]) => !(name in body) && value !== undefined && value !== false,
  );
  if (said !== undefined)
    throw new UsageError(`--last says what was called; ${said[0]} is given as well.`, {
      hint: 'Leave out one of them.',
    });
  const recent = (await services.memoryIfThere())?.recent;
  const calls = recent?.list(connectionOf(services)) ?? [];
  const call = calls[n - 1];
  if (call === undefined)
    throw new UsageError(`There is no call ${n}: ${counted(calls.length, 'call')} noted.`, {
      hint: whyNotNoted(services) ?? 'See them with: cwm memory recent',
    });
  const asked = asksForBody({ ...body, check });
  if (call.has_body && !asked)
    throw new UsageError(`The body of ${call.method} ${call.path} was not kept.`, {
      hint: 'Give it again with -d or --set.',
    });
  return parseInput(callParams, { ...inputOf({ ...call, data: null }), ...body });
}

/** What of the input `call` takes as well. */
function inputsOfCall(given: SaveInput): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => name in callParams));
}

import { callParams } from '../actions/call-params.js';
import { parseInput } from '../actions/parse-input.js';
import { indented } from '../actions/plan-lines.js';
import { showCall, type ShownCall } from '../actions/shown-call.js';
import { pathOf, queryOf } from '../api/request.js';
import type { Services } from '../services.js';
import { toJson } from '../text/json.js';
import { decodePercent } from '../text/percent.js';
import type { Draft } from './draft.js';

/** A call as it would be sent. */
export interface Preview extends Pick<ShownCall, 'words' | 'notes' | 'warnings' | 'written'> {
  /** The request, a parameter a line. */
  lines: string[];
}

/** Makes the call without sending anything. Throws what is wrong with it. */
export async function previewOf({ raw }: Draft, services: Services): Promise<Preview> {
  const input = parseInput(callParams, { ...raw, save: undefined });
  const { method, target, body, ...shown } = await showCall(input, services);
  return {
    ...shown,
    lines: [
      `${method} ${decodePercent(pathOf(target))}`,
      ...queryOf(target).map(([name, value]) => `  ${name}=${value}`),
      ...(body === null ? [] : [indented(toJson(body))]),
    ],
  };
}

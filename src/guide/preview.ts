import { runCall } from '../actions/call.js';
import { parseInput } from '../actions/parse-input.js';
import { indented } from '../actions/plan-lines.js';
import { callParams } from '../actions/call-params.js';
import { silent } from '../actions/reuse.js';
import { requestInWords } from '../actions/request-in-words.js';
import type { DryRun } from '../actions/send.js';
import { pathOf, queryOf } from '../api/request.js';
import type { SavedCall } from '../memory/entry.js';
import type { Report, Services } from '../services.js';
import { toJson } from '../text/json.js';
import { decodePercent } from '../text/percent.js';
import { isRecord } from '../text/records.js';
import type { Draft } from './draft.js';

/** A call as it would be sent, told by the call itself. */
export interface Preview {
  /** The request, a parameter a line. */
  lines: string[];
  /** Which records it is about; undefined where it does not say. */
  words: string | undefined;
  /** What else is to know. */
  notes: string;
  warnings: string[];
  /** The call as it was written; undefined for what cannot be kept. */
  written: SavedCall | undefined;
}

/** Makes the call without sending anything. Throws what is wrong with it. */
export async function previewOf({ raw }: Draft, services: Services): Promise<Preview> {
  const warnings: string[] = [];
  const report: Report = { ...silent, warn: (text) => warnings.push(text) };
  const input = parseInput(callParams, { ...raw, save: undefined, dryRun: true });
  const { result, written } = await runCall(input, { ...services, report });
  if (result.kind !== 'one' || !isDryRun(result.value))
    throw new Error('a dry run gives a request');
  const { method, url, body, note = '' } = result.value;
  const { baseUrl, note: ofAddress = '' } = await services.destination();
  const target = url.slice(baseUrl.length);
  const text = body === null ? undefined : toJson(body);
  const words = await requestInWords({ method, target, body: text }, services);
  return {
    lines: [
      `${method} ${decodePercent(pathOf(target))}`,
      ...queryOf(target).map(([name, value]) => `  ${name}=${value}`),
      ...(text === undefined ? [] : [indented(text)]),
    ],
    words,
    notes: note
      .replace(`In words: ${words ?? ''}.`, '')
      .replace(ofAddress, '')
      .trim(),
    warnings,
    written,
  };
}

function isDryRun(value: unknown): value is DryRun {
  return isRecord(value) && typeof value['url'] === 'string';
}

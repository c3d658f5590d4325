import type { Endpoint } from '../catalog/model.js';
import type { SavedCall } from '../memory/entry.js';
import type { Report, Services } from '../services.js';
import { runCall } from './call.js';
import type { CallInput } from './call-params.js';
import { silent } from './reuse.js';

/** A call as it would be sent, told by the call itself. */
export interface ShownCall {
  method: string;
  /** Encoded path and query. */
  target: string;
  /** Null for none. */
  body: unknown;
  /** Which records it is about; undefined where it does not say. */
  words: string | undefined;
  /** What else is to know. */
  notes: readonly string[];
  warnings: string[];
  endpoint: Endpoint;
  /** The call as it was written; undefined for what cannot be kept. */
  written: SavedCall | undefined;
}

/** Makes a call without sending anything. Throws what is wrong with it. */
export async function showCall(input: CallInput, services: Services): Promise<ShownCall> {
  const warnings: string[] = [];
  const report: Report = { ...silent, warn: (text) => warnings.push(text) };
  const dry = { ...input, save: undefined, dryRun: true };
  const { result, endpoint, written } = await runCall(dry, { ...services, report });
  const { unsent } = result;
  if (unsent === undefined) throw new Error('a dry run gives a request');
  const { request, body, words, notes } = unsent;
  const { method, target } = request;
  return { method, target, body, words, notes, warnings, endpoint, written };
}

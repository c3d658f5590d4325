import type { SavedCall } from '../memory/entry.js';
import { isRecord } from '../text/records.js';

/** What `call` takes for a read beside query parameters; a kept call has them among its params. */
const inputs = [
  'conditions',
  'childConditions',
  'customFieldConditions',
  'where',
  'orderBy',
  'fields',
  'page',
  'pageSize',
  'limit',
  'all',
  'count',
  'unlessExists',
] as const;

/** Raw input of `call`. */
export interface SavedInput {
  method: string;
  path: string;
  params?: Record<string, string>;
  data?: unknown;
  [input: string]: unknown;
}

/** Whether a call has a param of this name as an input of its own. */
export function isInput(name: string): boolean {
  return inputNamed(name) !== undefined;
}

function inputNamed(name: string): string | undefined {
  return inputs.find((one) => one.toLowerCase() === name.toLowerCase());
}

/** A kept call, its placeholders filled, as raw input of `call`. */
export function inputOf({ method, path, params, data }: SavedCall): SavedInput {
  const raw: SavedInput = { method, path };
  const pairs: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    const input = inputNamed(name);
    if (input !== undefined) raw[input] = value;
    else
      pairs[name] = isRecord(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
  }
  return {
    ...raw,
    ...(Object.keys(pairs).length === 0 ? {} : { params: pairs }),
    ...(data === null ? {} : { data }),
  };
}

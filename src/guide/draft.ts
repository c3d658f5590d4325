import { placeholderTexts, parseQuery } from '../api/request.js';
import { resolveCall } from '../actions/prepare-call.js';
import { callParams, type CallInput } from '../actions/call-params.js';
import { parseInput } from '../actions/parse-input.js';
import { preferIds } from '../actions/resolve-names.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import type { Desk } from '../cli/define-command.js';
import type { Entry } from '../memory/entry.js';

/** A call on its way: what a person has said of it so far. */
export interface Draft {
  endpoint: Endpoint;
  /** Raw input of `call`. */
  raw: RawCall;
  /** The kept call that it is, as long as nothing of it was changed. */
  entry?: Entry | undefined;
  /** The sentence that it was read from, as long as nothing of it was changed. */
  sentence?: string;
}

/** Raw input of `call`, with the members that are added to. */
export interface RawCall {
  params: Record<string, string>;
  where: string[];
  [input: string]: unknown;
}

/** What the questions of a call are asked with. */
export interface Asking {
  catalog: Catalog;
  desk: Desk;
}

/** Asks for a part of a call. */
export type Step = (draft: Draft, asking: Asking) => Promise<Draft>;

/** The flags that a call begins with. Throws UsageError for a wrong one before anything is asked. */
export function rawCall(given: Record<string, unknown>): RawCall {
  const { params = {}, where = [] } = parseInput(callParams, { ...given, path: anyPath });
  const unsaid: Record<string, unknown> = parseInput(callParams, { path: anyPath });
  const said = Object.entries(given).filter(
    ([name, value]) => name !== 'path' && value !== unsaid[name],
  );
  return { ...Object.fromEntries(said), params, where };
}

const anyPath = '/';

/** A call whose path is known, that taken apart so that each value in it can be changed; `entry` is where it is kept. */
export function draftOf(
  known: Record<string, unknown>,
  given: RawCall,
  catalog: Catalog,
  entry?: Entry,
): Draft {
  const input = parseInput(callParams, known);
  const resolved = preferIds(catalog, resolveCall(catalog, { ...input, check: false }));
  const { endpoint, query } = resolved;
  const { texts, rest } = placeholderTexts(resolved, input.params ?? {});
  const { params, where, ...flags } = given;
  const isChanged =
    Object.keys(flags).some((name) => name !== 'method') ||
    Object.keys(params).length + where.length > 0;
  return {
    endpoint,
    raw: {
      ...known,
      ...flags,
      method: endpoint.method,
      path: endpoint.path,
      params: { ...texts, ...Object.fromEntries([...parseQuery(query), ...rest]), ...params },
      where: [...(input.where ?? []), ...where],
    },
    entry: isChanged ? undefined : entry,
  };
}

export function inputFor({ raw }: Draft): CallInput {
  return parseInput(callParams, raw);
}

/** The call with further inputs, or others in place of those that there are; one that is undefined goes. */
export function withInputs(draft: Draft, inputs: Partial<RawCall>): Draft {
  return { endpoint: draft.endpoint, raw: { ...draft.raw, ...inputs } };
}

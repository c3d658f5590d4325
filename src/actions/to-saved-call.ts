import { buildBody } from '../api/body.js';
import { placeholderTexts } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Resolved } from '../catalog/resolve.js';
import { placeholders, splitPath } from '../catalog/template.js';
import { UsageError } from '../errors/errors.js';
import type { SavedCall } from '../memory/entry.js';
import {
  escapeBraces,
  isUnfilled,
  placeholdersOf,
  rewritten,
  tidyText,
} from '../memory/placeholders.js';
import type { Services } from '../services.js';
import { mapTexts } from '../text/records.js';
import { bodyShape } from './call-body.js';
import { callParams, type CallInput } from './call-params.js';
import { runCall } from './call.js';
import { resolveCall } from './prepare-call.js';
import { filledCall } from './fill-entry.js';
import { takesForm } from './form.js';
import { ownPath } from './own-path.js';
import { parseInput } from './parse-input.js';
import { preferIds } from './resolve-names.js';
import { inputOf, isInput } from './saved-input.js';
import { writtenCall } from './written-call.js';

/**
 * What an input of `call` says as a call to keep, whose braces are placeholders. It is checked as the call itself would
 * be, as far as it says its values already; nothing is sent.
 */
export async function toSavedCall(input: CallInput, services: Services): Promise<SavedCall> {
  const catalog = await services.catalog();
  const path = await ownPath(input.path, services);
  const resolved = preferIds(catalog, resolveCall(catalog, { ...input, path }));
  const { endpoint } = resolved;
  if (takesForm(endpoint))
    throw new UsageError('An upload cannot be kept.', {
      hint: 'Documents are uploaded with: cwm call POST /system/documents --file <path>',
    });
  const parameters = catalog.parameters(endpoint);
  const body = openBody(catalog, resolved, input);
  const written = writtenCall(resolved, parameters, input, body, tidyText);
  const call = { ...written, path: withOwnNames(written.path, resolved, input.params ?? {}) };
  const data = await triedData(call, input, services);
  return body === undefined ? { ...call, data } : call;
}

/** A body that holds placeholders, which is checked when it is sent; undefined for any other. */
function openBody(catalog: Catalog, { endpoint }: Resolved, input: CallInput): unknown {
  const { data, set = {}, setFrom = {}, unset = [], check } = input;
  if (!holdsPlaceholder([data, set, setFrom])) return undefined;
  if (endpoint.method === 'GET')
    throw new UsageError('A GET takes no body.', { hint: 'Put a filter into --conditions.' });
  return buildBody({
    ...bodyShape(catalog, endpoint),
    data,
    set: [...Object.entries(set), ...Object.entries(setFrom)],
    unset,
    check,
    isOpen: holdsPlaceholder,
  });
}

/** A template that was given with names of its own for its placeholders keeps them, but for those that `-p` fills. */
function withOwnNames(
  path: string,
  resolved: Resolved,
  params: NonNullable<CallInput['params']>,
): string {
  const { endpoint, path: given } = resolved;
  // What the catalog does not know is no template.
  if (endpoint.id === 0) return tidyText(given);
  const names = splitPath(given);
  const { texts } = placeholderTexts(resolved, params);
  const segments = splitPath(path).map((segment, index) => {
    const own = names[index] ?? '';
    const isFilled = placeholders(splitPath(endpoint.path)[index] ?? '').some(
      (name) => name in texts,
    );
    return !isFilled && isOpenSegment(segment) && isOpenSegment(own) ? own : segment;
  });
  return `/${segments.join('/')}`;
}

function isOpenSegment(segment: string): boolean {
  return /^[^{]*\{\w+\}[^{}]*$/.test(segment);
}

/** Checks a call by making it without sending it, and gives the body that it would keep. */
async function triedData(call: SavedCall, input: CallInput, services: Services): Promise<unknown> {
  const filled = await filledCall(checkable(call), {}, services);
  const { data, set, setFrom, unset, fit, check } = input;
  const isOpen = call.data !== null;
  const own = mapTexts({ data, set, setFrom }, ownText) as Pick<CallInput, 'data'>;
  const body = isOpen ? { data: call.data } : { ...own, unset, fit };
  const { written } = await runCall(
    parseInput(callParams, {
      ...inputOf(filled),
      ...body,
      check: check && !isOpen,
      dryRun: true,
    }),
    services,
  );
  return written?.data ?? null;
}

/** A call without what only a value that is asked for would complete. */
function checkable({ method, path, params }: SavedCall): SavedCall {
  const entries = Object.entries(params).flatMap(([name, value]): [string, unknown][] => {
    if (Array.isArray(value)) return [[name, value.filter((one) => !isOpenValue(one))]];
    if (!isOpenValue(value)) return [[name, value]];
    return isInput(name) ? [] : [[name, '1']];
  });
  return {
    method,
    path: rewritten(path, ({ default: standard }) => standard ?? '1', escapeBraces),
    params: Object.fromEntries(entries),
    data: null,
  };
}

function isOpenValue(value: unknown): boolean {
  return isUnfilled({ method: 'GET', path: '', params: { value }, data: null });
}

function holdsPlaceholder(value: unknown): boolean {
  return placeholdersOf({ method: 'GET', path: '', params: {}, data: value }).length > 0;
}

/** A text without placeholders as it is meant: `{{` is a brace. */
function ownText(text: string): string {
  return rewritten(text, () => '');
}

import { parseQuery, placeholderTexts } from '../api/request.js';
import { listParameters, type Parameter } from '../catalog/model.js';
import type { Resolved } from '../catalog/resolve.js';
import { fillTemplate } from '../catalog/template.js';
import { joinOrder } from '../conditions/lists.js';
import { keptParam, type SavedCall } from '../memory/entry.js';
import { escapeBraces } from '../memory/placeholders.js';
import { isRecord, mapTexts } from '../text/records.js';
import type { CallInput } from './call-params.js';

/**
 * What was called, as it was written: before names became ids and dates points in time. Its braces are its own, unless
 * another reading of texts is given.
 */
export function writtenCall(
  resolved: Resolved,
  parameters: readonly Parameter[],
  input: CallInput,
  body: unknown,
  toKept: (text: string) => string = escapeBraces,
): SavedCall {
  const { texts, rest } = placeholderTexts(resolved, input.params ?? {});
  const { endpoint } = resolved;
  const path = fillTemplate(endpoint.path, (name) => {
    const text = texts[name];
    // A brace stands for itself in what is saved, and these end a segment.
    return text === undefined ? undefined : toKept(text.replace(/[%/?#]/g, encodeURIComponent));
  });
  const known = [...parameters.map(({ name }) => name), ...listParameters];
  const spelt = (name: string) =>
    known.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
  const pairs = [...parseQuery(resolved.query), ...rest].map(([given, text]): [string, unknown] => {
    const name = spelt(given);
    return [name, keptParam(name, text)];
  });
  const { conditions, childConditions, customFieldConditions, where, orderBy, fields } = input;
  const { page, pageSize, limit, all, count, unlessExists } = input;
  const flags = {
    ...{ conditions, childConditions, customFieldConditions, where },
    orderBy: orderBy && joinOrder(orderBy),
    fields: fields?.join(','),
    ...{ page, pageSize, limit, all: all || undefined, count: count || undefined, unlessExists },
  };
  // A list without members asks for nothing: the call is the same as one without it.
  const given = Object.entries(flags).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  const params = mapTexts(Object.fromEntries([...pairs, ...given]), toKept);
  return {
    method: endpoint.method,
    path,
    params: isRecord(params) ? params : {},
    data: body === undefined ? null : mapTexts(body, toKept),
  };
}

import { parseQuery, placeholderTexts } from '../api/request.js';
import { listParameters, type Parameter } from '../catalog/model.js';
import type { Resolved } from '../catalog/resolve.js';
import { fillTemplate } from '../catalog/template.js';
import { joinOrder } from '../conditions/lists.js';
import type { SavedCall } from '../memory/entry.js';
import { escapeBraces } from '../memory/placeholders.js';
import { isRecord } from '../text/records.js';
import type { CallInput } from './call-params.js';

/** What was called, as it was written: before names became ids and dates points in time. Its braces are its own. */
export function writtenCall(
  resolved: Resolved,
  parameters: readonly Parameter[],
  input: CallInput,
  body: unknown,
): SavedCall {
  const { texts, rest } = placeholderTexts(resolved, input.params ?? {});
  const { endpoint } = resolved;
  const path = fillTemplate(endpoint.path, (name) => {
    const text = texts[name];
    // A brace stands for itself in what is saved, and these end a segment.
    return text === undefined
      ? undefined
      : escapeBraces(text.replace(/[%/?#]/g, encodeURIComponent));
  });
  const known = [...parameters.map(({ name }) => name), ...listParameters];
  const spelt = (name: string) =>
    known.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
  const pairs = [...parseQuery(resolved.query), ...rest].map(([name, text]) => [spelt(name), text]);
  const { conditions, childConditions, customFieldConditions, where, orderBy, fields } = input;
  const { page, pageSize, limit, all, count, unlessExists } = input;
  const flags = {
    ...{ conditions, childConditions, customFieldConditions, where },
    orderBy: orderBy && joinOrder(orderBy),
    fields: fields?.join(','),
    ...{ page, pageSize, limit, all: all || undefined, count: count || undefined, unlessExists },
  };
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  const params = escaped(Object.fromEntries([...pairs, ...given]));
  return {
    method: endpoint.method,
    path,
    params: isRecord(params) ? params : {},
    data: body === undefined ? null : escaped(body),
  };
}

function escaped(value: unknown): unknown {
  if (typeof value === 'string') return escapeBraces(value);
  if (Array.isArray(value)) return value.map(escaped);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, escaped(member)]));
}

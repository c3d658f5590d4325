import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import { recordShape, takesConditions } from '../catalog/record-shape.js';
import { fillTemplate, placeholders, splitPath } from '../catalog/template.js';
import type { RecordShape } from '../conditions/shape.js';

/** A read that a sentence says completely. */
export interface SuggestedCall {
  path: string;
  method: 'GET';
  params?: { conditions?: string; pageSize?: number };
}

/**
 * The call that a sentence asks of an endpoint; undefined where the sentence leaves something open that the call would
 * need, or says something that would be lost. Reads alone: what a write holds is put together by whoever knows.
 */
export function suggestCall(
  sentence: string,
  { method, path }: { method: string; path: string },
  catalog: Catalog,
): SuggestedCall | undefined {
  const endpoint = catalog.onPath(path).find((one) => one.method === method);
  if (endpoint?.method !== 'GET' || isNegated.test(sentence)) return undefined;
  const { path: filled, rest } = fillIds(sentence, endpoint.path);
  if (filled === undefined) return undefined;
  const pageSize = rowsWanted(rest);
  // A number that is neither an id nor a number of rows says something else.
  if (pageSize === undefined && /\d/.test(rest)) return undefined;
  const conditions = conditionsIn(rest, endpoint, catalog);
  const params = {
    ...(conditions.length === 0 ? {} : { conditions: conditions.join(' and ') }),
    ...(pageSize === undefined || endpoint.response.payload?.list !== true ? {} : { pageSize }),
  };
  return { path: filled, method: 'GET', ...(Object.keys(params).length === 0 ? {} : { params }) };
}

const isNegated = /\b(?:not|never|without|except|excluding|other than|neither|nor|or)\b|n['’]t\b/i;

/** The path with the ids that the sentence gives to the nouns before its placeholders, and the sentence without them. */
function fillIds(sentence: string, template: string): { path: string | undefined; rest: string } {
  let rest = sentence;
  const segments = splitPath(template);
  const path = fillTemplate(template, (name) => {
    const noun = segments[segments.indexOf(`{${name}}`) - 1] ?? '';
    const found = idOf(noun).exec(rest);
    if (found === null) return undefined;
    rest = rest.replace(found[0], ' ');
    return found[1];
  });
  return { path: placeholders(path).length > 0 ? undefined : path, rest };
}

/** `ticket 4711`, `sales order number 12`, `company with id #5`. */
function idOf(noun: string): RegExp {
  const words = noun.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  const one = words.replace(/ies$/, 'y').replace(/s$/, '').trim().split(/\s+/).join('\\s*');
  return new RegExp(
    `\\b${one}(?:s|es|ies)?(?:\\s+(?:with|the|id|number|no\\.?))*\\s*#?(\\d{1,10})\\b`,
    'i',
  );
}

/** `top 10`, `the first 5`. */
function rowsWanted(sentence: string): number | undefined {
  const [, digits] =
    /\b(?:top|first)\s+(\d{1,3})\b(?!\s*(?:day|hour|week|month|year|minute))/i.exec(sentence) ?? [];
  const rows = Number(digits ?? 0);
  return rows > 0 && rows <= 100 ? rows : undefined;
}

function conditionsIn(sentence: string, endpoint: Endpoint, catalog: Catalog): string[] {
  if (!takesConditions(catalog, endpoint)) return [];
  const shape = recordShape(catalog, endpoint);
  const [, before, after] =
    /\b(critical|high|medium|low)(?:est)?[- ]priority\b|\bpriority (?:is |of )?(critical|high|medium|low)\b/i.exec(
      sentence,
    ) ?? [];
  const level = (before ?? after)?.toLowerCase();
  return [
    ...flagIn(sentence, shape),
    ...(level === undefined || !hasField(shape, 'priority')
      ? []
      : [`priority/name contains "${level.charAt(0).toUpperCase()}${level.slice(1)}"`]),
  ];
}

/** What a record is said to be; at the start of a sentence `open` is a verb. */
function flagIn(sentence: string, shape: RecordShape): string[] {
  const says = (word: string) => new RegExp(`\\b${word}\\b`, 'i').test(sentence);
  const isOpen = /\S\s+(?:open|unresolved)\b/i.test(sentence) || /^\s*open \S+s\b/i.test(sentence);
  const flags: [string, boolean, boolean][] = [
    ['closedFlag', isOpen, says('closed')],
    ['inactiveFlag', says('active'), says('inactive')],
  ];
  return flags.flatMap(([name, isFalse, isTrue]) =>
    isFalse === isTrue || !hasField(shape, name) ? [] : [`${name}=${String(isTrue)}`],
  );
}

function hasField({ fields }: RecordShape, name: string): boolean {
  return fields.some((field) => field.name === name);
}

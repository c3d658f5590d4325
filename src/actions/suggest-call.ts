import type { Catalog } from '../catalog/catalog.js';
import { readIntent } from '../catalog/intent.js';
import type { Endpoint } from '../catalog/model.js';
import { recordShape, takesConditions } from '../catalog/record-shape.js';
import { fillTemplate, placeholders, splitPath } from '../catalog/template.js';
import { kindOf, type RecordShape } from '../conditions/shape.js';

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
  { method, path: template }: { method: string; path: string },
  catalog: Catalog,
): SuggestedCall | undefined {
  const endpoint = catalog.onPath(template).find((one) => one.method === method);
  if (endpoint?.method !== 'GET' || !reading.has(readIntent(sentence).role)) return undefined;
  const said = new Said(sentence);
  // Before one record it is a verb.
  said.take(/^\s*open(?=\s+(?:the\b|\S+\s+#?\d))/i);
  const path = fillIds(said, endpoint.path);
  if (placeholders(path).length > 0) return undefined;
  const isList = endpoint.response.payload?.list === true;
  const pageSize = isList ? rowsWanted(said) : undefined;
  const shape = takesConditions(catalog, endpoint) ? recordShape(catalog, endpoint) : undefined;
  const conditions = shape === undefined ? '' : conditionsIn(said, shape).join(' and ');
  if (!said.isAllTaken(endpoint)) return undefined;
  const params = {
    ...(conditions !== '' && { conditions }),
    ...(pageSize !== undefined && { pageSize }),
  };
  return { path, method: 'GET', ...(Object.keys(params).length > 0 && { params }) };
}

const reading: ReadonlySet<string> = new Set(['list', 'get', 'count']);

/** A sentence of which one piece after the other is understood. */
class Said {
  #rest: string;

  constructor(sentence: string) {
    this.#rest = sentence;
  }

  /** Takes the first match out. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.#rest) ?? undefined;
    if (found !== undefined) this.#rest = this.#rest.replace(found[0], ' ');
    return found;
  }

  /** Whether what is left are words that ask, and those that the endpoint is called by. */
  isAllTaken({ path, summary }: Endpoint): boolean {
    const own = new Set(wordsOf(`${path.replaceAll(/\{[^}]*\}/g, ' ')} ${summary}`));
    return wordsOf(this.#rest).every((word) => asking.has(word) || own.has(word));
  }
}

const asking = new Set(
  wordsOf(
    `a an all any every the of for in on to by from at with that which who what whose is are was be there do does has have
     me i you we us please can could would need want show list get find give tell display fetch read look up see view
     pull how many much count number id details detail record records data search check`,
  ),
);

/** Words in small letters and in the singular; names of code are split. */
function wordsOf(text: string): string[] {
  const words = text.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
  return (words.match(/[\p{L}\p{N}'’]+/gu) ?? []).map(singular);
}

function singular(word: string): string {
  return word.length < 4 ? word : word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
}

/** The path with the ids that the sentence gives to the nouns before its placeholders. */
function fillIds(said: Said, template: string): string {
  const segments = splitPath(template);
  return fillTemplate(template, (name) => {
    const noun = segments[segments.indexOf(`{${name}}`) - 1] ?? '';
    return said.take(idOf(noun))?.[1];
  });
}

/** `ticket 4711`, `sales order number 12`, `company with id #5`. */
function idOf(noun: string): RegExp {
  const words = wordsOf(noun).map((word) => word.replace(/y$/, '(?:y|ie)'));
  const behind = String.raw`(?:e?s)?(?:\s+(?:with|the|id|number|no\.?))*\s*#?(\d{1,10})(?![\w.-])`;
  return new RegExp(`\\b${words.join('\\s*')}${behind}`, 'i');
}

/** `top 10`, `the first 5`. */
function rowsWanted(said: Said): number | undefined {
  const digits = said.take(
    /\b(?:top|first)\s+([1-9]\d?|100)\b(?!\s*(?:day|hour|week|month|year|minute))/i,
  )?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function conditionsIn(said: Said, shape: RecordShape): string[] {
  const names = new Set(shape.fields.map(({ name }) => name));
  return [
    ...(names.has('closedFlag') ? flagIn(said, 'closedFlag', /\bopen\b/i, /\bclosed\b/i) : []),
    ...(names.has('inactiveFlag')
      ? flagIn(said, 'inactiveFlag', /\bactive\b/i, /\binactive\b/i)
      : []),
    ...(names.has('priority') ? priorityIn(said) : []),
    ...referencesIn(said, shape),
  ];
}

function flagIn(said: Said, name: string, isFalse: RegExp, isTrue: RegExp): string[] {
  if (said.take(isTrue) !== undefined) return [`${name}=true`];
  return said.take(isFalse) === undefined ? [] : [`${name}=false`];
}

function priorityIn(said: Said): string[] {
  const level =
    said.take(/\b(critical|high|medium|low)(?:est)?[- ]priority\b/i) ??
    said.take(/\bpriority (?:is |of )?(critical|high|medium|low)\b/i);
  const name = level?.[1]?.toLowerCase() ?? '';
  if (name === '') return [];
  return [`priority/name contains "${name.charAt(0).toUpperCase()}${name.slice(1)}"`];
}

/** `of company 12`. */
function referencesIn(said: Said, { fields, membersOf }: RecordShape): string[] {
  return fields
    .filter((field) => kindOf(field) === 'reference' && field.schema !== undefined)
    .filter(({ schema = '' }) => membersOf(schema).some(({ name }) => name === 'id'))
    .flatMap(({ name }) => {
      const id = said.take(idOf(name))?.[1];
      return id === undefined ? [] : [`${name}/id=${id}`];
    });
}

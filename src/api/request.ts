import type { Resolved } from '../catalog/resolve.js';
import { fillTemplate, placeholders } from '../catalog/template.js';
import { listParameters, type Parameter } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';
import { flagOf } from '../text/flag.js';
import { shortened } from '../text/shortened.js';
import { decodePercent, encodePercent } from '../text/percent.js';
import type { Multipart } from './multipart.js';

export interface ApiRequest {
  method: string;
  /** Encoded path and query, beginning with a slash: what follows the base URL. */
  target: string;
  body: string | undefined;
  /** A form with a document, in place of a JSON body. */
  form?: Multipart | undefined;
}

export interface RequestInput {
  resolved: Resolved;
  parameters: readonly Parameter[];
  /** `-p name=value`: placeholders first, then query parameters. */
  params: Readonly<Record<string, string>>;
  /** For placeholders that were given a name: the id found, or the name itself where nothing was looked up. */
  ids?: Readonly<Record<string, string>>;
  /** Query parameters that have flags of their own. */
  query: Readonly<Record<string, string | number | undefined>>;
  /** Conditions that hold beside those that the query has. */
  added?: AddedFilters;
  body: string | undefined;
  /** Puts the value of a query parameter, or of the flag that is said, into the server's spelling; throws UsageError for a bad one. */
  spell: (name: string, value: string, said?: string) => string;
  /** Refuse parameters that neither the endpoint nor the language of lists knows. */
  check: boolean;
}

/** Conditions by the parameter that takes them, each such that and may stand before it. */
export type AddedFilters = Readonly<Record<string, string>>;

/** Endpoint and input as one request. Pure; throws UsageError for what is missing or unknown. */
export function toRequest({
  resolved,
  parameters,
  params,
  ids = {},
  query,
  added = {},
  body,
  spell,
  check,
}: RequestInput): ApiRequest {
  const names = placeholders(resolved.endpoint.path);
  const { texts, rest } = placeholderTexts(resolved, params);
  const values = Object.fromEntries(
    Object.entries({ ...texts, ...ids }).map(([name, text]) => [name, encodePercent(text)]),
  );
  const pairs: [string, string, flag?: string][] = [...parseQuery(resolved.query), ...rest];
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) pairs.push([name, String(value), flagOf(name)]);
  }
  const known = [
    ...new Set([
      ...parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      ...listParameters,
    ]),
  ];
  if (check) refuseFields(pairs, parameters);
  const checked = pairs.map(([given, value, flag]): [string, string] => {
    const name = queryName(given, known, names, check);
    return [name, spell(name, value, flag)];
  });
  refuseRepeated(checked);
  refuseMissing(names, values);
  if (check) refuseText(parameters, { ...texts, ...ids }, ids);
  const path = fillTemplate(resolved.endpoint.path, (name) => values[name]);
  return {
    method: resolved.endpoint.method,
    target: `${path}${encodeQuery(withAdded(checked, added))}`,
    body,
  };
}

/** Conditions as they were written, and what is added to them. */
export function withFilter(written: string | undefined, added: string): string {
  return written === undefined || written.trim() === '' ? added : `(${written}) and ${added}`;
}

/** What placeholders were given, from the path and then from `-p`, as text; and the `-p` that are left for the query. */
export function placeholderTexts(
  resolved: Resolved,
  params: Readonly<Record<string, string>>,
): { texts: Record<string, string>; rest: [string, string][] } {
  const names = placeholders(resolved.endpoint.path);
  const texts: Record<string, string> = {};
  const rest: [string, string][] = [];
  for (const [name, text] of Object.entries(resolved.values)) texts[name] = decodePercent(text);
  for (const [name, value] of Object.entries(params)) {
    const placeholder = names.find((one) => one.toLowerCase() === name.toLowerCase());
    if (placeholder === undefined || texts[placeholder] !== undefined) rest.push([name, value]);
    else texts[placeholder] = value;
  }
  for (const [name, text] of Object.entries(texts)) refuseUnsafe(text, name);
  return { texts, rest };
}

/** The query of a path as people write it: only valid %XX sequences are decoded, `+` stays `+`. */
export function parseQuery(query: string): [string, string][] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [decodePercent(name), decodePercent(value)];
    });
}

/** The path of an encoded path and query. */
export function pathOf(target: string): string {
  const [path = ''] = target.split('?', 1);
  return path;
}

/** The query of an encoded path and query by its names in lower case. */
export function queryMap(target: string): Map<string, string> {
  return new Map(queryOf(target).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The query of an encoded path and query. */
export function queryOf(target: string): [string, string][] {
  return parseQuery(target.split('?').slice(1).join('?'));
}

export function encodeQuery(pairs: readonly (readonly [string, string])[]): string {
  return pairs
    .map(
      ([name, value], index) =>
        `${index === 0 ? '?' : '&'}${encodePercent(name)}=${encodePercent(value)}`,
    )
    .join('');
}

/** A value that could lead out of its segment: servers and proxies decode once more than they should. */
function refuseUnsafe(value: string, name: string): void {
  const decoded = decodePercent(value);
  const isStep = decoded.split('/').some((part) => part === '.' || part === '..');
  if (value !== '' && !isStep && !/[\\\u0000-\u001f\u007f]/.test(decoded)) return;
  throw new UsageError(`${JSON.stringify(value)} cannot be the value of {${name}}.`, {
    hint: `Give an id: -p ${name}=123`,
  });
}

function queryName(
  name: string,
  known: readonly string[],
  names: readonly string[],
  check: boolean,
): string {
  const exact = known.find((one) => one.toLowerCase() === name.toLowerCase());
  if (exact !== undefined) return exact;
  if (!check) return name;
  const near = didYouMean(nearest(name, [...known, ...names]));
  throw new UsageError(`"${name}" is not a parameter of this endpoint.`, {
    hint: `${near === undefined ? '' : `${near} `}Known: ${listed([...names, ...known])}. --no-check sends it as it is.`,
  });
}

function withAdded(
  pairs: readonly [string, string][],
  added: AddedFilters,
): (readonly [string, string])[] {
  const names = pairs.map(([name]) => name);
  const further = Object.entries(added).filter(([name]) => !names.includes(name));
  const joined = pairs.map(([name, value]): [string, string] => {
    const filter = added[name];
    return [name, filter === undefined ? value : withFilter(value, filter)];
  });
  return [...joined, ...further];
}

/** A report has columns in place of fields, and would ignore these. */
function refuseFields(
  pairs: readonly (readonly [string, string, string?])[],
  parameters: readonly Parameter[],
): void {
  const fields = pairs.find(([name]) => name.toLowerCase() === 'fields');
  if (fields === undefined || !parameters.some(({ name }) => name === 'columns')) return;
  throw new UsageError('A report takes columns in place of fields.', {
    hint: `Write -p 'columns=${shortened(fields[1])}'. --no-check sends it as it is.`,
  });
}

function refuseRepeated(pairs: readonly (readonly [string, string])[]): void {
  const seen = new Set<string>();
  for (const [name] of pairs) {
    if (seen.has(name))
      throw new UsageError(`${name} is given twice.`, {
        hint: 'Give it once, as a flag, with -p, or in the path.',
      });
    seen.add(name);
  }
}

function refuseText(
  parameters: readonly Parameter[],
  values: Readonly<Record<string, string>>,
  accepted: Readonly<Record<string, string>>,
): void {
  for (const { name, type, in: place } of parameters) {
    const value = values[name];
    if (place !== 'path' || type !== 'integer' || value === undefined) continue;
    if (!/^\d+$/.test(value) && accepted[name] === undefined) {
      throw new UsageError(`{${name}} takes a whole number, not "${value}".`, {
        hint: 'Write the id of the record.',
      });
    }
  }
}

function refuseMissing(names: readonly string[], values: Readonly<Record<string, string>>): void {
  const missing = names.filter((name) => values[name] === undefined);
  if (missing.length === 0) return;
  throw new UsageError(`The path needs ${listed(missing.map((name) => `{${name}}`))}.`, {
    hint: `Write the value into the path, or: ${missing.map((name) => `-p ${name}=…`).join(' ')}`,
  });
}

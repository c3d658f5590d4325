import type { Resolved } from '../catalog/resolve.js';
import { fillTemplate, placeholders } from '../catalog/template.js';
import { listParameters, type Parameter } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';
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
  /** Query parameters that have flags of their own. */
  query: Readonly<Record<string, string | number | undefined>>;
  body: string | undefined;
  /** Puts the value of a query parameter into the server's spelling; throws UsageError for a bad one. */
  spell: (name: string, value: string) => string;
  /** Refuse parameters that neither the endpoint nor the language of lists knows. */
  check: boolean;
}

/** Endpoint and input as one request. Pure; throws UsageError for what is missing or unknown. */
export function toRequest({
  resolved,
  parameters,
  params,
  query,
  body,
  spell,
  check,
}: RequestInput): ApiRequest {
  const values = Object.fromEntries(
    Object.entries(resolved.values).map(([name, text]) => [
      name,
      segmentText(decodePercent(text), name),
    ]),
  );
  const pairs: [string, string][] = parseQuery(resolved.query);
  const names = placeholders(resolved.endpoint.path);
  for (const [name, value] of Object.entries(params)) {
    const placeholder = names.find((one) => one.toLowerCase() === name.toLowerCase());
    if (placeholder !== undefined && values[placeholder] === undefined)
      values[placeholder] = segmentText(value, placeholder);
    else pairs.push([name, value]);
  }
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) pairs.push([name, String(value)]);
  }
  const known = [
    ...new Set([
      ...parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      ...listParameters,
    ]),
  ];
  const checked = pairs.map(([given, value]): [string, string] => {
    const name = queryName(given, known, names, check);
    return [name, spell(name, value)];
  });
  refuseRepeated(checked);
  refuseMissing(names, values);
  if (check) refuseText(parameters, values);
  const path = fillTemplate(resolved.endpoint.path, (name) => values[name]);
  return { method: resolved.endpoint.method, target: `${path}${encodeQuery(checked)}`, body };
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

export function encodeQuery(pairs: readonly (readonly [string, string])[]): string {
  return pairs
    .map(
      ([name, value], index) =>
        `${index === 0 ? '?' : '&'}${encodePercent(name)}=${encodePercent(value)}`,
    )
    .join('');
}

/** A placeholder's value as one encoded path segment. */
function segmentText(value: string, name: string): string {
  if (value === '' || value === '.' || value === '..' || value.includes('\\')) {
    throw new UsageError(`"${value}" cannot be the value of {${name}}.`, {
      hint: `Give an id: -p ${name}=123`,
    });
  }
  return encodePercent(value);
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
): void {
  for (const { name, type, in: place } of parameters) {
    const value = values[name];
    if (place === 'path' && type === 'integer' && value !== undefined && !/^\d+$/.test(value)) {
      throw new UsageError(`{${name}} takes a whole number, not "${decodePercent(value)}".`, {
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

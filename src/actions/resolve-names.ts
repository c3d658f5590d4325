import { isMe, ownIdentifier } from '../api/member.js';
import { pathOf, placeholderTexts, type ApiRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { isRead, type Endpoint } from '../catalog/model.js';
import type { Resolved } from '../catalog/resolve.js';
import { fillTemplate, parseTemplate, placeholders, splitPath } from '../catalog/template.js';
import { UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { decodePercent, encodePercent } from '../text/percent.js';
import { findByName, labelsOf } from './find-by-name.js';

export interface Naming {
  resolved: Resolved;
  /** `-p name=value`. */
  params: Readonly<Record<string, string>>;
  /** Show names instead of looking them up. */
  dryRun: boolean;
}

/** A placeholder that was given a name, and the list that its records are in. */
interface Named {
  placeholder: string;
  text: string;
  list: Endpoint;
  /** Fields that tell the name of its records. */
  labels: string[];
}

/**
 * A request whose integer placeholders may be names. It is built, and so checked, with the names before anything
 * is looked up, and again with the ids found. `notes` tell a dry run what would be looked up.
 */
export async function withIds(
  { resolved, params, dryRun }: Naming,
  services: Services,
  build: (ids: Record<string, string>) => ApiRequest,
): Promise<{ request: ApiRequest; notes: string[] }> {
  const catalog = await services.catalog();
  const { texts } = placeholderTexts(resolved, params);
  const named = namesIn(catalog, resolved, texts);
  const ids: Record<string, string> = {};
  for (const { placeholder, text, list } of named) ids[placeholder] = ownName(text, list, services);
  const draft = build(ids);
  if (named.length > 0 && !dryRun && !isRead(resolved.endpoint))
    services.refuseUnapproved(`${draft.method} ${decodePercent(pathOf(draft.target))}`);
  const notes: string[] = [];
  for (const { placeholder, list, labels } of named) {
    const name = ids[placeholder] ?? '';
    if (dryRun) {
      const path = fillTemplate(list.path, (above) => ids[above] ?? texts[above]);
      notes.push(`"${name}" would be looked up in ${path}, and its id sent.`);
      continue;
    }
    const path = fillTemplate(list.path, (above) =>
      encodePercent(ids[above] ?? texts[above] ?? ''),
    );
    const words = () => wordsBelow(catalog, list.path);
    const id = await findByName(name, { path, labels, words }, services);
    services.report.note(`"${name}" is ${id} in ${path}.`);
    ids[placeholder] = id;
  }
  return { request: named.length === 0 || dryRun ? draft : build(ids), notes };
}

/**
 * `/system/members/jdoe` matches a route of its own for identifiers, whose pattern the definition has lost; the
 * route by id answers for every member.
 */
export function preferIds(catalog: Catalog, resolved: Resolved): Resolved {
  const { path, endpoint } = resolved;
  if (!path.includes('/')) return resolved;
  const isIds = (one: Endpoint) =>
    one.method === endpoint.method &&
    catalog.parameters(one).every((each) => each.in !== 'path' || each.type === 'integer');
  const byId = isIds(endpoint)
    ? undefined
    : catalog.match(path).find((match) => isIds(match.endpoint));
  return byId === undefined ? resolved : { ...resolved, ...byId };
}

/** The integer placeholders that hold text and whose records can be listed, in the order of the path. */
function namesIn(
  catalog: Catalog,
  { endpoint }: Resolved,
  texts: Readonly<Record<string, string>>,
): Named[] {
  return placeholders(endpoint.path).flatMap((placeholder) => {
    const text = texts[placeholder];
    if (text === undefined || /^\s*\d+\s*$/.test(text)) return [];
    if (isInteger(catalog, endpoint, placeholder)) refuseUnfilled(placeholder, text);
    const records = recordsOf(catalog, endpoint, placeholder);
    return records === undefined ? [] : [{ placeholder, text, ...records }];
  });
}

/** The list of the records that an integer placeholder is an id of; undefined where they cannot be told by name. */
export function recordsOf(
  catalog: Catalog,
  endpoint: Endpoint,
  placeholder: string,
): Pick<Named, 'list' | 'labels'> | undefined {
  if (!isInteger(catalog, endpoint, placeholder)) return undefined;
  const index = parseTemplate(endpoint.path).findIndex(
    (segment) => segment.kind === 'placeholder' && segment.name === placeholder,
  );
  if (index === -1) return undefined;
  const list = listOf(catalog, `/${splitPath(endpoint.path).slice(0, index).join('/')}`);
  const labels = labelsOf(catalog.fields(list?.response.payload?.schema ?? ''));
  return list === undefined || labels.length === 0 ? undefined : { list, labels };
}

function isInteger(catalog: Catalog, endpoint: Endpoint, placeholder: string): boolean {
  return catalog.parameters(endpoint).some(({ name, in: place, type }) => {
    return name === placeholder && place === 'path' && type === 'integer';
  });
}

/** A placeholder or a variable that nobody filled is no name. */
function refuseUnfilled(placeholder: string, text: string): void {
  if (!/^(?:\{.*\}|\$\w+|\$\{.*\}|%\w+%)$/.test(text.trim())) return;
  throw new UsageError(`${text} stands where the value of {${placeholder}} belongs.`, {
    hint: `Give the id or the name: -p ${placeholder}=123`,
  });
}

/** The endpoint that lists a collection, under the placeholder names of the path that asks. */
function listOf(catalog: Catalog, path: string): Endpoint | undefined {
  const list = catalog
    .match(path)
    .find(({ endpoint }) => endpoint.method === 'GET' && endpoint.response.payload?.list === true);
  return list === undefined ? undefined : { ...list.endpoint, path };
}

/** The words that paths of the catalog have after this one: `search` and `count` after `/service/tickets`. */
function wordsBelow(catalog: Catalog, template: string): string[] {
  const nameless = (path: string) => path.replaceAll(/\{[^/]*/g, '{}').toLowerCase();
  const start = `${nameless(template)}/`;
  const words = catalog
    .paths()
    .filter((path) => nameless(path).startsWith(start))
    .map((path) => path.split('/')[template.split('/').length] ?? '');
  return [...new Set(words)].filter((word) => /^\w+$/.test(word));
}

function ownName(text: string, list: Endpoint, services: Services): string {
  const isMember = list.response.payload?.schema === 'Member';
  return isMember && isMe(text) ? ownIdentifier(services.member()) : text;
}

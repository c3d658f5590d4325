import { withNames } from '../actions/name-references.js';
import type { Change } from '../api/changes.js';
import { customerSees } from '../api/customer-sees.js';
import { mailOf } from '../api/mail-of.js';
import { pathOf, queryOf } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { telling } from '../catalog/columns.js';
import type { Services } from '../services.js';
import { decodePercent } from '../text/percent.js';
import { parseJson, toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import type { Preview, SentPlan } from './gate.js';
import { briefValue } from './brief-value.js';
import { cleanText } from './clean.js';
import { oneLine } from '../text/one-line.js';
import {
  isShortened,
  pieceText,
  previewLine,
  recordText,
  type Piece,
} from '../actions/preview-line.js';

/** A write as it is shown before it is sent. What it reads for that is only nice to have. */
export async function previewOf(
  plan: SentPlan,
  services: Services,
  warnings: readonly string[],
): Promise<Preview> {
  // Without a connection it could not be sent: that is said now rather than after a person has agreed.
  await services.api();
  const { method, target } = plan.request;
  // As it is shown: a form is sent as no JSON.
  const text = plan.body;
  const path = pathOf(target);
  const body = text === undefined ? undefined : parseJson(text);
  const catalog = await services.catalog();
  const before = await plan.before?.();
  const changes = await namedChanges(plan, before, bodySchema(catalog, method, path), services);
  const pieces = await piecesOf(plan, body, { before, changes }, services);
  const data = briefValue(body ?? null);
  const changed = changes && briefValue(changes.map(bothEnds));
  const isWhole = data.isWhole && changed?.isWhole !== false;
  const notices = [
    ...warnings,
    ...((await plan.inWords?.()) ?? []).map((line) => `In words: ${line}.`),
    ...(plan.customerSees === true || showsNote(path, method, before)
      ? ['The customer will see this.']
      : []),
    ...mailOf(method, path, body),
    ...(method === 'DELETE' ? lostWith(catalog, path) : []),
    ...(method === 'PUT' ? ['A PUT replaces the record: what it leaves out may be emptied.'] : []),
    ...(isWhole ? [] : ['Long texts and lists are shortened here; they are sent whole.']),
  ].map(oneLine);
  const line = previewLine(method, decodePercent(target), pieces);
  const structured = {
    method,
    path,
    params: Object.fromEntries(queryOf(target)),
    data: data.value,
    ...(changed === undefined ? {} : { changes: changed.value }),
    ...(notices.length === 0 ? {} : { notices }),
  };
  // Who sees texts alone is to see all that is sent, as far as anybody is shown it.
  const rest =
    body !== undefined && isShortened(line) ? [cleanText(`data: ${toJson(data.value)}`).value] : [];
  return { line, structured, notices, rest };
}

/** What a record above or beside says of it, for names and for the line. */
interface Seen {
  before: JsonRecord | undefined;
  changes: readonly Change[] | undefined;
}

async function piecesOf(
  { request: { method, target } }: SentPlan,
  body: unknown,
  { before, changes }: Seen,
  services: Services,
): Promise<string[]> {
  if (method === 'DELETE') {
    const told =
      before === undefined ? undefined : recordText(before, ['summary', 'name', ...telling]);
    return told === undefined ? [] : [told];
  }
  if (changes !== undefined)
    return changes.length === 0
      ? ['changes nothing, the record is so already']
      : changes.map((change) =>
          pieceText({ ...change, before: change.before ?? null, isChange: true }),
        );
  if (Array.isArray(body)) return body.map((element: unknown) => elementText(element));
  if (!isRecord(body)) return [];
  const schema = bodySchema(await services.catalog(), method, pathOf(target));
  const members = await withNames(body, schema, {}, services);
  const order = new Map(telling.map((name, index) => [name, index]));
  return Object.entries(members)
    .toSorted(([one], [other]) => (order.get(one) ?? most) - (order.get(other) ?? most))
    .map(([field, after]) => pieceText({ field, after, isChange: method === 'PUT' }));
}

/** After all that tells. */
const most = 1000;

/** One operation of a PATCH whose record cannot be read, or one record of a list. */
function elementText(element: unknown): string {
  if (!isRecord(element)) return pieceText({ field: 'value', after: element, isChange: false });
  const { op, path, value } = element;
  if (typeof path !== 'string' || typeof op !== 'string')
    return (
      recordText(element, telling) ??
      pieceText({ field: 'record', after: element, isChange: false })
    );
  const field = path.replace(/^\//, '').replaceAll('/', '.');
  const piece: Piece = { field, after: op === 'remove' ? undefined : value, isChange: true };
  return pieceText(piece);
}

async function namedChanges(
  plan: SentPlan,
  before: JsonRecord | undefined,
  schema: string | undefined,
  services: Services,
): Promise<Change[] | undefined> {
  const changes = (await plan.changes?.())?.map((change) => wholeReference(change, before));
  if (changes === undefined || before === undefined) return changes;
  const after = Object.fromEntries(changes.map((change) => [change.field, change.after]));
  const named = await withNames(after, schema, before, services);
  return changes.map((change) => ({ ...change, after: named[change.field] }));
}

/** `status.id` says less than the status that it is in. */
function wholeReference(change: Change, record: JsonRecord | undefined): Change {
  const [, field = ''] = /^(\w+)\.id$/.exec(change.field) ?? [];
  const before = record?.[field];
  return isRecord(before) ? { field, before, after: { id: change.after } } : change;
}

/** Of the record that a write changes or makes. */
export function bodySchema(catalog: Catalog, method: string, path: string): string | undefined {
  const matches = catalog.match(path).map(({ endpoint }) => endpoint);
  const own = matches.find((endpoint) => endpoint.method === method);
  const read = matches.find((endpoint) => endpoint.method === 'GET');
  // A PATCH takes operations, whose fields are those of the record.
  const isPatch = method === 'PATCH';
  return (isPatch ? read?.response.payload?.schema : own?.body?.schema) ?? undefined;
}

/** A note that the portal shows stays shown, whatever is changed in it. */
function showsNote(path: string, method: string, before: JsonRecord | undefined): boolean {
  return method !== 'DELETE' && /\/notes\/\d+$/i.test(path) && customerSees(path, before);
}

/** Lists of what belongs to a record: it is lost with it, as far as the API says. */
function lostWith(catalog: Catalog, path: string): string[] {
  const template = catalog.match(path).find(({ endpoint }) => endpoint.method === 'DELETE')
    ?.endpoint.path;
  if (template === undefined) return [];
  const depth = template.split('/').length;
  const shape = (one: string) => one.replaceAll(/\{[^/]*\}/g, '{}');
  const below = catalog
    .paths()
    .filter((one) => shape(one).startsWith(`${shape(template)}/`))
    .map((one) => one.split('/'))
    .filter(
      (segments) => segments.length === depth + 2 && segments.at(-1)?.startsWith('{') === true,
    )
    .map((segments) => segments[depth] ?? '')
    .filter((name) => !name.startsWith('{') && name !== 'info' && name !== 'usages');
  const names = [...new Set(below)];
  if (names.length === 0) return [];
  const shown = names.slice(0, 6).join(', ');
  const further = names.length > 6 ? ' and more' : '';
  return [`What belongs to it may be deleted with it: ${shown}${further}.`];
}

/** Both ends are there in JSON; of a reference what tells it. */
function bothEnds({ field, before, after }: Change): Change {
  return { field, before: endOf(before), after: endOf(after) };
}

function endOf(value: unknown): unknown {
  if (!isRecord(value)) return value ?? null;
  const { id, identifier, name } = value;
  const told = Object.entries({ id, identifier, name }).filter(([, one]) => one !== undefined);
  return told.length === 0 ? value : Object.fromEntries(told);
}

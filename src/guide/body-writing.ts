import { bodyFault, writtenShape } from '../actions/body-fault.js';
import { builtBody } from '../actions/call-body.js';
import type { BodyShape } from '../api/field-path.js';
import { membersOf } from '../api/body-members.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint, Field } from '../catalog/model.js';
import { idsByList } from '../catalog/reference-lists.js';
import { parseTemplate } from '../catalog/template.js';
import type { Desk } from '../cli/define-command.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { inertLine } from '../text/sanitize.js';
import { openReferenceRows, type ReferenceRows } from './ask-reference-rows.js';
import { copyDraft, openDraft, rawOf, type BodyDraft } from './body-draft.js';

/** The write whose body is asked for. */
export interface BodyTarget {
  catalog: Catalog;
  endpoint: Endpoint;
  /** Texts of the path's placeholders. */
  values: Readonly<Record<string, string>>;
  /** Raw input of the call so far. */
  given: Record<string, unknown>;
}

/** A body while it is being written. */
export interface Writing extends BodyTarget {
  desk: Desk;
  shape: BodyShape;
  /** Schema of the record that is written; empty for none. */
  schema: string;
  draft: BodyDraft;
  /** The record as it is; undefined where there is none yet, or it cannot be read. */
  record: JsonRecord | undefined;
  rows: ReferenceRows;
}

export function openWriting(target: BodyTarget, desk: Desk): Writing {
  const { catalog, endpoint, given } = target;
  const { method, body, response } = endpoint;
  return {
    ...target,
    desk,
    shape: writtenShape(catalog, endpoint),
    schema: (method === 'PATCH' ? response.payload?.schema : body?.schema) ?? '',
    draft: openDraft(given),
    record: undefined,
    rows: openReferenceRows(desk.services),
  };
}

/** What the call would refuse once a change was made to the draft. */
export async function faultOf(
  { catalog, endpoint, draft, desk, record }: Writing,
  change: (draft: BodyDraft) => void,
  { whole = false } = {},
): Promise<string | undefined> {
  const changed = copyDraft(draft);
  change(changed);
  const fault = await bodyFault(
    catalog,
    endpoint,
    rawOf(changed),
    { whole, record },
    desk.services,
  );
  // It may name what the server calls a custom field.
  return fault === undefined ? undefined : inertLine(fault);
}

/** The fields that a body has to have, and has not yet. */
export function missingFields({ endpoint, shape, draft }: Writing): Field[] {
  if (endpoint.method === 'PATCH') return [];
  const { data, set, unset } = draft;
  const built = builtBody(
    { data, set: Object.fromEntries(set), unset: [...unset], check: false, fit: false },
    shape,
  );
  const given = membersOf(built).map(([name]) => name);
  return shape.fields.filter((field) => isRequired(field, endpoint) && !given.includes(field.name));
}

export function isRequired(
  { required, requiredOnUpdate }: Field,
  { method }: Pick<Endpoint, 'method'>,
): boolean {
  return method === 'PATCH' ? false : required || (method === 'PUT' && requiredOnUpdate);
}

/** The ids that are known, by the list that their records are in: of the path, the record, and what was chosen. */
export function knownIds({ catalog, endpoint, values, schema, record, draft }: Writing) {
  const ids = new Map<string, string>();
  let list = '';
  for (const segment of parseTemplate(endpoint.path)) {
    const text = segment.kind === 'static' ? undefined : values[segment.name]?.trim();
    if (text !== undefined && /^\d+$/.test(text)) ids.set(list, text);
    list += segment.kind === 'static' ? `/${segment.text}` : '/{}';
  }
  const chosen = (name: string) => {
    const text = draft.set.get(name) ?? draft.set.get(`${name}.id`);
    const stored = record?.[name];
    const id = text ?? (isRecord(stored) ? String(stored['id']) : '');
    return /^\d+$/.test(id) ? id : undefined;
  };
  for (const [at, id] of idsByList(catalog, schema, chosen)) ids.set(at, id);
  return ids;
}

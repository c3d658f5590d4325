import type { DescribedField, Description } from '../actions/describe.js';
import { listParameters } from '../catalog/model.js';
import { tellingOrder } from '../catalog/columns.js';
import { inOrder } from '../conditions/filters.js';
import { toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import {
  answerForm,
  bodyForm,
  fieldNotes,
  filterNotes,
  namesOrNotes,
  parameterNotes,
  type Listing,
} from './field-notes.js';
import { sampleCall } from './sample-call.js';

/** How many characters each part of a brief description may take: all together stay below its bound of tokens. */
const room = {
  query: 300,
  required: 900,
  optional: 1000,
  can_change: 1000,
  filters: 900,
  fields: 700,
  related: 400,
};

type Part = keyof typeof room;

/** An endpoint as an assistant needs it to make a call. Brief leaves out what is not needed most, and says how much. */
export function detailsOf(
  description: Description,
  skeleton: unknown,
  isFull: boolean,
): JsonRecord {
  const { method, path, operationId, category, summary, parameters, body, response } = description;
  const leftOut: Partial<Record<Part, number>> = {};
  const fit = <L extends Listing>(part: Part, all: L): L | undefined => {
    const entries = Object.entries(all);
    const kept = isFull ? entries.length : howMany(entries, room[part], Array.isArray(all));
    if (kept < entries.length) leftOut[part] = entries.length - kept;
    if (kept === 0) return undefined;
    const shown = Array.isArray(all)
      ? all.slice(0, kept)
      : Object.fromEntries(entries.slice(0, kept));
    return shown as L;
  };
  const own = parameters.filter((one) => one.in === 'query' && !isListParameter(one.name));
  const isPatch = body?.schema === 'PatchOperation';
  const answered = inOrder(response.fields.filter(isTold), tellingOrder(response.schema));
  const sent = isPatch
    ? answered
    : inOrder((body?.fields ?? []).filter(isTold), tellingOrder(body?.schema ?? null));
  const required = sent.filter((field) => field.required && !isPatch);
  // The server gives the id.
  const optional = sent.filter(({ name, required: is }) => (isPatch || !is) && name !== 'id');
  const isEcho = isPatch || (body !== null && body.schema === response.schema);
  const lists = parameters.map(({ name }) => name).filter(isListParameter);
  const details = {
    ...{ method, path, summary, operationId, category },
    path_values: orNone(parameterNotes(parameters.filter((one) => one.in === 'path'))),
    query: fit('query', parameterNotes(own)),
    // What gives one record takes the others too, and ignores them.
    list_params: orNone(response.list ? lists : lists.filter((name) => name === 'fields')),
    body: body === null ? undefined : bodyForm(description),
    required: fit('required', fieldNotes(required)),
    [isPatch ? 'can_change' : 'optional']: fit(
      isPatch ? 'can_change' : 'optional',
      fieldNotes(optional),
    ),
    filters: fit('filters', filterNotes(description.filters)),
    answer: answerForm(description),
    fields: isEcho ? undefined : fit('fields', namesOrNotes(answered, isFull)),
    call: sampleCall(description, skeleton),
    related: fit('related', related(description)),
  };
  const all = Object.keys(leftOut).length === 0 ? details : { ...details, left_out: leftOut };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The same for whoever reads only text: a line for each part. */
export function detailsText(details: JsonRecord): string {
  const { method, path, summary, left_out: leftOut, ...rest } = details;
  const lines = Object.entries(rest).map(([name, value]) => `${name}: ${partText(name, value)}`);
  const more = isRecord(leftOut)
    ? [`left out: ${partText('left_out', leftOut)}; detail "full" has all`]
    : [];
  return [`${String(method)} ${String(path)}: ${String(summary)}`, ...lines, ...more].join('\n');
}

function partText(name: string, value: unknown): string {
  if (name === 'call') return toJson(value);
  if (Array.isArray(value)) return value.join(', ');
  if (!isRecord(value)) return String(value);
  return Object.entries(value)
    .map(([key, note]) => `${key} (${String(note)})`)
    .join(', ');
}

function howMany(entries: readonly [string, string][], most: number, isList: boolean): number {
  let used = 0;
  const end = entries.findIndex(([name, note]) => {
    used += (isList ? 0 : name.length + 3) + note.length + 3;
    return used > most;
  });
  return end === -1 ? entries.length : end;
}

function isListParameter(name: string): boolean {
  return (listParameters as readonly string[]).includes(name);
}

function isTold({ name }: DescribedField): boolean {
  return name !== '_info';
}

function orNone<L extends Listing>(listing: L): L | undefined {
  return Object.keys(listing).length === 0 ? undefined : listing;
}

function related({ related: others }: Description): string[] {
  return others.map(({ method, path }) => `${method} ${path}`);
}

import { isRecord, type JsonRecord } from '../text/records.js';
import type { Match } from '../catalog/path-matcher.js';
import { ApiFault, type Answer } from './answer.js';
import { parsedBody } from './body.js';
import type { SandboxRequest, World } from './handle.js';
import { homeOf, outline, parentOf } from './homes.js';
import type { Route } from './routes.js';
import { changed, created, removed } from './write.js';

/** Creates, replaces or deletes several records. Each fares by itself: 207, with what became of it. */
export function bulk(request: SandboxRequest, match: Match, world: World): Answer {
  const items = itemsOf(request.body.length === 0 ? [] : parsedBody(request));
  const payload = items.map((item, originalIndex) => {
    try {
      const [statusCode, data] = world.store.atomic(() => execute(item, request, match, world));
      return { success: true, originalIndex, statusCode, ...(data === undefined ? {} : { data }) };
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      const { status, body } = error.answer;
      return { success: false, originalIndex, statusCode: status, error: body };
    }
  });
  return { status: 207, body: { payload } };
}

/** A list of records, or `{"ids": […]}` to delete. */
function itemsOf(body: unknown): unknown[] {
  const list = isRecord(body) ? (body['ids'] ?? []) : body;
  if (Array.isArray(list)) return list;
  throw new ApiFault(400, 'InvalidObject', 'The body must be a JSON array.');
}

function execute(
  item: unknown,
  { method, query }: SandboxRequest,
  match: Match,
  world: World,
): [number, JsonRecord | undefined] {
  const id = Number(isRecord(item) ? item['id'] : item);
  if (method === 'DELETE') {
    removed(routeTo(match, 'delete', id, world), world, query);
    return [204, undefined];
  }
  if (!isRecord(item))
    throw new ApiFault(400, 'InvalidObject', 'Each element must be a JSON object.');
  if (method === 'POST') return [201, created(item, routeTo(match, 'create', null, world), world)];
  return [200, changed(item, routeTo(match, 'replace', id, world), world)];
}

/** The route by which one of the records would be written alone. */
function routeTo(
  { endpoint, values }: Match,
  kind: 'create' | 'replace' | 'delete',
  id: number | null,
  { references }: World,
): Route {
  const { template } = outline(endpoint.path.replace(/\/bulk\/?$/i, ''));
  const collection = homeOf(template);
  const schema = endpoint.body?.schema ?? null;
  const own =
    schema === null || schema === 'IdCollection' ? references.schemaOf(collection) : schema;
  const payload = {
    contentType: '',
    list: false,
    type: 'object',
    schema: own ?? null,
    required: true,
  };
  const [parent] = Object.values(values).map(Number);
  return {
    kind,
    endpoint: { ...endpoint, body: payload, response: { status: 200, payload } },
    collection,
    parent: parent ?? null,
    parentCollection: parentOf(collection),
    id,
    shows: null,
  };
}

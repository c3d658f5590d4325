import { singular } from '../../catalog/words.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import { ApiFault, invalidObject, missing, type Answer } from '../answer.js';
import { queryName } from '../asked.js';
import { handle, type SandboxRequest, type Special, type World } from '../handle.js';
import { parsedBody } from '../body.js';

/** Several requests in one: each is answered for itself, and one that fails leaves the others alone. */
export const bundles: Readonly<Record<string, Special>> = {
  'POST /system/bundles': (request, _match, world) => bundle(request, world, ''),
  'POST /system/bundles/count': (request, _match, world) => bundle(request, world, '/count'),
};

function bundle(request: SandboxRequest, world: World, tail: '' | '/count'): Answer {
  const body = parsedBody(request);
  const requests = isRecord(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests))
    throw invalidObject('bundleRequestsCollection', [missing('requests')]);
  const results = (requests as unknown[]).map((item) =>
    result(isRecord(item) ? item : {}, request, world, tail),
  );
  return { status: 200, body: { results } };
}

function result(
  item: JsonRecord,
  request: SandboxRequest,
  world: World,
  tail: '' | '/count',
): JsonRecord {
  const { sequenceNumber, resourceType, version } = item;
  const told = { sequenceNumber, resourceType, ...(version === undefined ? {} : { version }) };
  try {
    const { status, body } = handle(itemRequest(item, request, world, tail), world);
    const counted = isRecord(body) && tail === '/count' ? Number(body['count']) : undefined;
    const entities =
      counted !== undefined ? [] : Array.isArray(body) ? body : isRecord(body) ? [body] : [];
    return {
      ...told,
      entities,
      count: counted ?? entities.length,
      success: true,
      statusCode: status,
    };
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error;
    const { status, body } = error.answer;
    return { ...told, entities: [], count: 0, success: false, statusCode: status, error: body };
  }
}

/** The request that an item stands for: a read, or a write where it brings a record along. */
function itemRequest(
  { resourceType, apiRequest }: JsonRecord,
  request: SandboxRequest,
  world: World,
  tail: '' | '/count',
): SandboxRequest {
  const asked = isRecord(apiRequest) ? apiRequest : {};
  const { entity, fields } = asked;
  const type = typeof resourceType === 'string' ? resourceType : '';
  const list = pathOf(type, asked, world);
  const id = typeof asked['id'] === 'number' ? asked['id'] : undefined;
  const query = new URLSearchParams();
  for (const group of [asked['filters'], asked['page']])
    for (const [name, value] of Object.entries(isRecord(group) ? group : {}))
      if (typeof value === 'string' || typeof value === 'number')
        query.set(queryName(name), String(value));
  if (typeof fields === 'string') query.set('fields', fields);
  const writes = isRecord(entity) && tail === '';
  return {
    ...request,
    method: !writes ? 'GET' : id === undefined ? 'POST' : 'PUT',
    path: id === undefined || tail === '/count' ? `${list}${tail}` : `${list}/${id}`,
    query,
    body: Buffer.from(writes ? JSON.stringify(entity) : ''),
  };
}

/** Where records of a type are listed; the one that they belong to stands last in the path. */
function pathOf(type: string, asked: JsonRecord, world: World): string {
  const list = listOf(type, world);
  const above = [asked['grandParentId'], asked['parentId']].filter((id) => typeof id === 'number');
  const holes = list.split('{}').length - 1;
  if (holes > above.length)
    throw invalidObject('bundleRequest', [
      {
        ...missing('parentId'),
        message: `${type} needs ${holes === 1 ? 'parentId' : 'parentId and grandParentId'}`,
      },
    ]);
  const ids = above.slice(above.length - holes);
  return ids.reduce<string>((path, id) => path.replace('{}', String(id)), list);
}

/** The list of a type: `Ticket`, `ticket` and `tickets` alike. */
function listOf(type: string, { catalog, references }: World): string {
  const wanted = [type, singular(type)].map((one) => one.toLowerCase());
  const schema = catalog
    .lists()
    .find((one) => wanted.includes(one.schema?.toLowerCase() ?? ''))?.schema;
  const list = references.listOf(schema ?? '');
  if (list !== undefined) return list;
  throw invalidObject('bundleRequest', [
    {
      code: 'InvalidField',
      field: 'resourceType',
      message: `${type} is no type of records`,
    },
  ]);
}

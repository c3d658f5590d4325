import type { Match } from '../catalog/path-matcher.js';
import type { Payload } from '../catalog/model.js';
import { placeholders, splitPath } from '../catalog/template.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { ApiFault, notFound, resourceOf, type Answer } from './answer.js';
import { blankPng, onePagePdf } from './blank-files.js';
import { fillFrom } from './fill.js';
import type { SandboxRequest, World } from './handle.js';
import { homeOf } from './homes.js';
import { validated } from './validate.js';
import { parsedBody } from './body.js';

/**
 * An answer made from the endpoint's schemas, for what nothing else simulates: what it is sent is checked, what it
 * answers has the right form, and nothing is stored.
 */
export function exampleAnswer(request: SandboxRequest, match: Match, world: World): Answer {
  const { endpoint } = match;
  const owner = ownerOf(match, world);
  const sent = checkedBody(request, match, world);
  const { status, payload } = endpoint.response;
  if (payload === null || status === 204) return { status };
  if (payload.schema === null) return plainAnswer(status, payload, endpoint.path);
  const record = exampleRecord(payload.schema, endpoint.path, owner, world);
  const names = new Set(world.references.fieldsOf(payload.schema).map(({ name }) => name));
  const echoed = Object.entries(sent).filter(([name]) => names.has(name));
  const answer = { ...record, ...Object.fromEntries(echoed) };
  return { status, body: payload.list ? [answer] : answer };
}

interface Owner {
  collection: string;
  record: JsonRecord;
}

/** The last record that the path names by its id. Throws a 404 where one of them does not exist. */
function ownerOf({ endpoint, values }: Match, { store, references }: World): Owner | undefined {
  let owner: Owner | undefined;
  let template = '';
  for (const segment of splitPath(endpoint.path)) {
    const [name] = placeholders(`/${segment}`);
    if (name === undefined || !segment.startsWith('{')) {
      template += `/${segment}`;
      continue;
    }
    const collection = homeOf(template);
    const id = Number(values[name]);
    if (Number.isSafeInteger(id) && references.schemaOf(collection) !== undefined) {
      const stored = store.get(collection, id);
      if (stored === undefined) throw notFound(collection, id);
      owner = { collection, record: stored.record };
    }
    template += '/{}';
  }
  return owner;
}

/** The body as a record, checked as one that is created is; empty for a list, operations of a PATCH, or none. */
function checkedBody(request: SandboxRequest, { endpoint }: Match, world: World): JsonRecord {
  const { body } = endpoint;
  if (body === null || body.schema === null) return {};
  if (request.body.length === 0 && !body.required) return {};
  const parsed = parsedBody(request);
  const isPatch = body.schema === 'PatchOperation';
  const elements: unknown = body.list || isPatch ? parsed : [parsed];
  if (!Array.isArray(elements) || !elements.every(isRecord))
    throw new ApiFault(
      400,
      'InvalidObject',
      `The body must be a JSON ${body.list || isPatch ? 'array of objects' : 'object'}.`,
    );
  const checked = elements.map((element) =>
    validated(element, {
      resource: resourceOf(body.schema ?? ''),
      fields: world.references.fieldsOf(body.schema ?? ''),
      store: world.store,
      references: world.references,
      replaces: false,
      touched: undefined,
    }),
  );
  return isPatch || body.list ? {} : (checked[0] ?? {});
}

/** What an answer without a schema is made of: bytes, a page, a number or an open object. */
function plainAnswer(status: number, { contentType, type, list }: Payload, path: string): Answer {
  const file = (name: string, media: string, body: Buffer): Answer => ({
    status,
    body,
    headers: { 'content-type': media, 'content-disposition': `attachment; filename="${name}"` },
  });
  if (contentType.startsWith('application/pdf'))
    return file('example.pdf', 'application/pdf', onePagePdf('An example of the sandbox'));
  if (contentType.startsWith('text/html'))
    return {
      status,
      body: Buffer.from('<!doctype html><title>Sandbox</title><p>An example of the sandbox</p>'),
      headers: { 'content-type': 'text/html; charset=utf-8' },
    };
  if (type === 'string' && /download$/i.test(path))
    return file('example.txt', 'application/octet-stream', Buffer.from('An example\r\n'));
  if (type === 'string') return file('example.png', 'image/png', blankPng([45, 110, 180]));
  const value = type === 'integer' || type === 'number' ? 1 : type === 'boolean' ? true : {};
  return { status, body: list ? [value] : value };
}

/** The record that the path names where the answer is of its kind, else one that the sandbox has, else one made up. */
function exampleRecord(
  schema: string,
  path: string,
  owner: Owner | undefined,
  { store, references }: World,
): JsonRecord {
  if (schema === 'SuccessResponse') return { success: true, message: 'Done.' };
  if (owner !== undefined && references.schemaOf(owner.collection) === schema) return owner.record;
  const collection = references.listOf(schema);
  const stored = collection === undefined ? undefined : store.list(collection)[0]?.record;
  if (stored !== undefined) return stored;
  return fillFrom(
    schema,
    { ground: store.ground(), key: path, index: 0, noun: schema.toLowerCase() },
    1,
  );
}

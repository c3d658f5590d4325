import { UsageError } from '../errors/errors.js';
import { jsonFault } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { danglingReferences } from './dangling.js';
import { readField, refName, typeOf } from './definition-schema.js';
import type { Definition, Operation, Parameter, Payload, Schema } from './model.js';
import { placeholders } from './template.js';

const verbs = ['get', 'post', 'put', 'patch', 'delete'] as const;

/**
 * Reads an OpenAPI 3 document of the ConnectWise kind. The vendor's own file has shared parameters
 * repeated inline, dangling references and path parameters that are in no template; those are read as
 * well as they can be. What is not such a document at all is a UsageError that says what and where.
 */
export function readDefinition(text: string, source: string): Definition {
  const document = parseDocument(text, source);
  const reader = new Reader(document);
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    reader.operations(path, item),
  );
  if (operations.length === 0) {
    throw new UsageError(`${source}: "paths" holds no operation.`, { hint: buildHint });
  }
  return {
    title: textOf(document.info['title']) ?? 'ConnectWise Manage',
    version: textOf(document.info['version']) ?? 'unknown',
    server: reader.server(),
    operations,
    schemas: reader.schemas(),
    dangling: danglingReferences(document),
  };
}

const buildHint =
  'Give cwm an OpenAPI 3.0 JSON file: the definition that ConnectWise publishes for its REST API.';

interface Document {
  info: JsonRecord;
  paths: JsonRecord;
  components: JsonRecord;
  servers: unknown;
}

function parseDocument(text: string, source: string): Document {
  if (text.trim() === '') throw new UsageError(`${source} is empty.`, { hint: buildHint });
  const refuse = (problem: string) => new UsageError(`${source}: ${problem}`, { hint: buildHint });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw refuse(`not valid JSON, ${jsonFault(text)}.`);
  }
  if (!isRecord(document)) throw refuse('the document is not a JSON object.');
  const swagger = document['swagger'];
  if (swagger !== undefined) {
    throw refuse(
      `"swagger": ${JSON.stringify(swagger)} is a Swagger 2 document; cwm reads OpenAPI 3.0.`,
    );
  }
  const version = textOf(document['openapi']);
  if (version === undefined) throw refuse('there is no "openapi" version at its top.');
  if (!/^3\.0\b/.test(version)) throw refuse(`"openapi": "${version}" is not OpenAPI 3.0.`);
  const paths = document['paths'];
  if (!isRecord(paths)) throw refuse('"paths" is missing or not an object.');
  for (const [path, item] of Object.entries(paths)) {
    if (path.startsWith('/') && !isRecord(item)) throw refuse(`paths["${path}"] is not an object.`);
  }
  return {
    info: recordAt(document, 'info'),
    paths,
    components: recordAt(document, 'components'),
    servers: document['servers'],
  };
}

class Reader {
  readonly #document: Document;
  readonly #parameters: JsonRecord;
  readonly #schemas: JsonRecord;
  readonly #inline = new Map<string, JsonRecord>();

  constructor(document: Document) {
    this.#document = document;
    this.#parameters = recordAt(document.components, 'parameters');
    this.#schemas = recordAt(document.components, 'schemas');
  }

  server(): string {
    const [first] = Array.isArray(this.#document.servers)
      ? (this.#document.servers as unknown[])
      : [];
    return (isRecord(first) ? textOf(first['url']) : undefined) ?? defaultServer;
  }

  schemas(): Schema[] {
    const named = [...Object.entries(this.#schemas), ...this.#inline].filter(
      (entry): entry is [string, JsonRecord] => isRecord(entry[1]),
    );
    return named.map(([name, definition]) => ({
      name,
      definition,
      fields: this.#fields(definition, new Set([name])),
    }));
  }

  operations(path: string, item: unknown): Operation[] {
    if (!path.startsWith('/') || !isRecord(item)) return [];
    return verbs.flatMap((method) => {
      const operation = item[method];
      return isRecord(operation)
        ? [this.#operation(method.toUpperCase(), path, operation, item['parameters'])]
        : [];
    });
  }

  #operation(method: string, path: string, operation: JsonRecord, shared: unknown): Operation {
    const operationId =
      textOf(operation['operationId']) ?? `${method.toLowerCase()}${path.replaceAll(/\W+/g, '_')}`;
    const segments = path.split('/').filter((segment) => segment !== '');
    const lastStatic = segments.findLast((segment) => !segment.includes('{')) ?? 'Other';
    const tags: unknown[] = Array.isArray(operation['tags']) ? operation['tags'] : [];
    return {
      method,
      path,
      operationId,
      module: segments[0] ?? '',
      category: textOf(tags[0]) ?? lastStatic.charAt(0).toUpperCase() + lastStatic.slice(1),
      parameters: this.#operationParameters(path, [
        ...listOf(shared),
        ...listOf(operation['parameters']),
      ]),
      body: this.#payload(operation['requestBody'], `${operationId}Body`),
      response: this.#response(operation['responses'], `${operationId}Response`),
    };
  }

  /** Path parameters in template order first; what is declared `in: path` but is in no template is an optional query parameter. */
  #operationParameters(path: string, declared: unknown[]): Parameter[] {
    const inTemplate = placeholders(path);
    const read = new Map<string, Parameter>();
    for (const entry of declared) {
      const parameter = this.#parameter(entry, inTemplate);
      if (parameter !== undefined)
        read.set(`${parameter.in} ${parameter.name.toLowerCase()}`, parameter);
    }
    const path_ = inTemplate.map(
      (name) =>
        read.get(`path ${name.toLowerCase()}`) ??
        ({ name, in: 'path', type: 'string', required: true } as const),
    );
    return [...path_, ...[...read.values()].filter((parameter) => parameter.in === 'query')];
  }

  #parameter(entry: unknown, inTemplate: readonly string[]): Parameter | undefined {
    const parameter = this.#resolve(entry, this.#parameters);
    const name = parameter === undefined ? undefined : textOf(parameter['name']);
    if (parameter === undefined || name === undefined || parameter['in'] === 'header')
      return undefined;
    const inPath = parameter['in'] === 'path';
    const template = inPath
      ? inTemplate.find((one) => one.toLowerCase() === name.toLowerCase())
      : undefined;
    const schema = this.#resolve(parameter['schema'], this.#schemas) ?? {};
    const { type, format, allowed } = typeOf(schema);
    const known = stringsOf(parameter['x-knownValues'] ?? schema['x-knownValues']);
    return {
      name: template ?? name,
      in: template === undefined ? 'query' : 'path',
      type,
      required: template !== undefined || (parameter['required'] === true && !inPath),
      ...(format === undefined ? {} : { format }),
      ...(allowed === undefined ? {} : { allowed }),
      ...(known.length === 0 ? {} : { known }),
    };
  }

  #response(responses: unknown, inlineName: string): Operation['response'] {
    const entries = isRecord(responses) ? Object.entries(responses) : [];
    const [status, response] = entries
      .filter(([code]) => code.startsWith('2'))
      .sort(([a], [b]) => a.localeCompare(b))[0] ??
      entries.find(([code]) => code === 'default') ?? ['200', undefined];
    const payload = this.#payload(response, inlineName);
    return { status: Number(status) || 200, payload };
  }

  #payload(holder: unknown, inlineName: string): Payload | null {
    const content = isRecord(holder) ? recordAt(holder, 'content') : {};
    const entries = Object.entries(content);
    const [contentType, media] =
      entries.find(([type]) => type.includes('json')) ?? entries[0] ?? [];
    if (contentType === undefined) return null;
    const schema = isRecord(media) && isRecord(media['schema']) ? media['schema'] : {};
    const list = schema['type'] === 'array';
    const element = list && isRecord(schema['items']) ? schema['items'] : list ? {} : schema;
    const { type, format } = typeOf(this.#resolve(element, this.#schemas) ?? {});
    return {
      contentType,
      list,
      type,
      ...(format === undefined ? {} : { format }),
      schema: this.#schemaName(element, inlineName),
      required: isRecord(holder) && holder['required'] === true,
    };
  }

  /** The name of the referenced schema; an inline object gets a name of its own. */
  #schemaName(schema: JsonRecord, inlineName: string): string | null {
    const name = refName(schema);
    if (name !== undefined) return Object.hasOwn(this.#schemas, name) ? name : null;
    if (!isRecord(schema['properties']) && !Array.isArray(schema['allOf'])) return null;
    this.#inline.set(inlineName, schema);
    return inlineName;
  }

  #fields(schema: JsonRecord, seen: Set<string>): Schema['fields'] {
    const fields = new Map<string, Schema['fields'][number]>();
    for (const part of listOf(schema['allOf'])) {
      const name = isRecord(part) ? refName(part) : undefined;
      if (name !== undefined && seen.has(name)) continue;
      const resolved = this.#resolve(part, this.#schemas);
      if (resolved === undefined) continue;
      const inner = this.#fields(resolved, name === undefined ? seen : new Set([...seen, name]));
      for (const field of inner) fields.set(field.name, field);
    }
    const required = new Set(stringsOf(schema['required']));
    for (const [name, property] of Object.entries(recordAt(schema, 'properties'))) {
      if (isRecord(property))
        fields.set(name, readField(name, property, required.has(name), this.#schemas));
    }
    // The vendor's lists of required names and its properties do not always agree in case.
    const lower = new Set([...required].map((name) => name.toLowerCase()));
    for (const field of fields.values()) {
      if (lower.has(field.name.toLowerCase())) field.required = true;
    }
    return [...fields.values()];
  }

  #resolve(entry: unknown, among: JsonRecord): JsonRecord | undefined {
    if (!isRecord(entry)) return undefined;
    const name = refName(entry);
    if (name === undefined) return entry;
    const target = among[name];
    return isRecord(target) ? target : undefined;
  }
}

const defaultServer = 'https://na.myconnectwise.net/v4_6_release/apis/3.0';

function recordAt(record: JsonRecord, key: string): JsonRecord {
  const value = record[key];
  return isRecord(value) ? value : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function stringsOf(value: unknown): string[] {
  return listOf(value).filter((item): item is string => typeof item === 'string');
}

import type { Catalog } from '../catalog/catalog.js';
import { tellingOrder } from '../catalog/columns.js';
import { exampleCalls, type Examples } from '../catalog/examples.js';
import { jsonSchema } from '../catalog/json-schema.js';
import {
  methods,
  type Endpoint,
  type Field,
  type Parameter,
  type Payload,
} from '../catalog/model.js';
import { recordShape, takesConditions } from '../catalog/record-shape.js';
import { resolveEndpoint } from '../catalog/resolve.js';
import { skeleton } from '../catalog/skeleton.js';
import { filtersOf, type Filter } from '../conditions/filters.js';
import { UsageError } from '../errors/errors.js';
import { defineAction, one } from './define.js';

export interface Description {
  method: string;
  path: string;
  operationId: string;
  module: string;
  category: string;
  summary: string;
  parameters: Parameter[];
  body: DescribedBody | null;
  response: {
    status: number;
    list: boolean;
    contentType: string | null;
    schema: string | null;
    fields: DescribedField[];
  };
  /** What its records can be filtered by; empty where it chooses among none. */
  filters: Filter[];
  related: { method: string; path: string; summary: string }[];
  examples: Examples;
}

export interface DescribedBody {
  required: boolean;
  list: boolean;
  contentType: string;
  schema: string | null;
  fields: DescribedField[];
}

/** A field as the catalog has it, with the names of the members of what it refers to. */
export interface DescribedField extends Omit<Field, 'requiredOnUpdate'> {
  fields?: string[];
}

export const describe = defineAction({
  name: 'describe',
  summary: 'Show parameters, body, response, related endpoints and a runnable example',
  params: {
    path: {
      kind: 'string',
      required: true,
      summary: 'template, concrete path or operationId',
      completes: 'endpoint',
    },
    method: {
      kind: 'string',
      choices: methods,
      summary: 'method; GET, else the first that the path has',
    },
    schema: {
      kind: 'boolean',
      default: false,
      summary: 'the JSON Schema of the body, or of the answer where there is none',
    },
    skeleton: { kind: 'boolean', default: false, summary: 'a body to fill in' },
  },
  async run(input, services) {
    const catalog = await services.catalog();
    const { endpoint } = resolveEndpoint(catalog, input.path, input.method);
    if (input.schema && input.skeleton) {
      throw new UsageError('--schema and --skeleton are two answers.', {
        hint: 'Ask for one of them.',
      });
    }
    if (input.schema)
      return one<unknown>(
        orNothing(jsonSchema(catalog, endpoint), endpoint, 'body or JSON answer'),
      );
    if (input.skeleton)
      return one<unknown>(orNothing(skeleton(catalog, endpoint), endpoint, 'body'));
    return one<unknown>(describeEndpoint(catalog, endpoint));
  },
});

export function describeEndpoint(catalog: Catalog, endpoint: Endpoint): Description {
  const { method, path, operationId, module, category, summary, body, response } = endpoint;
  return {
    method,
    path,
    operationId,
    module,
    category,
    summary,
    parameters: catalog.parameters(endpoint),
    body:
      body === null
        ? null
        : {
            required: body.required,
            list: body.list,
            contentType: body.contentType,
            schema: body.schema,
            fields: describedFields(catalog, body, method === 'PUT'),
          },
    response: {
      status: response.status,
      list: response.payload?.list ?? false,
      contentType: response.payload?.contentType ?? null,
      schema: response.payload?.schema ?? null,
      fields: response.payload === null ? [] : describedFields(catalog, response.payload, false),
    },
    filters: filters(catalog, endpoint),
    related: catalog
      .related(endpoint)
      .map((other) => ({ method: other.method, path: other.path, summary: other.summary })),
    examples: exampleCalls(catalog, endpoint),
  };
}

/** Of lists, of their counts and of the two searches by POST: the rest takes conditions and ignores them. */
function filters(catalog: Catalog, endpoint: Endpoint): Filter[] {
  if (!takesConditions(catalog, endpoint)) return [];
  const shape = recordShape(catalog, endpoint);
  return filtersOf(shape, tellingOrder(shape.schema));
}

function describedFields(catalog: Catalog, payload: Payload, isUpdate: boolean): DescribedField[] {
  if (payload.schema === null) return [];
  return catalog.fields(payload.schema).map(({ requiredOnUpdate, ...field }) => {
    const inner =
      field.schema === undefined ? [] : catalog.fields(field.schema).map(({ name }) => name);
    return {
      ...field,
      required: field.required || (isUpdate && requiredOnUpdate),
      ...(inner.length === 0 ? {} : { fields: inner.filter((name) => name !== '_info') }),
    };
  });
}

function orNothing(value: unknown, { method, path }: Endpoint, what: string): unknown {
  if (value !== undefined) return value;
  throw new UsageError(`${method} ${path} has no ${what}.`, {
    hint: `Name a method that has one, such as: cwm describe POST ${path}`,
  });
}

import type { Param, Params } from '../actions/define.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a tool takes. */
export function inputSchema(params: Params): JsonSchema {
  const required = Object.entries(params).flatMap(([name, param]) =>
    param.required === true ? [name] : [],
  );
  const properties = Object.entries(params).map(([name, param]) => [name, schemaOf(param)]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties) as JsonSchema,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

/** What a tool answers: the members that a success always has, and those that it may have. Clients check failures too. */
export function outputSchema(always: JsonSchema, perhaps: JsonSchema = {}): JsonSchema {
  return {
    type: 'object',
    properties: { ...always, ...perhaps },
    anyOf: [{ required: Object.keys(always) }, { required: ['error'] }],
  };
}

function schemaOf(param: Param): JsonSchema {
  const description = param.summary;
  switch (param.kind) {
    case 'string':
      return { type: 'string', ...(param.choices && { enum: param.choices }), description };
    case 'secret':
      return { type: 'string', description };
    case 'integer': {
      const { min, max, default: standard } = param;
      return {
        type: 'integer',
        ...(min !== undefined && { minimum: min }),
        ...(max !== undefined && { maximum: max }),
        ...(standard !== undefined && { default: standard }),
        description,
      };
    }
    case 'boolean':
      return {
        type: 'boolean',
        ...(param.default !== undefined && { default: param.default }),
        description,
      };
    case 'list':
    case 'texts':
      return { type: 'array', items: { type: 'string' }, description };
    case 'pairs':
      return { type: 'object', description };
    case 'rows':
      return { type: 'array', items: { type: 'object' }, description };
    case 'json': {
      const { types = [] } = param;
      const type = types.length === 1 ? types[0] : types;
      return {
        ...(types.length > 0 && { type }),
        ...(types.includes('array') && { items: {} }),
        description,
      };
    }
  }
}

import type { Param, Params } from '../actions/define.js';
import type { Level } from './notify.js';
import type { Session } from './session.js';

/** What a client may rely on before it lets a tool run. */
export interface Hints {
  readOnlyHint: boolean;
  destructiveHint: boolean;
  idempotentHint: boolean;
  openWorldHint: boolean;
}

/** What a tool answers: for programs, and the same rows as text for whoever reads only that. */
export interface ToolAnswer {
  structured: Record<string, unknown>;
  text: string;
}

/** An action under the name and with the arguments that assistants know it by. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  /** Arguments, as params of the action with their own names. */
  params: Params;
  hints: Hints;
  output: JsonSchema;
  run: (input: Record<string, unknown>, session: Session, call: ToolCall) => Promise<ToolAnswer>;
}

/** One call of a tool. */
export interface ToolCall {
  /** Aborted when the client gives it up. */
  signal: AbortSignal;
  /** Tells the client how far it has come, where it asked for that. */
  progress: (step: string, done: number | undefined) => void;
  /** Says something in the client's log, where it wants to hear that. */
  tell: (level: Level, text: string) => void;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

export function inputSchema(params: Params): JsonSchema {
  const required = Object.entries(params).flatMap(([name, param]) =>
    param.required === true ? [name] : [],
  );
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(params).map(([name, param]) => [name, schemaOf(param)]),
    ),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function schemaOf(param: Param): JsonSchema {
  const description = param.summary;
  switch (param.kind) {
    case 'string':
      return { type: 'string', ...(param.choices && { enum: param.choices }), description };
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
    case 'json':
      return { description };
  }
}

import type { Params } from '../actions/define.js';
import type { CwmError } from '../errors/errors.js';
import type { RowOutcome } from '../rows/outcome.js';
import type { Ask } from './elicit.js';
import type { JsonSchema } from './schema.js';
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
  /** Why it is a failure all the same: parts of what was to be done are not. */
  failure?: CwmError;
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
  /** Asks the person at the client; undefined where the client has not said that it can. */
  ask?: Ask | undefined;
  /** Aborted when the client gives it up. */
  signal: AbortSignal;
  /** Keeps account of a row that it sends: before it goes out, and when it has ended. */
  noteRow?: (outcome: RowOutcome) => void;
  /** Tells the client how far it has come, where it asked for that. */
  progress: (step: string, done: number | undefined) => void;
  /** Says something in the client's log, where it wants to hear that. */
  tell: (level: Level, text: string) => void;
}

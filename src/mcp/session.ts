import type { Choices } from '../context.js';
import type { Services } from '../services.js';
import type { Gate } from './gate.js';
import type { ToolCall } from './tool.js';

/** How a server was started. */
export interface ServerSettings {
  profile: string | undefined;
  /** Nothing is written to ConnectWise, and no write is prepared. */
  readOnly: boolean;
  /** Writes are sent without a confirmation. */
  allowWrites: boolean;
}

/** One client's connection: nothing of it is seen by another. */
export interface Session {
  settings: ServerSettings;
  gate: Gate;
  /** The services for one call, and what was said while it ran. */
  run: (call: ToolCall, choices?: Partial<Choices>) => Running;
}

export interface Running {
  services: Services;
  /** What a person would have been told beside the result. */
  notices: string[];
}

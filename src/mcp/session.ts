import type { Choices } from '../services-for.js';
import type { Report, Services } from '../services.js';
import type { Audit } from './audit.js';
import type { Gate } from './gate.js';
import type { Ongoing } from './ongoing.js';
import type { ToolCall } from './tool.js';

/** How a server was started. */
export interface ServerSettings {
  profile: string | undefined;
  /** Nothing is written to ConnectWise, and no write is prepared. */
  readOnly: boolean;
  /** Writes are sent without a confirmation. */
  allowWrites: boolean;
}

/** What all clients of one process share. */
export interface Serving {
  settings: ServerSettings;
  audit: Audit;
  /** Ends the lines of calls that have none yet, for the end of the process. */
  unnoted: Set<() => void>;
  ongoing: Ongoing;
  /** Aborted when the process does not wait for calls any longer. */
  ending: AbortSignal;
  /** What a person would see who looks at standard error. */
  report: Report;
}

/** One client's connection: nothing of it is seen by another. */
export interface Session {
  settings: ServerSettings;
  serving: Serving;
  gate: Gate;
  now: () => Date;
  /** The services for one call, and what was said while it ran. */
  run: (call: ToolCall, choices?: Partial<Choices>) => Running;
}

export interface Running {
  services: Services;
  /** What a person would have been told beside the result. */
  notices: string[];
}

import type { ServerSettings } from './session.js';
import type { Hints } from './tool.js';

/** Looks into what cwm itself has. */
export const reading: Hints = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** Sends to ConnectWise what cannot be taken back. */
export const writing: Hints = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
};

/** Reads from ConnectWise; writes there only where the server was started to do so without a confirmation. */
export function calling({ allowWrites, readOnly }: ServerSettings): Hints {
  return allowWrites && !readOnly ? writing : { ...reading, openWorldHint: true };
}

import type { ServerSettings } from './session.js';
import type { Hints } from './tool.js';

/** Looks into what cwm itself has. */
export const reading: Hints = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** Adds to what this machine keeps; the same once more changes nothing. */
export const saving: Hints = { ...reading, readOnlyHint: false };

/** Takes away from what this machine keeps. */
export const deleting: Hints = { ...saving, destructiveHint: true };

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

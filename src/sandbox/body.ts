import { isRecord, type JsonRecord } from '../text/records.js';
import { ApiFault } from './answer.js';
import type { SandboxRequest } from './handle.js';

/** The body of a request as a JSON object. */
export function recordBody(request: SandboxRequest): JsonRecord {
  const value = parsedBody(request);
  if (!isRecord(value)) throw new ApiFault(400, 'InvalidObject', 'The body must be a JSON object.');
  return value;
}

export function parsedBody({ body }: SandboxRequest): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new ApiFault(
      500,
      'ConnectWiseApi',
      error instanceof Error ? error.message : String(error),
    );
  }
}

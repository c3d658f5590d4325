import { isRecord, type JsonRecord } from '../text/records.js';
import { ApiFault } from './answer.js';

/** The body of a request as a JSON object. */
export function recordBody(body: string): JsonRecord {
  const value = parsedBody(body);
  if (!isRecord(value)) throw new ApiFault(400, 'InvalidObject', 'The body must be a JSON object.');
  return value;
}

export function parsedBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new ApiFault(
      500,
      'ConnectWiseApi',
      error instanceof Error ? error.message : String(error),
    );
  }
}
